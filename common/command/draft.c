/* draft - what you began to write. */
#include "common/command/ctx.h"
#include "common/store/mark.h"
#include "common/text/clean.h"

static const struct column draft_columns[] = {
	{ "draft", COLUMN_INT, 0 },
	{ "place", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "saved", COLUMN_TIME, 0 },
	{ "text", COLUMN_BODY, 0 },
	{ "mark", COLUMN_TEXT, COLUMN_HIDDEN },
	{ 0 },
};

static const struct param draft_params[] = {
	{ .name = "title",
	    .kind = PARAM_TEXT,
	    .holder = "TITLE",
	    .help = N_("save: the title of what it will be (in quotes)") },
	{ .name = "over",
	    .kind = PARAM_TEXT,
	    .holder = "MARKS",
	    .help = N_("save, drop: only over a draft with one of these marks, "
		       "as answers tell them (with commas between); what is "
		       "saved goes beside another, which is left alone") },
	{ .name = "action",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("list (unless told), show, save or drop"),
	    .words = "list show save drop" },
	{ .name = "what",
	    .kind = PARAM_REST_OPT,
	    .help = N_("the command it is for, such as reply 12; show, drop: "
		       "or its number") },
	{ 0 },
};

enum { PLACE_CHARS = 64, BESIDE_MAX = 9 };

static bool
is_action(const struct args *args, struct str action)
{
	return str_eq(args_text(args, "action"), action);
}

static enum command_mode
mode_of(const struct args *args)
{
	return is_action(args, STR("save")) || is_action(args, STR("drop")) ?
	    COMMAND_QUIET :
	    COMMAND_READ;
}

static bool
wants_body(const struct args *args)
{
	return is_action(args, STR("save"));
}

/* `mark`: of the whole text; empty where only its begin is there. */
static void
put(struct command_ctx *ctx, const struct draft_row *d, struct str mark)
{
	row_begin(ctx->out);
	row_int(ctx->out, d->id);
	row_text(ctx->out, d->place);
	row_text(ctx->out, d->title);
	row_time(ctx->out, d->updated_ms);
	row_text(ctx->out, d->body);
	row_text(ctx->out, mark);
}

static void
put_whole(struct command_ctx *ctx, const struct draft_row *d)
{
	put(ctx, d, store_draft_mark(ctx->arena, d->title, d->body));
}

static enum err
list(struct command_ctx *ctx)
{
	struct draft_list drafts;

	TRY(store_draft_list(ctx->store, ctx->arena, ctx->viewer.id, &drafts));
	for (size_t i = 0; i < drafts.len; i++)
		put(ctx, &drafts.row[i], STR(""));
	if (drafts.len == 0)
		say(ctx, _("You have no drafts."));
	return ERR_NONE;
}

/* Whether the draft of a place, if there is one, is not what was expected. */
static enum err
is_other(struct command_ctx *ctx, const struct args *args, struct str place,
    bool *out)
{
	struct draft_row d;
	enum err e;

	*out = false;
	if (!args_has(args, "over"))
		return ERR_NONE;
	e = store_draft_at(ctx->store, ctx->arena, ctx->viewer.id, place, &d);
	if (e == ERR_MISSING)
		return ERR_NONE;
	TRY(e);
	*out = !str_in_list(args_text(args, "over"), ',',
	    store_draft_mark(ctx->arena, d.title, d.body));
	return ERR_NONE;
}

/* "reply 12" becomes "reply 12 ~2" where another session writes that. */
static enum err
find_place(struct command_ctx *ctx, const struct args *args, struct str *place)
{
	struct str wanted = *place;
	bool other;

	TRY(is_other(ctx, args, wanted, &other));
	for (int n = 2; other && n <= BESIDE_MAX; n++) {
		*place =
		    arena_printf(ctx->arena, "%.*s ~%d", STR_ARG(wanted), n);
		TRY(is_other(ctx, args, *place, &other));
	}
	if (other || place->n > PLACE_CHARS)
		return fail(ctx, ERR_LIMIT,
		    _("there are too many drafts of this; drop one first"));
	return ERR_NONE;
}

static enum err
save(struct command_ctx *ctx, const struct args *args, struct str place,
    struct str title)
{
	struct draft_row d = { .updated_ms = ctx->now_ms };
	int64_t max, have;

