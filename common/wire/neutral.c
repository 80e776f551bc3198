/* neutral - read threads of other forums. */
#include "common/wire/neutral.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/text/clean.h"
#include "common/text/handle.h"
#include "common/text/html.h"
#include "common/text/url.h"
#include "common/text/utf8.h"
#include "common/wire/neutral_tree.h"

enum format { FORMAT_PLAIN, FORMAT_MARKDOWN, FORMAT_HTML };

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

static const char *const known_fields[] = { "kind", "src", "id", "board",
	"title", "author", "created", "format", "body", "tags", "score",
	"views", "status", "accepted", "duplicate_of", "url", "replies" };

struct reader {
	struct arena *a;
	struct neutral_notes *notes;
	struct str *why;
	const char *where; /* "" or "reply 3: " */
};

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
wrong(struct reader *r, const char *field, const char *wanted)
{
	*r->why =
	    arena_printf(r->a, "%s%s: %s is wanted", r->where, field, wanted);
	return ERR_INVALID;
}

/* A string, or nothing when the field is missing or null. */
static enum err
get_raw(struct reader *r, const json_t *o, const char *field, struct str *out)
{
	const json_t *v = json_object_get(o, field);

	*out = STR("");
	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_string(v))
		return wrong(r, field, "a string");
	*out = (struct str){ json_string_value(v), json_string_length(v) };
	return ERR_NONE;
}

/* Cut to `max` characters, the last of them "…"; whether that was needed. */
static bool
cut(struct arena *a, struct str *s, size_t max)
{
	if (text_chars_bytes(*s, max) == s->n)
		return false;
	*s = arena_printf(a, "%.*s…",
	    STR_ARG(str_slice(*s, 0, text_chars_bytes(*s, max - 1))));
	return true;
}

static enum err
get_line(struct reader *r, const json_t *o, const char *field, size_t max,
    size_t *cuts, struct str *out)
{
	struct str raw;

	TRY(get_raw(r, o, field, &raw));
	*out = text_clean_line(r->a, raw);
	*cuts += cut(r->a, out, max);
	return ERR_NONE;
}

/* Identifiers are never cut: two might become one.  Numbers will do. */
static enum err
get_id(struct reader *r, const json_t *o, const char *field, struct str *out)
{
	const json_t *v = json_object_get(o, field);
	struct str raw;

	if (json_is_integer(v)) {
		*out = arena_printf(
		    r->a, "%lld", (long long)json_integer_value(v));
		return ERR_NONE;
	}
	TRY(get_raw(r, o, field, &raw));
	*out = text_clean_line(r->a, raw);
	if (text_chars(*out) > NEUTRAL_ID_MAX_CHARS)
		return wrong(r, field, "at most 200 characters");
	return ERR_NONE;
}

static enum err
get_int(struct reader *r, const json_t *o, const char *field, int64_t *out)
{
	const json_t *v = json_object_get(o, field);

	*out = 0;
	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_integer(v))
		return wrong(r, field, "a whole number");
	*out = json_integer_value(v);
	return ERR_NONE;
}

static enum err
get_time(struct reader *r, const json_t *o, bool *has, int64_t *ms)
{
	struct str raw;

	TRY(get_raw(r, o, "created", &raw));
	*ms = 0;
	*has = raw.n > 0 && clock_parse(raw, ms);
	r->notes->dates_refused += raw.n > 0 && !*has;
	return ERR_NONE;
}

/* "name#key": the key tells people apart, so only the name may be cut. */
static enum err
get_author(struct reader *r, const json_t *o, struct str *out)
{
	struct str raw, name, key;

	TRY(get_raw(r, o, "author", &raw));
	*out = text_clean_line(r->a, raw);
	name = handle_name_part(*out);
	key = str_slice(*out, name.n, out->n);
	if (text_chars(key) > NEUTRAL_NAME_MAX_CHARS) {
		name = *out;
		key.n = 0;
	}
	if (!cut(r->a, &name, NEUTRAL_NAME_MAX_CHARS))
		return ERR_NONE;
	r->notes->names_cut++;
	*out = arena_printf(r->a, "%.*s%.*s", STR_ARG(name), STR_ARG(key));
	return ERR_NONE;
}

