/* neutral_encode - write threads in the neutral format. */
#include "common/wire/neutral.h"

#include <jansson.h>
#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/log.h"

static void
set_text(json_t *object, const char *key, struct str s)
{
	if (s.n)
		json_object_set_new(object, key, json_stringn(s.p, s.n));
}

static void
set_time(json_t *object, bool has, int64_t ms)
{
	struct clock_text t = clock_iso(ms);

	if (has)
		json_object_set_new(object, "created", json_string(t.text));
}

static json_t *
encode_reply(const struct neutral_reply *r)
{
	json_t *o = json_object();

	set_text(o, "id", r->id);
	set_text(o, "parent", r->parent);
	set_text(o, "type", str_from(neutral_type_name(r->type)));
	set_text(o, "author", r->author);
	set_time(o, r->has_created, r->created_ms);
	json_object_set_new(o, "score", json_integer(r->score));
	if (r->accepted)
		json_object_set_new(o, "accepted", json_true());
	set_text(o, "body", r->body);
	return o;
}

static void
encode_lists(json_t *o, const struct neutral_thread *t)
{
	json_t *tags = json_array(), *replies = json_array();

	for (size_t i = 0; i < t->tags; i++)
		json_array_append_new(
		    tags, json_stringn(t->tag[i].p, t->tag[i].n));
	json_object_set_new(o, "tags", tags);
	for (size_t i = 0; i < t->replies; i++)
		json_array_append_new(replies, encode_reply(&t->reply[i]));
	json_object_set_new(o, "replies", replies);
}

struct str
neutral_encode(struct arena *a, const struct neutral_thread *t)
{
	json_t *o = json_object();
	json_t *extra =
	    json_loadb(t->extra.p, t->extra.n, JSON_ALLOW_NUL, NULL);
	struct str line;
	char *text;

	set_text(o, "kind", str_from(neutral_kind_name(t->kind)));
	set_text(o, "src", t->src);
	set_text(o, "id", t->id);
	set_text(o, "board", t->board);
	set_text(o, "title", t->title);
	set_text(o, "author", t->author);
	set_time(o, t->has_created, t->created_ms);
	set_text(o, "format", STR("markdown"));
	set_text(o, "body", t->body);
	json_object_set_new(o, "score", json_integer(t->score));
	json_object_set_new(o, "views", json_integer(t->views));
	set_text(o, "status", t->status);
	set_text(o, "accepted", t->accepted);
	set_text(o, "duplicate_of", t->duplicate_of);
	set_text(o, "url", t->url);
	if (extra)
		json_object_update_missing(o, extra);
	encode_lists(o, t);
	text = json_dumps(o, JSON_COMPACT);
	if (text == NULL)
		bug("neutral: a thread can't be written as JSON");
	line = arena_dup(a, str_from(text));
	free(text);
	json_decref(extra);
	json_decref(o);
	return line;
}
