/* tagging - reading tags from words, and putting them on threads. */
#include "common/command/tagging.h"

#include "common/text/clean.h"
#include "common/text/utf8.h"

static struct str
normal(struct arena *a, struct str name)
{
	char *text = arena_cstr(a, text_clean_line(a, name));

	for (char *c = text; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return str_from(text);
}

static bool
has(const struct tag_names *t, struct str name)
{
	for (size_t i = 0; i < t->n; i++) {
		if (str_eq(t->name[i], name))
			return true;
	}
	return false;
}

/* Whether `name` stands in a list with commas between. */
static bool
stands_in(struct str list, struct str name)
{
	while (list.n) {
		if (str_eq_nocase(str_cut(&list, ','), name))
			return true;
	}
	return false;
}

static struct str
next_name(struct str *rest)
{
	size_t comma = str_find(*rest, ','), space = str_find(*rest, ' ');

	return str_cut(rest, comma < space ? ',' : ' ');
}

enum err
tagging_parse(struct command_ctx *ctx, struct str words, int64_t have,
    struct str present, struct tag_names *out)
{
	int64_t max;
	bool fresh;

	TRY(ctx_setting(ctx, SETTING_TAGS_MAX, &max));
	while (words.n) {
		struct str name = normal(ctx->arena, next_name(&words));

		if (name.n == 0 || has(out, name))
			continue;
		if (text_chars(name) > LIMIT_TAG_CHARS)
			return fail(ctx, ERR_LIMIT,
			    _("a tag has at most %d "
			      "characters"),
			    LIMIT_TAG_CHARS);
		fresh = !stands_in(present, name);
		have += fresh;
		if ((fresh && have > max) || out->n == LIMIT_TAGS)
			return fail(ctx, ERR_LIMIT,
			    _("a thread has at most "
			      "%lld tags"),
			    (long long)max);
		out->name[out->n++] = name;
	}
	return ERR_NONE;
}

enum err
tagging_add(
    struct command_ctx *ctx, int64_t thread, const struct tag_names *tags)
{
	for (size_t i = 0; i < tags->n; i++) {
		int64_t id;

		TRY(store_tag_ensure(ctx->store, tags->name[i], &id));
		TRY(store_thread_tag_set(ctx->store, thread, id, true));
	}
	return ERR_NONE;
}
