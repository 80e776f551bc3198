/* neutral_field - read one field of a line of another forum. */
#include "common/wire/neutral_field.h"

#include <string.h>

#include "common/base/clock.h"
#include "common/text/clean.h"
#include "common/text/handle.h"
#include "common/text/html.h"
#include "common/text/url.h"
#include "common/text/utf8.h"

enum err
field_wrong(struct field_reader *r, const char *field, const char *wanted)
{
	*r->why =
	    arena_printf(r->a, "%s%s: %s is wanted", r->where, field, wanted);
	return ERR_INVALID;
}

enum err
field_raw(
    struct field_reader *r, const json_t *o, const char *field, struct str *out)
{
	const json_t *v = json_object_get(o, field);

	*out = STR("");
	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_string(v))
		return field_wrong(r, field, "a string");
	*out = (struct str){ json_string_value(v), json_string_length(v) };
	return ERR_NONE;
}

bool
field_cut(struct arena *a, struct str *s, size_t max)
{
	if (text_chars_bytes(*s, max) == s->n)
		return false;
	*s = arena_printf(a, "%.*s…",
	    STR_ARG(str_slice(*s, 0, text_chars_bytes(*s, max - 1))));
	return true;
}

enum err
field_line(struct field_reader *r, const json_t *o, const char *field,
    size_t max, size_t *cuts, struct str *out)
{
	struct str raw;

	TRY(field_raw(r, o, field, &raw));
	*out = text_clean_line(r->a, raw);
	*cuts += field_cut(r->a, out, max);
	return ERR_NONE;
}

enum err
field_id(
    struct field_reader *r, const json_t *o, const char *field, struct str *out)
{
	const json_t *v = json_object_get(o, field);
	struct str raw;

	if (json_is_integer(v)) {
		*out = arena_printf(
		    r->a, "%lld", (long long)json_integer_value(v));
		return ERR_NONE;
	}
	TRY(field_raw(r, o, field, &raw));
	*out = text_clean_line(r->a, raw);
	if (text_chars(*out) > NEUTRAL_ID_MAX_CHARS)
		return field_wrong(r, field, "at most 200 characters");
	return ERR_NONE;
}

enum err
field_int(
    struct field_reader *r, const json_t *o, const char *field, int64_t *out)
{
	const json_t *v = json_object_get(o, field);

	*out = 0;
	if (v == NULL || json_is_null(v))
		return ERR_NONE;
	if (!json_is_integer(v))
		return field_wrong(r, field, "a whole number");
	*out = json_integer_value(v);
	return ERR_NONE;
}

enum err
field_time(struct field_reader *r, const json_t *o, bool *has, int64_t *ms)
{
	struct str raw;

	TRY(field_raw(r, o, "created", &raw));
	*ms = 0;
	*has = raw.n > 0 && clock_parse(raw, ms);
	r->notes->dates_refused += raw.n > 0 && !*has;
	return ERR_NONE;
}

/* "name#key": the key tells people apart, so only the name may be cut. */
enum err
field_author(struct field_reader *r, const json_t *o, struct str *out)
{
	struct str raw, name, key;

	TRY(field_raw(r, o, "author", &raw));
	*out = text_clean_line(r->a, raw);
	name = handle_name_part(*out);
	key = str_slice(*out, name.n, out->n);
	if (text_chars(key) > NEUTRAL_NAME_MAX_CHARS) {
		name = *out;
		key.n = 0;
	}
	if (!field_cut(r->a, &name, NEUTRAL_NAME_MAX_CHARS))
		return ERR_NONE;
	r->notes->names_cut++;
	*out = arena_printf(r->a, "%.*s%.*s", STR_ARG(name), STR_ARG(key));
	return ERR_NONE;
}

enum err
field_format(struct field_reader *r, const json_t *o, enum field_format *format)
{
	struct str raw;

	TRY(field_raw(r, o, "format", &raw));
	if (raw.n == 0)
		return ERR_NONE;
	if (str_eq(raw, STR("html")))
		*format = FORMAT_HTML;
	else if (str_eq(raw, STR("markdown")))
		*format = FORMAT_MARKDOWN;
	else if (str_eq(raw, STR("plain")))
		*format = FORMAT_PLAIN;
	else
		return field_wrong(r, "format", "html, markdown or plain");
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

enum err
field_body(struct field_reader *r, const json_t *o, const char *field,
    enum field_format format, struct str *out)
{
	const struct str note = STR(NEUTRAL_CUT_NOTE);
	struct str raw, body;
	enum err e = ERR_INVALID;

	TRY(field_raw(r, o, field, &raw));
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

enum err
field_url(struct field_reader *r, const json_t *o, struct str *out)
{
	struct str raw;

	TRY(field_raw(r, o, "url", &raw));
	*out = url_clean(r->a, raw);
	r->notes->urls_refused += raw.n && out->n == 0;
	return ERR_NONE;
}

static bool
is_known(const char *const *known, const char *key)
{
	while (*known && strcmp(*known, key) != 0)
		known++;
	return *known != NULL;
}

struct str
field_extra(
    struct field_reader *r, json_t *o, const char *const *known, size_t max)
{
	json_t *others = NULL, *value;
	const char *key;
	char *text = NULL;
	size_t n = 0;

	json_object_foreach(o, key, value)
	{
		if (is_known(known, key))
			continue;
		others = others ? others : json_object();
		json_object_set(others, key, value);
	}
	if (others == NULL)
		return STR("");
	n = json_dumpb(others, NULL, 0, JSON_COMPACT);
	if (n > 0 && n <= max) {
		text = arena_alloc(r->a, n);
		json_dumpb(others, text, n, JSON_COMPACT);
	} else {
		r->notes->extras_dropped++;
		n = 0;
	}
	json_decref(others);
	return (struct str){ text, n };
}