	TRY(ctx_line(ctx, _("the place"), place, PLACE_CHARS, &d.place));
	if (d.place.n == 0)
		return fail(ctx, ERR_INVALID,
		    _("say what it is for: draft "
		      "save reply 12"));
	/* Whatever the settings for posts: a draft is there to be mended. */
	TRY(ctx_line(ctx, _("the title"), title, LIMIT_TITLE_CHARS, &d.title));
	d.body = str_trim(text_clean(ctx->arena, ctx->body));
	if ((d.body.n == 0 && d.title.n == 0) || d.body.n > LIMIT_BODY_BYTES)
		return fail(ctx, ERR_LIMIT, _("a draft has 1 to %d bytes"),
		    LIMIT_BODY_BYTES);
	TRY(find_place(ctx, args, &d.place));
	TRY(ctx_setting(ctx, SETTING_DRAFTS_MAX, &max));
	TRY(store_draft_count(ctx->store, ctx->viewer.id, d.place, &have));
	if (have >= max)
		return fail(ctx, ERR_LIMIT,
		    _("you have %lld drafts; drop "
		      "one first"),
		    (long long)have);
	TRY(store_draft_save(ctx->store, ctx->viewer.id, d.place, d.title,
	    d.body, ctx->now_ms, &d.id));
	put_whole(ctx, &d);
	if (str_eq(d.place, str_trim(place)))
		say(ctx, _("Saved as draft %lld"), (long long)d.id);
	else
		say(ctx, _("Saved as draft %lld, beside another"),
		    (long long)d.id);
	return ERR_NONE;
}

/* By its number or by what it is for. */
static enum err
find(struct command_ctx *ctx, struct str what, struct draft_row *out)
{
	int64_t id;
	enum err e;

	if (what.n == 0)
		return fail(ctx, ERR_INVALID,
		    _("which? `draft` lists them "
		      "by number"));
	if (str_int(what, 1, INT64_MAX, &id))
		e = store_draft_get(
		    ctx->store, ctx->arena, ctx->viewer.id, id, out);
	else
		e = store_draft_at(
		    ctx->store, ctx->arena, ctx->viewer.id, what, out);
	if (e == ERR_MISSING)
		return fail(ctx, e, _("you have no draft %.*s"), STR_ARG(what));
	return e;
}

static enum err
show(struct command_ctx *ctx, struct str what)
{
	struct draft_row d;

	TRY(find(ctx, what, &d));
	put_whole(ctx, &d);
	return ERR_NONE;
}

static enum err
drop(struct command_ctx *ctx, const struct args *args, struct str what)
{
	struct draft_row d;
	bool other;

	TRY(find(ctx, what, &d));
	TRY(is_other(ctx, args, d.place, &other));
	if (other)
		return fail(ctx, ERR_CONFLICT,
		    _("draft %.*s was changed meanwhile"), STR_ARG(what));
	put_whole(ctx, &d);
	TRY(store_draft_drop(ctx->store, ctx->viewer.id, d.id));
	say(ctx, _("Dropped draft %lld"), (long long)d.id);
	return ERR_NONE;
}

static struct str
asks(struct command_ctx *ctx, const struct args *args)
{
	if (!is_action(args, STR("drop")))
		return STR("");
	return arena_printf(ctx->arena,
	    _("Drop draft %.*s? What is in it is gone then."),
	    STR_ARG(args_text(args, "what")));
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str what = args_text(args, "what");

	if (!args_has(args, "action") || is_action(args, STR("list")))
		return list(ctx);
	if (is_action(args, STR("save")))
		return save(ctx, args, what, args_text(args, "title"));
	if (is_action(args, STR("show")))
		return show(ctx, what);
	if (is_action(args, STR("drop")))
		return drop(ctx, args, what);
	return fail(ctx, ERR_INVALID,
	    _("draft takes list, show, save or "
	      "drop"));
}

extern const struct command command_draft;

const struct command command_draft = {
	.name = "draft",
	.summary = N_("list, show, save or drop what you began to write"),
	.params = draft_params,
	.columns = draft_columns,
	.need = ROLE_MEMBER,
	.mode_of = mode_of,
	.asks = asks,
	.body = BODY_TEXT,
	.body_of = wants_body,
	.run = run,
};
