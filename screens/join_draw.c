/* join_draw - what the first screen looks like. */
#include "common/text/wrap.h"
#include "screens/join_impl.h"
#include "screens/ui/frame.h"
#include "screens/ui/go.h"

enum {
	WRONG_FROM = 21, /* rows from which there is room for a hint */
	FIELD_COL = 10,
	WIDE_COLS = 70,	 /* from here on, words beside a field */
	FIELD_WIDE = 34, /* a whole handle */
	FIELD_NARROW = 16,
	AIRY_ROWS = 16, /* from here on, blank lines between */
	SHORT_ROWS = 8, /* from here on, a line on what to do */
	RULES_MAX = 8,
};

static void
draw_field(struct screen *s, struct canvas *c, int row, enum item item,
    const char *label, struct str hint)
{
	struct join *st = s->state;
	bool here = s->focused && st->at == item;
	int cells = c->cols >= WIDE_COLS ? FIELD_WIDE : FIELD_NARROW;
	int after = FIELD_COL + cells + 2;

	if (row >= c->rows)
		return;
	if (c->cols < WIDE_COLS && item == AT_CODE)
		cells = c->cols - FIELD_COL - 1;
	canvas_text(c, row, 1, FIELD_COL - 2,
	    here ? STYLE_ACCENT : STYLE_NORMAL, str_from(label));
	field_draw(join_field(st, item), c, row, FIELD_COL, cells, here, hint);
	if (item == AT_HANDLE && *st->verdict.words)
		canvas_text(c, row, after, c->cols - after - 1,
		    st->verdict.style, str_from(_(st->verdict.words)));
}

static void
draw_choice(struct screen *s, struct canvas *c, int row, enum item item,
    struct str words)
{
	const struct join *st = s->state;
	bool here = st->at == item;

	if (row >= c->rows)
		return;
	canvas_text(c, row, 3, c->cols - 4, STYLE_NORMAL, words);
	if (here) {
		canvas_put(c, row, 1, STYLE_ACCENT, STR("▸"));
		canvas_select(c, row, 0, c->cols);
	}
}

static struct str
about(const struct screen *s, struct arena *a)
{
	const struct join *st = s->state;

	if (!app_may_join(s->app))
		return arena_printf(a,
		    _("You are here as a guest. To join: %.*s (with an ssh "
		      "key; without one it asks for a handle and a "
		      "password)."),
		    STR_ARG(go_join_line(s, a)));
	if (st->linking)
		return STR(_("On a device that is in already, type :link "
			     "there; it shows a code."));
	if (st->closed)
		return STR(_("No new members just now. Look around, or bring "
			     "a code of the sysop."));
	if (st->invite)
		return STR(_("Members invite members here: you need a code "
			     "of one who is in."));
	return STR(_("Choose the name others will call you. Your ssh key is "
		     "all you need."));
}

static struct str
code_hint(const struct join *st)
{
	if (st->linking)
		return STR(_("what it shows"));
	if (st->invite)
		return STR(_("of your invitation"));
	return st->closed ? STR(_("of the sysop")) :
			    STR(_("only if you were given one"));
}

/* Those that fit; half a rule is none. */
static void
draw_rules(const struct join *st, struct canvas *c, int row)
{
	struct str rest = st->rules;

	for (int i = 0; i < RULES_MAX && rest.n; i++) {
		struct arena a = ARENA_INIT;
		struct str text = text_wrap(&a, str_trim(str_cut(&rest, '|')),
		    (size_t)(c->cols > 8 ? c->cols - 6 : 2), STR(""));

		if (row + frame_lines(text) > c->rows)
			text = STR("");
		for (int k = 0; text.n; k++, row++) {
			if (k == 0)
				canvas_put(c, row, 1, STYLE_ACCENT, STR("·"));
			canvas_text(c, row, 3, c->cols - 4, STYLE_DIM,
			    str_cut(&text, '\n'));
		}
		arena_free(&a);
	}
}

static struct str
do_words(const struct join *st, struct arena *a)
{
	struct str handle = join_handle(st);

	if (st->sending)
		return STR(_("One moment…"));
	if (st->linking)
		return STR(_("Add this device to my account"));
	if (!st->verdict.good)
		return STR(_("Join"));
	return arena_printf(a, _("Join as @%.*s"), STR_ARG(handle));
}

void
join_draw(struct screen *s, struct canvas *c)
{
	struct join *st = s->state;
	struct arena a = ARENA_INIT;
	int gap = c->rows >= AIRY_ROWS, row = gap;
	bool may = app_may_join(s->app);

	canvas_text(c, row++, 1, c->cols - 2, STYLE_TITLE,
	    arena_printf(
		&a, _("Welcome to %.*s"), STR_ARG(app_community(s->app))));
	if (gap && st->motto.n)
		canvas_text(c, row++, 1, c->cols - 2, STYLE_NORMAL, st->motto);
	row += gap;
	if (!gap && may && !st->linking && c->rows >= SHORT_ROWS) {
		struct str text = about(s, &a), first = str_cut(&text, '.');

		canvas_text(c, row++, 1, c->cols - 2, STYLE_DIM,
		    arena_printf(&a, "%.*s.", STR_ARG(first)));
	} else if (gap || !may || st->linking) {
		struct str text = text_wrap(&a, about(s, &a),
		    (size_t)(c->cols > 4 ? c->cols - 2 : 2), STR(""));

		while (text.n)
			canvas_text(c, row++, 1, c->cols - 2, STYLE_DIM,
			    str_cut(&text, '\n'));
	}
	row += gap;
	if (may && !st->linking)
		draw_field(s, c, row++, AT_HANDLE, _("Handle:"),
		    STR(_("such as ana")));
	if (may)
		draw_field(s, c, row++, AT_CODE, _("Code:"), code_hint(st));
	row += gap;
	if (may) {
		draw_choice(s, c, row++, AT_DO, do_words(st, &a));
		draw_choice(s, c, row++, AT_OTHER,
		    st->linking ?
			STR(_("I am new here")) :
			STR(_("I have an account, on another device")));
	}
	draw_choice(s, c, row++, AT_LOOK, STR(_("Look around first")));
	draw_choice(s, c, row++, AT_LEAVE, STR(_("Leave")));
	draw_rules(st, c, row + gap);
	/* In ASCII, for who sees rubbish; below all that may be there. */
	if (c->rows > WRONG_FROM)
		canvas_text(c, c->rows - 1, 1, c->cols - 2, STYLE_DIM,
		    STR(_("Looks wrong? Press Ctrl-L twice.")));
	arena_free(&a);
}
