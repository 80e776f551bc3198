/* neutral - read threads of other forums. */
#include "common/wire/neutral.h"

#include <stdio.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "common/wire/neutral_field.h"
#include "common/wire/neutral_tree.h"

static const char *const kinds[NEUTRAL_KINDS] = {
	[NEUTRAL_QUESTION] = "question",
	[NEUTRAL_IDEA] = "idea",
	[NEUTRAL_REVIEW] = "review",
	[NEUTRAL_STORY] = "story",
	[NEUTRAL_DISCUSSION] = "discussion",
	[NEUTRAL_USER] = "user",
	[NEUTRAL_VOTE] = "vote",
	[NEUTRAL_SPAM_SAMPLE] = "spam_sample",
};

static const char *const types[NEUTRAL_TYPES] = {
	[NEUTRAL_REPLY] = "reply",
	[NEUTRAL_ANSWER] = "answer",
	[NEUTRAL_COMMENT] = "comment",
	[NEUTRAL_STATUS] = "status",
};

static const char *const thread_fields[] = { "kind", "src", "id", "board",
	"board_read", "title", "author", "author_src", "created", "format",
	"body", "tags", "score", "views", "status", "accepted", "duplicate_of",
	"url", "replies", NULL };
static const char *const reply_fields[] = { "id", "parent", "type", "author",
	"author_src", "created", "score", "accepted", "format", "body", NULL };
static const char *const user_fields[] = { "kind", "src", "id", "name",
	"created", "format", "about", NULL };
static const char *const vote_fields[] = { "kind", "src", "id", "target",
	"vote", "created", NULL };

const char *
neutral_kind_name(enum neutral_kind kind)
{
	return kinds[kind];
}

const char *
neutral_type_name(enum neutral_type type)
{
	return types[type];
}

static enum err
get_tags(struct field_reader *r, const json_t *o, struct neutral_thread *t)
{
	const json_t *v = json_object_get(o, "tags");

	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_array(v))
		return field_wrong(r, "tags", "a list");
	t->tag = arena_array(r->a, struct str, NEUTRAL_TAGS_MAX);
	for (size_t i = 0; i < json_array_size(v); i++) {
		const json_t *item = json_array_get(v, i);
		struct str tag;

		if (!json_is_string(item))
			return field_wrong(r, "tags", "a list of strings");
		if (t->tags == NEUTRAL_TAGS_MAX) {
			r->notes->tags_cut += json_array_size(v) - i;
			break;
		}
		tag = text_clean_line(r->a,
		    (struct str){
			json_string_value(item), json_string_length(item) });
		r->notes->tags_cut +=
		    field_cut(r->a, &tag, NEUTRAL_TAG_MAX_CHARS);
		if (tag.n)
			t->tag[t->tags++] = tag;
	}
	return ERR_NONE;
}

/* The first line of the body that has words, without its Markdown. */
static struct str
made_title(struct field_reader *r, struct str body)
{
	while (body.n) {
		struct str line = str_cut(&body, '\n');

		while (
		    line.n && line.p[0] && strchr(" \t#>*-+`~=|_", line.p[0]))
			line = str_slice(line, 1, line.n);
		line = text_clean_line(r->a, line);
		field_cut(r->a, &line, NEUTRAL_MADE_TITLE_MAX_CHARS);
		if (line.n)
			return line;
	}
	return STR("(untitled)");
}

static enum err
get_title(struct field_reader *r, const json_t *o, struct neutral_thread *t)
{
	TRY(field_line(r, o, "title", NEUTRAL_TITLE_MAX_CHARS,
	    &r->notes->titles_cut, &t->title));
	if (t->title.n)
		return ERR_NONE;
	if (t->body.n == 0)
		return field_wrong(r, "title", "a title or a body");
	t->title = made_title(r, t->body);
	r->notes->titles_made++;
	return ERR_NONE;
}

