/* compose_open - what is to be written, and whether it may be. */
#include <string.h>

#include "common/command/command.h"
#include "common/store/board.h"
#include "common/store/post.h"
#include "common/store/setting.h"
#include "common/store/thread.h"
#include "common/text/quote.h"
#include "common/text/utf8.h"
#include "screens/compose_impl.h"
#include "screens/ui/go.h"
#include "screens/ui/ref.h"

/* What was asked for. */
struct wanted {
	const char *command;
	enum compose_kind kind;
	bool quotes;
	struct str what; /* a board, or a post */
	struct str title;
	struct str tags;
	int64_t beside; /* which of several drafts; 0: the first */
};

enum { BESIDE_MAX = 99 };

static enum err
refuse(struct screen *s, enum err e, struct str words)
{
	app_say(s->app, STYLE_BAD, words);
	return e;
}

static enum err
no_member(struct screen *s)
{
	struct arena a = ARENA_INIT;

	app_say(s->app, STYLE_WARN,
	    arena_printf(&a, _("Writing is for members. To join: %.*s"),
		STR_ARG(go_join_way(s, &a))));
	arena_free(&a);
	return ERR_DENIED;
}

/* "ask support --tags a,b Title" has to be parsed; "ask support" is short. */
static void
take_thread(struct arena *a, struct str arg, struct wanted *w)
{
	struct args args;
	struct str why = STR(""), rest = arg;

	str_cut(&rest, ' ');
	if (args_parse(a, arg, &args, &why) == ERR_NONE) {
		w->what = args_text(&args, "board");
		w->title = args_text(&args, "title");
		w->tags = args_text(&args, "tags");
		return;
	}
	rest = str_trim(rest);
	w->what = str_cut(&rest, ' ');
	w->title = str_trim(rest);
}

/* "reply 12 ~2" is a draft beside that of "reply 12". */
static void
take_beside(struct str *arg, struct wanted *w)
{
	struct str rest = *arg, mark;

	str_cut(&rest, ' ');
	str_cut(&rest, ' ');
	mark = rest;
	if (mark.n < 2 || mark.p[0] != '~' ||
	    !str_int(str_slice(mark, 1, mark.n), 2, BESIDE_MAX, &w->beside))
		return;
	*arg = str_trim(str_slice(*arg, 0, arg->n - mark.n));
}

static bool
parse(struct arena *a, struct str arg, struct wanted *w)
{
	static const struct {
		const char *word;
		const char *command;
		enum compose_kind kind;
		bool quotes;
	} kinds[] = {
		{ "ask", "ask", COMPOSE_ASK, false },
		{ "post", "post", COMPOSE_POST, false },
		{ "reply", "reply", COMPOSE_REPLY, false },
		{ "quote", "reply", COMPOSE_REPLY, true },
		{ "edit", "edit", COMPOSE_EDIT, false },
	};
	struct str rest, word;

	arg = str_trim(arg);
	take_beside(&arg, w);
	rest = arg;
	word = str_cut(&rest, ' ');

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_eq(word, str_from(kinds[i].word)))
			continue;
		w->command = kinds[i].command;
		w->kind = kinds[i].kind;
		w->quotes = kinds[i].quotes;
		w->what = str_trim(rest);
		if (w->kind == COMPOSE_ASK || w->kind == COMPOSE_POST)
			take_thread(a, arg, w);
		return w->what.n > 0;
	}
	return false;
}

/* The command itself says whether it may be; a title comes later. */
static enum err
may_be(struct screen *s, struct arena *a, const struct wanted *w)
{
	struct args args = args_of(w->command);
	struct rows rows;
	struct command_ctx ctx = {
		.store = s->store,
		.arena = a,
		.out = &rows,
		.viewer = s->viewer,
		.me = *app_me(s->app),
		.site = app_site(s->app),
		.now_ms = app_now_ms(s->app),
	};
	enum err e;

	rows_init(&rows, a, args.command->columns);
	if (w->kind == COMPOSE_ASK || w->kind == COMPOSE_POST) {
		args_put(&args, "board", w->what);
		args_put(&args, "title", STR("x"));
	} else {
		args_put(&args, "post", w->what);
	}
	if (w->kind == COMPOSE_EDIT)
		args_put(&args, "why", STR("x"));
	e = command_ready(args.command, &ctx, &args);
	if (e == ERR_NONE)
		return e;
	return refuse(
	    s, e, ctx.message.n ? ctx.message : str_from(err_text(e)));
}

static enum err
take_board(struct screen *s, const struct wanted *w)
{
	struct compose *st = s->state;
	struct board_row board;

	TRY(store_board_get(s->store, &s->arena, s->viewer, w->what, &board));
	st->board_id = board.id;
	st->board = board.slug;
	st->board_title = board.title.n ? board.title : board.slug;
	st->place =
	    arena_printf(&s->arena, "%s %.*s", w->command, STR_ARG(board.slug));
	return ERR_NONE;
}

