/* spell - words of a text that no dictionary has. */
#include "common/text/spell.h"

#include "common/command/ctx.h"
#include "common/text/clean.h"

/* A second of a processor at worst, which a pool has and a loop has not. */
enum { TEXT_MAX = 64 * 1024 };

static const struct column spell_columns[] = {
	{ "word", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param spell_params[] = {
	{ .name = "language",
	    .kind = PARAM_TEXT,
	    .holder = "LANGUAGE",
	    .help = N_("such as en, en_GB or de; en unless told") },
	{ .name = "word",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("tell what this may be meant to be, instead of checking "
		       "a text") },
	{ 0 },
};

static bool
wants_body(const struct args *args)
{
	return !args_has(args, "word");
}

static void
put(struct command_ctx *ctx, struct str word)
{
	row_begin(ctx->out);
	row_text(ctx->out, word);
}

static enum err
check(struct command_ctx *ctx, struct str language)
{
	struct spell_list *found = arena_new(ctx->arena, struct spell_list);
	struct str text = text_clean(ctx->arena, ctx->body);

	if (text.n > TEXT_MAX)
		return fail(ctx, ERR_LIMIT,
		    _("a text to be checked ends at %d KiB"), TEXT_MAX / 1024);
	TRY(speller_check(ctx->speller, ctx->arena, language, text, found));
	for (size_t i = 0; i < found->len; i++)
		put(ctx, found->word[i]);
	if (found->len == 0)
		say(ctx, _("Every word is in the dictionary."));
	return ERR_NONE;
}

static enum err
suggest(struct command_ctx *ctx, struct str language, struct str word)
{
	struct str found[SPELL_SUGGEST_MAX];
	size_t n;

	if (word.n > SPELL_WORD_MAX)
		return fail(ctx, ERR_LIMIT, _("that is no word"));
	TRY(speller_suggest(
	    ctx->speller, ctx->arena, language, word, found, &n));
	for (size_t i = 0; i < n; i++)
		put(ctx, found[i]);
	if (n == 0)
		say(ctx, _("The dictionary has nothing like it."));
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str language = args_has(args, "language") ?
	    args_text(args, "language") :
	    STR("en");
	enum err e = ERR_MISSING;

	if (ctx->speller && args_has(args, "word"))
		e = suggest(ctx, language, args_text(args, "word"));
	else if (ctx->speller)
		e = check(ctx, language);
	if (ctx->message.n)
		return e;
	if (e == ERR_INVALID)
		return fail(ctx, e,
		    _("a language is named by letters, such as en or en_GB"));
	if (e == ERR_MISSING)
		return fail(ctx, e, _("there is no dictionary of %.*s here"),
		    STR_ARG(language));
	if (e == ERR_LIMIT)
		return fail(
		    ctx, e, _("there are too many dictionaries in use here"));
	return e;
}

extern const struct command command_spell;

const struct command command_spell = {
	.name = "spell",
	.summary = N_("tell which words of a text no dictionary has"),
	.details = N_("Code, quotes, addresses and names of files are left "
		      "out. ssh HOST spell < TEXT checks a text; ssh HOST "
		      "spell wrold tells what may be meant."),
	.params = spell_params,
	.columns = spell_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_SLOW,
	.body = BODY_TEXT,
	.body_of = wants_body,
	.run = run,
};
