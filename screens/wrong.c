/*
 * wrong - "this looks wrong": which letters, signs and colours a terminal
 * has, as the person sees it.
 *
 * All words here are ASCII.  Beside them stand samples, each in its own
 * encoding; a number says which of them looks right.  That counts at once,
 * and from now on for terminals with this TERM.
 */
#include <string.h>

#include "common/rules/terminals.h"
#include "common/text/utf8.h"
#include "screens/app.h"

enum {
	NUMBER_COL = 3,
	WORDS_COL = 6,
	SAMPLE_COL = 18, /* what comes out too wide still fits into 40 */
	SAMPLE_MIN = 40, /* columns from which there are samples */
	AIRY_ROWS = 18,
	LETTERS_AT = 1, /* the key of the first */
	COLOURS_AT = 6,
	ENCODINGS = 5,
	DEPTHS = 4,
};

struct wrong {
	struct terminal_choice before;
};

/*
 * None has a byte that begins a control string where bytes above 0x7F are
 * controls: 0x90, 0x98, 0x9B, 0x9D to 0x9F.
 */
static const struct {
	enum terminal_encoding encoding;
	const char *name;
	const char *sample;
} letters[ENCODINGS] = {
	{ TERMINAL_ENCODING_UTF8, "UTF-8",
	    "\xC3\xA9 \xC3\xBC \xC3\x9F \xE2\x94\x80\xE2\x94\x80\xE2\x94\x80 "
	    "\xE2\x96\xA0" },
	{ TERMINAL_ENCODING_LETTERS, N_("no symbols"),
	    "\xC3\xA9 \xC3\xBC \xC3\x9F --- #" },
	{ TERMINAL_ENCODING_CP437, N_("PC, CP437"),
	    "\x82 \x81 \xE1 \xC4\xC4\xC4 \xFE" },
	{ TERMINAL_ENCODING_LATIN1, "Latin-1", "\xE9 \xFC \xDF --- #" },
	{ TERMINAL_ENCODING_ASCII, "ASCII", "e u s --- #" },
};

static const struct {
	enum terminal_colours colours;
	const char *name;
	const char *sample;
} colours[DEPTHS] = {
	{ TERMINAL_COLOURS_NONE, N_("no colours"), "red green cyan grey" },
	{ TERMINAL_COLOURS_FEW, N_("16 colours"),
	    "\033[31mred \033[32mgreen \033[36mcyan \033[37mgrey" },
	{ TERMINAL_COLOURS_MANY, N_("256 colours"),
	    "\033[38;5;203mred \033[38;5;114mgreen \033[38;5;80mcyan "
	    "\033[38;5;245mgrey" },
	{ TERMINAL_COLOURS_ALL, N_("all colours"),
	    "\033[38;2;255;95;95mred \033[38;2;127;216;143mgreen "
	    "\033[38;2;86;212;212mcyan \033[38;2;138;138;138mgrey" },
};

static struct terminal_choice
choice_now(struct screen *s)
{
	return terminals_find(
	    app_prefs(s->app)->value[PREF_TERMINALS], app_terminal(s->app));
}

static enum err
wrong_open(struct screen *s, struct str arg)
{
	(void)arg;
	((struct wrong *)s->state)->before = choice_now(s);
	return ERR_NONE;
}

/* A number, what it stands for, a mark where it is chosen. */
static void
draw_line(struct canvas *c, int row, int number, const char *name, bool on)
{
	if (on)
		canvas_put(c, row, 1, STYLE_ACCENT, STR(">"));
	canvas_int(c, row, NUMBER_COL, 1, STYLE_FOOTER_KEY, number);
	canvas_text(c, row, WORDS_COL, SAMPLE_COL - WORDS_COL - 1,
	    on ? STYLE_TITLE : STYLE_NORMAL, str_from(_(name)));
	if (on)
		canvas_park(c, row, NUMBER_COL);
}

static void
draw_sample(struct screen *s, struct canvas *c, int row, const char *bytes)
{
	if (s->focused && c->cols >= SAMPLE_MIN && row < c->rows)
		app_sample(s->app, c->top + row, c->left + SAMPLE_COL,
		    str_from(bytes));
}

static int
draw_letters(struct screen *s, struct canvas *c, int row)
{
	enum terminal_encoding now = choice_now(s).encoding;

	for (int i = 0; i < ENCODINGS; i++, row++) {
		draw_line(c, row, LETTERS_AT + i, letters[i].name,
		    now == letters[i].encoding);
		draw_sample(s, c, row, letters[i].sample);
	}
	return row;
}

static int
draw_colours(struct screen *s, struct canvas *c, int row)
{
	enum terminal_colours now = choice_now(s).colours;

	for (int i = 0; i < DEPTHS; i++, row++) {
		draw_line(c, row, COLOURS_AT + i, colours[i].name,
		    now == colours[i].colours);
		draw_sample(s, c, row, colours[i].sample);
	}
	return row;
}

/* Where there are no rows for them: in one. */
static int
draw_few_colours(struct screen *s, struct canvas *c, int row)
{
	enum terminal_colours now = choice_now(s).colours;
	int col = NUMBER_COL;

	for (int i = 0; i < DEPTHS; i++) {
		struct arena a = ARENA_INIT;

		col = canvas_put(c, row, col, STYLE_FOOTER_KEY,
		    arena_printf(&a, "%d", COLOURS_AT + i));
		col =
		    canvas_put(c, row, col + 1,
			now == colours[i].colours ? STYLE_TITLE : STYLE_NORMAL,
			str_from(terminal_colours_name(colours[i].colours))) +
		    2;
		arena_free(&a);
	}
	return row + 1;
}