static enum err
get_format(struct reader *r, const json_t *o, enum format *format)
{
	struct str raw;

	TRY(get_raw(r, o, "format", &raw));
	if (raw.n == 0)
		return ERR_NONE;
	if (str_eq(raw, STR("html")))
		*format = FORMAT_HTML;
	else if (str_eq(raw, STR("markdown")))
		*format = FORMAT_MARKDOWN;
	else if (str_eq(raw, STR("plain")))
		*format = FORMAT_PLAIN;
	else
		return wrong(r, "format", "html, markdown or plain");
	return ERR_NONE;
}

/* Without newlines before and white space after; a set-in start stays. */
static struct str
trim_body(struct str s)
{
	while (s.n && s.p[0] == '\n')
		s = str_slice(s, 1, s.n);
	while (s.n &&
	    (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == ' ' ||
		s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static enum err
get_body(struct reader *r, const json_t *o, enum format format, struct str *out)
{
	const struct str note = STR(NEUTRAL_CUT_NOTE);
	struct str raw, body;
	enum err e = ERR_INVALID;

	TRY(get_raw(r, o, "body", &raw));
	if (format == FORMAT_HTML && html_is_likely(raw)) {
		e = html_to_markdown(r->a, raw, &body);
		r->notes->html_refused += e != ERR_NONE;
	}
	if (e)
		body = text_clean(r->a, raw);
	body = trim_body(body);
	if (body.n > NEUTRAL_BODY_MAX_BYTES) {
		size_t keep = utf8_floor(body, NEUTRAL_BODY_MAX_BYTES - note.n);

		r->notes->bodies_cut++;
		body = arena_printf(r->a, "%.*s%s",
		    STR_ARG(trim_body(str_slice(body, 0, keep))), note.p);
	}
	*out = body;
	return ERR_NONE;
}

static enum err
get_tags(struct reader *r, const json_t *o, struct neutral_thread *t)
{
	const json_t *v = json_object_get(o, "tags");

	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_array(v))
		return wrong(r, "tags", "a list");
	t->tag = arena_array(r->a, struct str, NEUTRAL_TAGS_MAX);
	for (size_t i = 0; i < json_array_size(v); i++) {
		const json_t *item = json_array_get(v, i);
		struct str tag;

		if (!json_is_string(item))
			return wrong(r, "tags", "a list of strings");
		if (t->tags == NEUTRAL_TAGS_MAX) {
			r->notes->tags_cut += json_array_size(v) - i;
			break;
		}
		tag = text_clean_line(r->a,
		    (struct str){
			json_string_value(item), json_string_length(item) });
		r->notes->tags_cut += cut(r->a, &tag, NEUTRAL_TAG_MAX_CHARS);
		if (tag.n)
			t->tag[t->tags++] = tag;
	}
	return ERR_NONE;
}

static enum err
get_url(struct reader *r, const json_t *o, struct str *out)
{
	struct str raw;

	TRY(get_raw(r, o, "url", &raw));
	*out = url_clean(r->a, raw);
	r->notes->urls_refused += raw.n && out->n == 0;
	return ERR_NONE;
}

/* The first line of the body that has words, without its Markdown. */
static struct str
made_title(struct reader *r, struct str body)
{
	while (body.n) {
		struct str line = str_cut(&body, '\n');

		while (
		    line.n && line.p[0] && strchr(" \t#>*-+`~=|_", line.p[0]))
			line = str_slice(line, 1, line.n);
		line = text_clean_line(r->a, line);
		cut(r->a, &line, NEUTRAL_MADE_TITLE_MAX_CHARS);
		if (line.n)
			return line;
	}
	return STR("(untitled)");
}

static enum err
get_title(struct reader *r, const json_t *o, struct neutral_thread *t)
{
	TRY(get_line(r, o, "title", NEUTRAL_TITLE_MAX_CHARS,
	    &r->notes->titles_cut, &t->title));
	if (t->title.n)
		return ERR_NONE;
	if (t->body.n == 0)
		return wrong(r, "title", "a title or a body");
	t->title = made_title(r, t->body);
	r->notes->titles_made++;
	return ERR_NONE;
}

static enum err
get_reply(struct reader *r, const json_t *o, enum format format, size_t index,
    struct neutral_reply *out)
{
	const json_t *accepted = json_object_get(o, "accepted");
	struct str type;

	if (!json_is_object(o))
		return wrong(r, "replies", "a list of objects");
	TRY(get_id(r, o, "id", &out->id));
	if (out->id.n == 0) {
		out->id = arena_printf(r->a, "reply-%zu", index + 1);
		r->notes->ids_made++;
	}
	TRY(get_id(r, o, "parent", &out->parent));
	TRY(get_raw(r, o, "type", &type));
	for (int i = 0; i < NEUTRAL_TYPES; i++) {
		if (str_eq(type, str_from(types[i])))
			out->type = (enum neutral_type)i;
	}
	if (accepted && !json_is_boolean(accepted) && !json_is_null(accepted))
		return wrong(r, "accepted", "true or false");
	out->accepted = json_is_true(accepted);
	TRY(get_author(r, o, &out->author));
	TRY(get_time(r, o, &out->has_created, &out->created_ms));
	TRY(get_int(r, o, "score", &out->score));
	TRY(get_format(r, o, &format));
	return get_body(r, o, format, &out->body);
}

static enum err
get_replies(struct reader *r, const json_t *o, enum format format,
    struct neutral_thread *t)
{
	const json_t *v = json_object_get(o, "replies");
	size_t n = json_array_size(v);
	char where[48];

	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_array(v))
		return wrong(r, "replies", "a list");
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

/* Everything this version does not know, kept for one that does. */
static void
get_extra(struct reader *r, json_t *o, struct neutral_thread *t)
{
	char *text;
	size_t n;

	for (size_t i = 0; i < sizeof known_fields / sizeof known_fields[0];
	     i++)
		json_object_del(o, known_fields[i]);
	if (json_object_size(o) == 0)
		return;
	n = json_dumpb(o, NULL, 0, JSON_COMPACT);
	if (n == 0 || n > NEUTRAL_EXTRA_MAX_BYTES) {
		r->notes->extras_dropped++;
		return;
	}
	text = arena_alloc(r->a, n);
	json_dumpb(o, text, n, JSON_COMPACT);
	t->extra = (struct str){ text, n };
}

static enum err
get_thread(struct reader *r, json_t *o, struct neutral_thread *t)
{
	enum format format = FORMAT_PLAIN;
	size_t cuts = 0;

	TRY(get_line(r, o, "board", NEUTRAL_NAME_MAX_CHARS,
	    &r->notes->names_cut, &t->board));
	TRY(get_author(r, o, &t->author));
	TRY(get_time(r, o, &t->has_created, &t->created_ms));
	TRY(get_format(r, o, &format));
	TRY(get_body(r, o, format, &t->body));
	TRY(get_title(r, o, t));
	TRY(get_tags(r, o, t));
	TRY(get_int(r, o, "score", &t->score));
	TRY(get_int(r, o, "views", &t->views));
	TRY(get_line(
	    r, o, "status", NEUTRAL_STATUS_MAX_CHARS, &cuts, &t->status));
	TRY(get_id(r, o, "accepted", &t->accepted));
	TRY(get_id(r, o, "duplicate_of", &t->duplicate_of));
	TRY(get_url(r, o, &t->url));
	TRY(get_replies(r, o, format, t));
	neutral_mend_tree(t, r->notes);
	get_extra(r, o, t);
	return ERR_NONE;
}

static enum err
get_root(struct reader *r, json_t *o, struct neutral_thread *t)
{
	struct str kind;
	int i = 0;

	if (!json_is_object(o))
		return wrong(r, "the line", "a JSON object");
	TRY(get_raw(r, o, "kind", &kind));
	while (i < NEUTRAL_KINDS && !str_eq(kind, str_from(kinds[i])))
		i++;
	if (i == NEUTRAL_KINDS)
		return wrong(r, "kind",
		    "question, idea, review, story, discussion, user, vote "
		    "or spam_sample");
	t->kind = (enum neutral_kind)i;
	TRY(get_id(r, o, "src", &t->src));
	TRY(get_id(r, o, "id", &t->id));
	if (t->src.n == 0)
		return wrong(r, "src", "the name of the source");
	if (t->id.n == 0)
		return wrong(r, "id", "an id");
	return neutral_is_thread(t->kind) ? get_thread(r, o, t) : ERR_NONE;
}

enum err
neutral_parse(struct arena *a, struct str line, struct neutral_notes *notes,
    struct neutral_thread *out, struct str *why)
{
	struct neutral_notes counted = *notes;
	struct reader r = {
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
		line = text_clean(a, line);
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