static enum err
take_post(struct screen *s, const struct wanted *w, struct post_row *post)
{
	struct compose *st = s->state;
	struct thread_row thread;
	struct board_row board;
	struct ref ref;

	/* may_be() has found it good. */
	(void)ref_parse(w->what, &ref);
	st->thread = ref.thread;
	st->n = ref.n ? ref.n : 1;
	TRY(store_thread_get(
	    s->store, &s->arena, s->viewer, st->thread, &thread));
	TRY(store_post_get(
	    s->store, &s->arena, s->viewer, st->thread, st->n, post));
	TRY(store_board_by_id(
	    s->store, &s->arena, s->viewer, thread.board_id, &board));
	st->board_id = board.id;
	st->board = board.slug;
	st->board_title = board.title.n ? board.title : board.slug;
	st->thread_title = thread.title;
	st->author = post->author;
	st->about = post->body;
	/* One place for "12" and "12.1". */
	st->ref = ref_text(&s->arena, st->thread, st->n == 1 ? 0 : st->n);
	st->place =
	    arena_printf(&s->arena, "%s %.*s", w->command, STR_ARG(st->ref));
	return ERR_NONE;
}

static struct str
quote_of(struct arena *a, struct str author, struct str body)
{
	struct str who = arena_printf(a, _("@%.*s wrote:"), STR_ARG(author));
	bool cut = body.n > COMPOSE_QUOTE_BYTES;
	struct str quote;

	if (cut) {
		size_t n = utf8_floor(body, COMPOSE_QUOTE_BYTES), line = n;

		while (line > 0 && body.p[line - 1] != '\n')
			line--;
		body = str_slice(body, 0, line ? line : n);
	}
	quote = text_quote(a, who, body);
	return arena_printf(a, "%.*s%s\n", STR_ARG(quote), cut ? "> …\n" : "");
}

static bool
contains(struct str text, struct str part)
{
	return part.n == 0 || memmem(text.p, text.n, part.p, part.n) != NULL;
}

/* Unless it is in the draft that came back. */
static void
put_quote(struct compose *st)
{
	struct arena a = ARENA_INIT;
	struct str quote = quote_of(&a, st->author, st->about);
	struct str text = editor_text(st->editor, &a);

	if (!contains(text, str_trim(quote)))
		editor_insert(st->editor,
		    text.n ? arena_printf(&a, "\n\n%.*s", STR_ARG(quote)) :
			     quote);
	arena_free(&a);
}

static void
make_parts(struct screen *s, const struct wanted *w, bool others)
{
	struct compose *st = s->state;
	bool thread = compose_is_new(st);

	if (thread || (w->kind == COMPOSE_EDIT && st->n == 1))
		st->title = field_new(COMPOSE_TITLE_CHARS);
	if (thread || others)
		st->extra = field_new(COMPOSE_EXTRA_CHARS);
	st->editor = editor_new(COMPOSE_TEXT_BYTES);
	if (st->title)
		field_set(st->title, thread ? w->title : st->thread_title);
	if (st->extra)
		field_set(st->extra, w->tags);
	if (w->kind == COMPOSE_EDIT)
		editor_set(st->editor, st->about);
}

enum err
compose_begin(struct screen *s, struct str arg)
{
	struct compose *st = s->state;
	struct wanted w = { 0 };
	struct post_row post = { 0 };
	struct arena a = ARENA_INIT;
	enum err e = ERR_NONE;

	if (s->viewer.id == 0)
		return no_member(s);
	if (!parse(&a, arg, &w))
		e = refuse(s, ERR_INVALID,
		    STR(_("What shall it be? ask BOARD, post BOARD, reply 12, "
			  "edit 12.3")));
	if (e == ERR_NONE)
		e = may_be(s, &a, &w);
	st->kind = w.kind;
	if (e == ERR_NONE)
		e = compose_is_new(st) ? take_board(s, &w) :
					 take_post(s, &w, &post);
	if (e == ERR_NONE)
		e = store_setting_int(
		    s->store, SETTING_TITLE_MAX_CHARS, &st->title_max);
	if (e == ERR_NONE)
		e = store_setting_int(
		    s->store, SETTING_POST_MAX_BYTES, &st->text_max);
	if (e == ERR_NONE) {
		make_parts(s, &w,
		    w.kind == COMPOSE_EDIT && post.author_id != s->viewer.id);
		if (w.beside)
			st->place = arena_printf(&s->arena, "%.*s ~%lld",
			    STR_ARG(st->place), (long long)w.beside);
		st->begun = st->kept = compose_now(st);
		compose_load(s);
		if (w.quotes)
			put_quote(st);
		if (w.quotes && !st->drafted) /* a quote alone is no draft */
			st->begun = st->kept = compose_now(st);
	}
	arena_free(&a);
	return e;
}