static void
draw_rest(struct screen *s, struct canvas *c, int row)
{
	const struct prefs *p = app_prefs(s->app);
	struct terminal_choice now = choice_now(s);
	struct arena a = ARENA_INIT;
	bool chosen = now.encoding || now.colours;

	draw_line(c, row, 0, N_("by itself"), !chosen);
	canvas_text(c, row, SAMPLE_COL, c->cols - SAMPLE_COL - 1, STYLE_DIM,
	    arena_printf(&a, _("for %.*s"), STR_ARG(app_terminal(s->app))));
	row++;
	canvas_put(c, row, NUMBER_COL, STYLE_FOOTER_KEY, STR("t"));
	canvas_text(c, row, WORDS_COL, c->cols - WORDS_COL - 1, STYLE_NORMAL,
	    arena_printf(&a, _("theme: %.*s"), STR_ARG(p->value[PREF_THEME])));
	row++;
	if (row < c->rows) {
		canvas_put(c, row, NUMBER_COL, STYLE_FOOTER_KEY, STR("p"));
		canvas_text(c, row, WORDS_COL, c->cols - WORDS_COL - 1,
		    STYLE_NORMAL,
		    arena_printf(&a, _("plain screens, without signs: %.*s"),
			STR_ARG(p->value[PREF_PLAIN])));
	}
	arena_free(&a);
}

static void
wrong_draw(struct screen *s, struct canvas *c)
{
	bool airy = c->rows >= AIRY_ROWS;
	int row = 0;

	canvas_text(c, row++, 1, c->cols - 2, STYLE_TITLE,
	    airy ? STR(_("Which line looks right? Press its number.")) :
		   STR(_("Which looks right? Its number.")));
	if (airy) {
		canvas_text(c, row++, 1, c->cols - 2, STYLE_DIM,
		    STR(_("e with a stroke, u with dots, a German s, a line "
			  "of three, a black square:")));
		row++;
	}
	row = draw_letters(s, c, row);
	if (airy) {
		row++;
		canvas_text(c, row++, 1, c->cols - 2, STYLE_DIM,
		    STR(_("Each word in its own colour:")));
		row = draw_colours(s, c, row) + 1;
	} else {
		row = draw_few_colours(s, c, row);
	}
	draw_rest(s, c, row);
}

static void
choose(struct screen *s, struct terminal_choice choice)
{
	struct arena a = ARENA_INIT;

	app_set_pref(s->app, PREF_TERMINALS,
	    terminals_put(&a, app_prefs(s->app)->value[PREF_TERMINALS],
		app_terminal(s->app), choice));
	s->dirty = true;
	arena_free(&a);
}

static void
choose_letters(struct screen *s)
{
	struct terminal_choice choice = choice_now(s);

	choice.encoding =
	    letters[app_pressed(s->app) - '0' - LETTERS_AT].encoding;
	choose(s, choice);
}

static void
choose_colours(struct screen *s)
{
	struct terminal_choice choice = choice_now(s);

	choice.colours =
	    colours[app_pressed(s->app) - '0' - COLOURS_AT].colours;
	choose(s, choice);
}

static void
forget(struct screen *s)
{
	choose(s, (struct terminal_choice){ 0 });
}

static void
keep(struct screen *s, enum pref_id id)
{
	struct args args = args_of("prefs");
	struct str value = app_prefs(s->app)->value[id];

	if (s->viewer.id == 0)
		return;
	args_put(&args, "name", str_from(pref_rule(id)->key));
	if (str_eq(value, str_from(pref_rule(id)->def)))
		args_put(&args, "reset", STR("yes"));
	else
		args_put(&args, "value", value);
	(void)app_submit(s, &args, STR(""), app_ignore);
}

static void
turn(struct screen *s, enum pref_id id)
{
	struct arena a = ARENA_INIT;

	app_set_pref(s->app, id,
	    arena_dup(&a, pref_next(id, app_prefs(s->app)->value[id], 1)));
	keep(s, id);
	s->dirty = true;
	arena_free(&a);
}

static void
next_theme(struct screen *s)
{
	turn(s, PREF_THEME);
}

static void
turn_plain(struct screen *s)
{
	turn(s, PREF_PLAIN);
}

static void
wrong_close(struct screen *s)
{
	struct terminal_choice before = ((struct wrong *)s->state)->before;
	struct terminal_choice now = choice_now(s);

	if (now.encoding != before.encoding || now.colours != before.colours)
		keep(s, PREF_TERMINALS);
}

static const struct binding wrong_keys[] = {
	{ '1', N_("letters"), choose_letters, NULL, 0 },
	{ '2', NULL, choose_letters, NULL, 0 },
	{ '3', NULL, choose_letters, NULL, 0 },
	{ '4', NULL, choose_letters, NULL, 0 },
	{ '5', NULL, choose_letters, NULL, 0 },
	{ '6', N_("colours"), choose_colours, NULL, 0 },
	{ '7', NULL, choose_colours, NULL, 0 },
	{ '8', NULL, choose_colours, NULL, 0 },
	{ '9', NULL, choose_colours, NULL, 0 },
	{ '0', N_("by itself"), forget, NULL, 0 },
	{ 't', N_("theme"), next_theme, NULL, 0 },
	{ 'p', N_("plain"), turn_plain, NULL, 0 },
	{ 'q', N_("done"), app_back, NULL, 0 },
	{ KEYS_ENTER, NULL, app_back, NULL, 0 },
	{ 0 },
};

extern const struct screen_class wrong_screen;

const struct screen_class wrong_screen = {
	.name = "wrong",
	.title = N_("This looks wrong"),
	.state_size = sizeof(struct wrong),
	.keys = wrong_keys,
	.open = wrong_open,
	.draw = wrong_draw,
	.close = wrong_close,
};