static enum err
get_reply(struct field_reader *r, json_t *o, enum field_format format,
    size_t index, struct neutral_reply *out)
{
	const json_t *accepted = json_object_get(o, "accepted");
	struct str type;

	if (!json_is_object(o))
		return field_wrong(r, "replies", "a list of objects");
	TRY(field_id(r, o, "id", &out->id));
	if (out->id.n == 0) {
		out->id = arena_printf(r->a, "reply-%zu", index + 1);
		r->notes->ids_made++;
	}
	TRY(field_id(r, o, "parent", &out->parent));
	TRY(field_raw(r, o, "type", &type));
	for (int i = 0; i < NEUTRAL_TYPES; i++) {
		if (str_eq(type, str_from(types[i])))
			out->type = (enum neutral_type)i;
	}
	if (accepted && !json_is_boolean(accepted) && !json_is_null(accepted))
		return field_wrong(r, "accepted", "true or false");
	out->accepted = json_is_true(accepted);
	TRY(field_author(r, o, &out->author));
	TRY(field_id(r, o, "author_src", &out->author_src));
	TRY(field_time(r, o, &out->has_created, &out->created_ms));
	TRY(field_int(r, o, "score", &out->score));
	TRY(field_format(r, o, &format));
	out->extra =
	    field_extra(r, o, reply_fields, NEUTRAL_REPLY_EXTRA_MAX_BYTES);
	return field_body(r, o, "body", format, &out->body);
}

static enum err
get_replies(struct field_reader *r, const json_t *o, enum field_format format,
    struct neutral_thread *t)
{
	const json_t *v = json_object_get(o, "replies");
	size_t n = json_array_size(v);
	char where[48];

	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_array(v))
		return field_wrong(r, "replies", "a list");
	if (n > NEUTRAL_REPLIES_MAX) {
		r->notes->replies_dropped += n - NEUTRAL_REPLIES_MAX;
		n = NEUTRAL_REPLIES_MAX;
	}
	t->reply = arena_array(r->a, struct neutral_reply, n);
	for (size_t i = 0; i < n; i++) {
		snprintf(where, sizeof where, "reply %zu: ", i + 1);
		r->where = where;
		TRY(get_reply(
		    r, json_array_get(v, i), format, i, &t->reply[i]));
	}
	r->where = "";
	t->replies = n;
	return ERR_NONE;
}

static enum err
get_thread(struct field_reader *r, json_t *o, struct neutral_thread *t)
{
	enum field_format format = FORMAT_PLAIN;
	size_t cuts = 0;

	TRY(field_line(r, o, "board", NEUTRAL_NAME_MAX_CHARS,
	    &r->notes->names_cut, &t->board));
	TRY(field_line(r, o, "board_read", NEUTRAL_STATUS_MAX_CHARS, &cuts,
	    &t->board_read));
	TRY(field_author(r, o, &t->author));
	TRY(field_id(r, o, "author_src", &t->author_src));
	TRY(field_time(r, o, &t->has_created, &t->created_ms));
	TRY(field_format(r, o, &format));
	TRY(field_body(r, o, "body", format, &t->body));
	TRY(get_title(r, o, t));
	TRY(get_tags(r, o, t));
	TRY(field_int(r, o, "score", &t->score));
	TRY(field_int(r, o, "views", &t->views));
	TRY(field_line(
	    r, o, "status", NEUTRAL_STATUS_MAX_CHARS, &cuts, &t->status));
	TRY(field_id(r, o, "accepted", &t->accepted));
	TRY(field_id(r, o, "duplicate_of", &t->duplicate_of));
	TRY(field_url(r, o, &t->url));
	TRY(get_replies(r, o, format, t));
	neutral_mend_tree(t, r->notes);
	t->extra = field_extra(r, o, thread_fields, NEUTRAL_EXTRA_MAX_BYTES);
	return ERR_NONE;
}

