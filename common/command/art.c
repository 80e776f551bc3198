/* art - the picture over the lobby or a board. */
#include "common/text/art.h"

#include "common/command/ctx.h"
#include "common/store/art.h"
#include "common/text/base64.h"

static const struct column art_columns[] = {
	{ "place", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "author", COLUMN_TEXT, 0 },
	{ "group", COLUMN_TEXT, 0 },
	{ "date", COLUMN_TEXT, 0 },
	{ "cols", COLUMN_INT, 0 },
	{ "rows", COLUMN_INT, 0 },
	{ "charset", COLUMN_TEXT, 0 },
	{ "moves", COLUMN_BOOL, 0 },
	{ "bytes", COLUMN_INT, 0 },
	{ "put_by", COLUMN_TEXT, 0 },
	{ "put", COLUMN_TIME, 0 },
	{ "comments", COLUMN_BODY, 0 },
	{ "file", COLUMN_BODY, COLUMN_HIDDEN },
	{ 0 },
};

static const struct param art_params[] = {
	{ .name = "put",
	    .kind = PARAM_FLAG,
	    .help = N_("show the file on standard input there from now on") },
	{ .name = "get",
	    .kind = PARAM_FLAG,
	    .help = N_("print the file that is shown there, in base64") },
	{ .name = "remove",
	    .kind = PARAM_FLAG,
	    .help = N_("show no picture there any more") },
	{ .name = "place",
	    .kind = PARAM_WORD,
	    .help = N_("a board, or lobby") },
	{ 0 },
};

enum { BASE64_LINE = 76 };

/* Where it is, or is to be. */
struct place {
	int64_t board; /* ART_LOBBY: none */
	struct str name;
	bool mine; /* the viewer may change it */
};

static bool
wants_body(const struct args *args)
{
	return args_has(args, "put");
}

static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "put") || args_has(args, "remove") ?
	    COMMAND_WRITE :
	    COMMAND_READ;
}

/* A board may be called "lobby"; the first screen goes before it. */
static enum err
find(struct command_ctx *ctx, const struct args *args, struct place *out)
{
	struct str name = args_text(args, "place");
	struct board_row board;

	if (str_eq(name, STR("lobby"))) {
		*out = (struct place){ ART_LOBBY, name,
			ctx->viewer.role >= ROLE_STAFF };
		return ERR_NONE;
	}
	TRY(ctx_board(ctx, name, &board));
	*out =
	    (struct place){ board.id, board.slug, ctx_moderates(ctx, &board) };
	return ERR_NONE;
}

static enum err
may(struct command_ctx *ctx, const struct args *args, const struct place *p)
{
	int asked = args_has(args, "put") + args_has(args, "get") +
	    args_has(args, "remove");

	if (asked > 1)
		return fail(ctx, ERR_INVALID,
		    _("--put, --get and --remove are three things; say one"));
	if (mode_of(args) != COMMAND_WRITE || p->mine)
		return ERR_NONE;
	if (p->board == ART_LOBBY)
		return fail(ctx, ERR_DENIED,
		    _("only staff changes the picture of the lobby"));
	return fail(ctx, ERR_DENIED,
	    _("only moderators change the picture of %.*s"), STR_ARG(p->name));
}

static enum err
ready(struct command_ctx *ctx, const struct args *args)
{
	struct place p;

	TRY(find(ctx, args, &p));
	return may(ctx, args, &p);
}

static enum err
objection(struct command_ctx *ctx, struct str file)
{
	switch (art_flaw(file)) {
	case ART_EMPTY:
		return fail(ctx, ERR_INVALID,
		    _("there is no picture on standard input; send the file: "
		      "art --put PLACE < FILE"));
	case ART_RIP:
		return fail(ctx, ERR_INVALID,
		    _("that is RIP, lines and circles that no terminal of "
		      "today draws; ANSI, ASCII, Avatar and PCBoard files "
		      "can be shown"));
	case ART_MEMORY:
		return fail(ctx, ERR_INVALID,
		    _("that is none of ANSI, ASCII, Avatar, PCBoard, "
		      "XBin, BinaryText, Artworx and Tundra, which can be "
		      "shown; programs that draw save others as ANSI"));
	case ART_LONG:
	case ART_FINE:
		break;
	}
	if (file.n > LIMIT_ART_BYTES)
		return fail(ctx, ERR_LIMIT,
		    _("the file has %zu bytes; a picture has %d at most"),
		    file.n, LIMIT_ART_BYTES);
	return ERR_NONE;
}

static const char *
charset_name(enum art_charset charset)
{
	switch (charset) {
	case ART_UTF8:
		return "UTF-8";
	case ART_LATIN1:
		return "Latin-1";
	case ART_CP437:
		break;
	}
	return "CP437";
}

