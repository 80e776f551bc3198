/* neutral_encode - write threads in the neutral format. */
#include "common/wire/neutral.h"

#include "common/base/clock.h"
#include "common/wire/rows.h"

static void
set_text(json_t *object, const char *key, struct str s)
{
	if (s.n)
		json_object_set_new(object, key, json_from_str(s));
}

static void
set_time(json_t *object, bool has, int64_t ms)
{
	struct clock_text t = clock_iso(ms);

	if (has)
		json_object_set_new(object, "created", json_string(t.text));
}

static void
set_number(json_t *object, const char *key, int64_t n)
{
	if (n)
		json_object_set_new(object, key, json_integer(n));
}

static void
set_extra(json_t *object, struct str extra)
{
	json_t *more =
	    extra.n ? json_loadb(extra.p, extra.n, JSON_ALLOW_NUL, NULL) : NULL;

	if (more)
		json_object_update_missing(object, more);
	json_decref(more);
}

static json_t *
encode_reply(const struct neutral_reply *r)
{
	json_t *o = json_object();

	set_text(o, "id", r->id);
	set_text(o, "parent", r->parent);
	set_text(o, "type", str_from(neutral_type_name(r->type)));
	set_text(o, "author", r->author);
	set_text(o, "author_src", r->author_src);
	set_time(o, r->has_created, r->created_ms);
	set_number(o, "score", r->score);
	if (r->accepted)
		json_object_set_new(o, "accepted", json_true());
	set_text(o, "body", r->body);
	set_extra(o, r->extra);
	return o;
}

static void
encode_lists(json_t *o, const struct neutral_thread *t)
{
	json_t *tags = json_array(), *replies = json_array();

	for (size_t i = 0; i < t->tags; i++)
		json_array_append_new(tags, json_from_str(t->tag[i]));
	if (t->tags)
		json_object_set_new(o, "tags", tags);
	else
		json_decref(tags);
	for (size_t i = 0; i < t->replies; i++)
		json_array_append_new(replies, encode_reply(&t->reply[i]));
	json_object_set_new(o, "replies", replies);
}

static void
encode_thread(json_t *o, const struct neutral_thread *t)
{
	set_text(o, "board", t->board);
	set_text(o, "board_read", t->board_read);
	set_text(o, "title", t->title);
	set_text(o, "author", t->author);
	set_text(o, "author_src", t->author_src);
	set_time(o, t->has_created, t->created_ms);
	set_text(o, "format", STR("markdown"));
	set_text(o, "body", t->body);
	set_number(o, "score", t->score);
	set_number(o, "views", t->views);
	set_text(o, "status", t->status);
	set_text(o, "accepted", t->accepted);
	set_text(o, "duplicate_of", t->duplicate_of);
	set_text(o, "url", t->url);
	set_extra(o, t->extra);
	encode_lists(o, t);
}

static void
encode_user(json_t *o, const struct neutral_user *u)
{
	set_text(o, "name", u->name);
	set_time(o, u->has_created, u->created_ms);
	set_text(o, "format", STR("markdown"));
	set_text(o, "about", u->about);
	set_extra(o, u->extra);
}

static void
encode_vote(json_t *o, const struct neutral_vote *v)
{
	set_text(o, "target", v->target);
	set_text(o, "vote", v->what);
	set_time(o, v->has_created, v->created_ms);
	set_extra(o, v->extra);
}

struct str
neutral_encode(struct arena *a, const struct neutral_thread *t)
{
	json_t *o = json_object();
	struct str line;

	set_text(o, "kind", str_from(neutral_kind_name(t->kind)));
	set_text(o, "src", t->src);
	set_text(o, "id", t->id);
	if (neutral_is_thread(t->kind))
		encode_thread(o, t);
	else if (t->kind == NEUTRAL_USER)
		encode_user(o, &t->user);
	else if (t->kind == NEUTRAL_VOTE)
		encode_vote(o, &t->vote);
	line = json_line(a, o);
	json_decref(o);
	return line;
}