/* A profile: the id is what posts call their author. */
static enum err
get_user(struct field_reader *r, json_t *o, struct neutral_user *u)
{
	enum field_format format = FORMAT_PLAIN;

	TRY(field_line(r, o, "name", NEUTRAL_NAME_MAX_CHARS,
	    &r->notes->names_cut, &u->name));
	TRY(field_time(r, o, &u->has_created, &u->created_ms));
	TRY(field_format(r, o, &format));
	TRY(field_body(r, o, "about", format, &u->about));
	r->notes->bios_cut += field_cut(r->a, &u->about, NEUTRAL_BIO_MAX_CHARS);
	u->extra = field_extra(r, o, user_fields, NEUTRAL_EXTRA_MAX_BYTES);
	return ERR_NONE;
}

static enum err
get_vote(struct field_reader *r, json_t *o, struct neutral_vote *v)
{
	size_t cuts = 0;

	TRY(field_id(r, o, "target", &v->target));
	TRY(field_line(
	    r, o, "vote", NEUTRAL_STATUS_MAX_CHARS, &cuts, &v->what));
	if (v->target.n == 0)
		return field_wrong(r, "target", "the id of a post");
	if (v->what.n == 0)
		return field_wrong(r, "vote", "what it was, as \"up\"");
	TRY(field_time(r, o, &v->has_created, &v->created_ms));
	v->extra =
	    field_extra(r, o, vote_fields, NEUTRAL_REPLY_EXTRA_MAX_BYTES);
	return ERR_NONE;
}

static enum err
get_root(struct field_reader *r, json_t *o, struct neutral_thread *t)
{
	struct str kind;
	int i = 0;

	if (!json_is_object(o))
		return field_wrong(r, "the line", "a JSON object");
	TRY(field_raw(r, o, "kind", &kind));
	while (i < NEUTRAL_KINDS && !str_eq(kind, str_from(kinds[i])))
		i++;
	if (i == NEUTRAL_KINDS)
		return field_wrong(r, "kind",
		    "question, idea, review, story, discussion, user, vote "
		    "or spam_sample");
	t->kind = (enum neutral_kind)i;
	TRY(field_id(r, o, "src", &t->src));
	TRY(field_id(r, o, "id", &t->id));
	if (t->src.n == 0)
		return field_wrong(r, "src", "the name of the source");
	if (t->id.n == 0)
		return field_wrong(r, "id", "an id");
	if (t->kind == NEUTRAL_USER)
		return get_user(r, o, &t->user);
	if (t->kind == NEUTRAL_VOTE)
		return get_vote(r, o, &t->vote);
	return neutral_is_thread(t->kind) ? get_thread(r, o, t) : ERR_NONE;
}

/*
 * With what is no UTF-8 replaced, and nothing else: cleaning would make
 * newlines of separators, which JSON forbids within its strings.
 */
static struct str
mended(struct arena *a, struct str s)
{
	struct buf b = BUF_INIT(0);
	struct str out;

	while (s.n) {
		int32_t code;
		size_t n = utf8_decode(s, &code);

		buf_put(&b,
		    code == UTF8_INVALID ? STR("\xEF\xBF\xBD") :
					   str_slice(s, 0, n));
		s = str_slice(s, n, s.n);
	}
	out = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

enum err
neutral_parse(struct arena *a, struct str line, struct neutral_notes *notes,
    struct neutral_thread *out, struct str *why)
{
	struct neutral_notes counted = *notes;
	struct field_reader r = {
		.a = a, .notes = &counted, .why = why, .where = ""
	};
	struct neutral_thread t = { 0 };
	json_error_t error;
	json_t *o;
	enum err e;

	if (line.n > NEUTRAL_LINE_MAX_BYTES) {
		*why = STR("the line is longer than 16 MiB");
		return ERR_LIMIT;
	}
	if (!utf8_valid(line)) {
		counted.lines_mended++;
		line = mended(a, line);
	}
	o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
	if (o == NULL) {
		*why = text_clean_line(a,
		    arena_printf(a, "not JSON: %s, at byte %d", error.text,
			error.position));
		return ERR_INVALID;
	}
	e = get_root(&r, o, &t);
	json_decref(o);
	if (e)
		return e;
	*notes = counted;
	*out = t;
	return ERR_NONE;
}