static void
put_row(struct command_ctx *ctx, const struct place *p,
    const struct art_row *row, const struct art *art, struct str file)
{
	const struct sauce *s = &art->sauce;

	row_begin(ctx->out);
	row_text(ctx->out, p->name);
	row_text(ctx->out, s->title);
	row_text(ctx->out, s->author);
	row_text(ctx->out, s->group);
	row_text(ctx->out, s->date);
	row_int(ctx->out, art->used_cols);
	row_int(ctx->out, art->rows);
	row_text(ctx->out, str_from(charset_name(art->charset)));
	row_bool(ctx->out, art->animated);
	row_int(ctx->out, (int64_t)row->file.n);
	row_text(ctx->out, row->changed_by);
	row_time(ctx->out, row->changed_ms);
	row_text(ctx->out, s->comments);
	row_text(ctx->out, file);
}

static enum err
show(struct command_ctx *ctx, const struct args *args, const struct place *p)
{
	struct art_row row;
	struct art art;
	struct str file = STR("");
	enum err e = store_art_get(ctx->store, ctx->arena, p->board, &row);

	if (e == ERR_MISSING)
		return fail(
		    ctx, e, _("there is no picture on %.*s"), STR_ARG(p->name));
	TRY(e);
	art_parse(ctx->arena, row.file, &art);
	if (args_has(args, "get")) {
		file = base64_encode(ctx->arena, row.file, BASE64_LINE);
		ctx->out->said = file;
		ctx->out->told = true;
	}
	put_row(ctx, p, &row, &art, file);
	return ERR_NONE;
}

static enum err
tell(struct command_ctx *ctx, int64_t board)
{
	if (board == ART_LOBBY)
		return ctx_event_member(
		    ctx, EVENT_ART_CHANGED, AUDIENCE_PUBLIC, ctx->viewer.id);
	return ctx_event_board(ctx, EVENT_ART_CHANGED, board, ctx->viewer.id);
}

static enum err
put(struct command_ctx *ctx, const struct place *p)
{
	struct art_row row = { ctx->body, ctx->now_ms, ctx->me.handle };
	struct art art;

	TRY(objection(ctx, ctx->body));
	art_parse(ctx->arena, ctx->body, &art);
	if (art.used_cols == 0)
		return fail(ctx, ERR_INVALID,
		    _("nothing is to be seen on that picture"));
	TRY(store_art_set(
	    ctx->store, p->board, ctx->body, ctx->viewer.id, ctx->now_ms));
	put_row(ctx, p, &row, &art, STR(""));
	say(ctx, _("Shown on %.*s now: %d columns, %d rows"), STR_ARG(p->name),
	    art.used_cols, art.rows);
	return tell(ctx, p->board);
}

static enum err
take_off(struct command_ctx *ctx, const struct place *p)
{
	enum err e = store_art_remove(ctx->store, p->board);

	if (e == ERR_MISSING)
		return fail(
		    ctx, e, _("there is no picture on %.*s"), STR_ARG(p->name));
	TRY(e);
	say(ctx, _("No picture on %.*s any more"), STR_ARG(p->name));
	return tell(ctx, p->board);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct place p;

	TRY(find(ctx, args, &p));
	TRY(may(ctx, args, &p));
	if (args_has(args, "put"))
		return put(ctx, &p);
	if (args_has(args, "remove"))
		return take_off(ctx, &p);
	return show(ctx, args, &p);
}

extern const struct command command_art;

const struct command command_art = {
	.name = "art",
	.summary = N_("the picture over the lobby or a board"),
	.details = N_("A file of ANSI art, as bulletin boards show: ANSI "
		      "sequences in 16, 256 or true colours, Avatar, "
		      "PCBoard's and Synchronet's codes, or plain text, in "
		      "CP437 or UTF-8, with its SAUCE; XBin, BinaryText, "
		      "Artworx and Tundra files, too. It is kept as it "
		      "is.\n\n"
		      "In the lobby a picture that leaves room for the boards "
		      "stands over them; a higher one is shown first, as a "
		      "page of its own. On a board, the top of it takes up to "
		      "a third of the window. Staff changes the lobby's, "
		      "moderators a board's; `prefs art` is whether you want "
		      "to see any.\n\n"
		      "  ssh HOST art --put lobby < welcome.ans\n"
		      "  ssh HOST art --get lobby | base64 -d > welcome.ans"),
	.params = art_params,
	.columns = art_columns,
	.need = ROLE_GUEST,
	.shown = ROLE_MEMBER,
	.mode_of = mode_of,
	.body = BODY_BYTES,
	.body_of = wants_body,
	.ready = ready,
	.run = run,
};
