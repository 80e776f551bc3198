/* compose_draw - what the screen that writes looks like. */
#include "common/base/clock.h"
#include "common/text/utf8.h"
#include "screens/compose_impl.h"

enum {
	LABEL_COLS = 8,	   /* where fields begin */
	TINY_ROWS = 6,	   /* below this, one part at a time */
	NEAR_PERCENT = 90, /* of a limit, from where on it is told */
	ABOUT_SHARE = 5,   /* of the rows, for what is answered */
	ABOUT_MIN = 2,
	RULE = 0x2500,
	BAR = 0x2502,
};

/* What stands in the head. */
static struct str
heading(const struct compose *st, struct arena *a)
{
	switch (st->kind) {
	case COMPOSE_ASK:
		return arena_printf(
		    a, _("Ask in %.*s"), STR_ARG(st->board_title));
	case COMPOSE_POST:
		return arena_printf(
		    a, _("A new thread in %.*s"), STR_ARG(st->board_title));
	case COMPOSE_REPLY:
		return arena_printf(
		    a, _("Reply to @%.*s"), STR_ARG(st->author));
	case COMPOSE_EDIT:
		break;
	}
	if (st->extra)
		return arena_printf(
		    a, _("Change what @%.*s wrote"), STR_ARG(st->author));
	return STR(_("Change what you wrote"));
}

static bool
has_side(const struct compose *st, int cols)
{
	return cols >= COMPOSE_SIDE_COLS && !st->no_preview;
}

static struct str
ago(struct arena *a, int64_t ms, int64_t now_ms)
{
	int64_t seconds = (now_ms - ms) / CLOCK_SECOND_MS;

	if (seconds < 1)
		return STR(_("just now"));
	if (seconds < 60)
		return arena_printf(a, _("%lld s ago"), (long long)seconds);
	return arena_dup(a, str_from(clock_ago(ms, now_ms).text));
}

/* What happens to the text, at the right of the head. */
static struct str
status(struct screen *s, struct arena *a, unsigned *style)
{
	const struct compose *st = s->state;

	*style = STYLE_DIM;
	if (st->sending) {
		*style = STYLE_ACCENT;
		return STR(_("Sending…"));
	}
	if (st->trouble.n) {
		*style = STYLE_WARN;
		return arena_printf(
		    a, _("draft not kept: %.*s"), STR_ARG(st->trouble));
	}
	if (st->replies) {
		*style = STYLE_NEW;
		return arena_printf(a,
		    st->replies == 1 ? _("%lld new reply meanwhile") :
				       _("%lld new replies meanwhile"),
		    (long long)st->replies);
	}
	if (st->saved_ms && st->drafted)
		return arena_printf(a, _("draft saved %.*s"),
		    STR_ARG(ago(a, st->saved_ms, app_now_ms(s->app))));
	return STR("");
}

static void
draw_head(struct screen *s, struct canvas *c)
{
	struct arena a = ARENA_INIT;
	unsigned style;
	struct str right = status(s, &a, &style);
	int cells = (int)text_cells(right), left = c->cols - 2;

	if (cells > c->cols / 2)
		cells = c->cols / 2;
	if (cells)
		left -= cells + 2;
	canvas_text(c, 0, 1, left, STYLE_TITLE, heading(s->state, &a));
	if (cells)
		canvas_text_right(
		    c, 0, c->cols - cells - 1, cells, style, right);
	arena_free(&a);
}

/* "212 of 200" behind a title that comes near its limit. */
static struct str
title_count(struct arena *a, const struct compose *st, unsigned *style)
{
	int64_t chars = (int64_t)text_chars(str_trim(field_text(st->title)));

	*style = chars > st->title_max ? STYLE_BAD : STYLE_WARN;
	if (chars * 100 < st->title_max * NEAR_PERCENT)
		return STR("");
	return arena_printf(
	    a, _("%lld of %lld"), (long long)chars, (long long)st->title_max);
}

static void
draw_field(struct canvas *c, int row, const char *label, struct field *f,
    bool focused, struct str hint)
{
	canvas_text(c, row, 1, LABEL_COLS - 2,
	    focused ? STYLE_ACCENT : STYLE_DIM, str_from(label));
	field_draw(
	    f, c, row, LABEL_COLS, c->cols - LABEL_COLS - 1, focused, hint);
}

static void
draw_title(struct screen *s, struct canvas *c, int row)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	unsigned style;
	struct str count = title_count(&a, st, &style);
	int cells = (int)text_cells(count);
	struct canvas left =
	    canvas_sub(c, row, 0, 1, c->cols - (cells ? cells + 2 : 0));

	draw_field(&left, 0, _("Title:"), st->title,
	    s->focused && st->part == PART_TITLE,
	    st->kind == COMPOSE_ASK ? STR(_("your question in one line")) :
				      STR(_("one line that says it")));
	if (cells)
		canvas_text_right(
		    c, row, c->cols - cells - 1, cells, style, count);
	arena_free(&a);
}

static void
draw_extra(struct screen *s, struct canvas *c, int row)
{
	struct compose *st = s->state;
	bool why = st->kind == COMPOSE_EDIT;

	draw_field(c, row, why ? _("Why:") : _("Tags:"), st->extra,
	    s->focused && st->part == PART_EXTRA,
	    why ? STR(_("what those who wrote it are told")) :
		  STR(_("words to find it by, with commas between")));
}

static void
lay_out_about(struct compose *st, int cols)
{
	if (st->about_cols == cols)
		return;
	arena_reset(&st->about_arena);
	doc_markdown(&st->about_arena, st->about,
	    &(struct doc_options){ .cols = cols < 1 ? 1 : cols },
	    &st->about_doc);
	st->about_cols = cols;
}

static int
about_rows(const struct compose *st, int rows)
{
	int lines = (int)st->about_doc.lines;
	int want = st->part == PART_ABOUT ? rows / 2 : rows / ABOUT_SHARE;

	if (want < ABOUT_MIN)
		want = ABOUT_MIN;
	return lines < want ? lines : want;
}

/* What is answered, dim, with a bar before it; returns the row after it. */
static int
draw_about(struct screen *s, struct canvas *c, int row)
{
	struct compose *st = s->state;
	bool focused = s->focused && st->part == PART_ABOUT;
	int cols = c->cols - 5, rows, last;

	if (st->folded || c->rows < TINY_ROWS)
		return row;
	lay_out_about(st, cols);
	rows = about_rows(st, c->rows);
	last = (int)st->about_doc.lines - rows;
	if (st->about_first > last)
		st->about_first = last;
	if (st->about_first < 0)
		st->about_first = 0;
	doc_draw(&st->about_doc, c, row, 3, (size_t)st->about_first, rows);
	for (int i = 0; i < rows; i++) {
		canvas_style(c, row + i, 3, cols, STYLE_DIM);
		canvas_hline(c, row + i, 1, 1,
		    focused ? STYLE_ACCENT : STYLE_BORDER, BAR);
	}
	if (st->about_first < last)
		canvas_put(c, row + rows - 1, c->cols - 2,
		    focused ? STYLE_ACCENT : STYLE_DIM, STR("↓"));
	return row + rows;
}

/* A line across, with words at its right end. */
static void
draw_rule(struct canvas *c, int row, int col, int cols, struct str words,
    unsigned style)
{
	int cells = (int)text_cells(words);

	canvas_hline(c, row, col, cols, STYLE_BORDER, RULE);
	if (cells == 0 || cells + 4 > cols)
		return;
	col += cols - cells - 3;
	col = canvas_put(c, row, col, STYLE_BORDER, STR(" "));
	col = canvas_put(c, row, col, style, words);
	canvas_put(c, row, col, STYLE_BORDER, STR(" "));
}

static struct str
text_count(struct arena *a, const struct compose *st, unsigned *style)
{
	int64_t bytes = (int64_t)editor_bytes(st->editor);

	*style = bytes > st->text_max ? STYLE_BAD : STYLE_WARN;
	if (bytes * 100 < st->text_max * NEAR_PERCENT)
		return STR("");
	return arena_printf(a, _("%lld of %lld bytes"), (long long)bytes,
	    (long long)st->text_max);
}

static void
draw_text(struct screen *s, struct canvas *c)
{
	static const char *const hints[] = {
		[COMPOSE_ASK] = N_("What happens, what you tried, what you "
				   "expected."),
		[COMPOSE_POST] = N_("What you want to say."),
		[COMPOSE_REPLY] = N_("Your answer."),
		[COMPOSE_EDIT] = N_("The new text."),
	};
	struct compose *st = s->state;

	editor_draw(st->editor, c,
	    s->focused && st->part == PART_TEXT && !st->find.open);
	if (editor_bytes(st->editor) == 0)
		canvas_text(
		    c, 0, 0, c->cols, STYLE_DIM, str_from(_(hints[st->kind])));
	compose_list_draw(s, c);
}

/* From the rule down: the text, and how it will look. */
static void
draw_body(struct screen *s, struct canvas *c, int row)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;
	bool side = has_side(st, c->cols);
	int cols = side ? (c->cols - 3) / 2 : c->cols - 2;
	int rows = c->rows - row - 1;
	bool asked = st->preview && c->cols < COMPOSE_SIDE_COLS;
	int below = asked && rows >= 3 ? (rows - 1) / 2 : 0;
	unsigned style;
	struct str count = text_count(&a, st, &style);
	struct canvas text =
	    canvas_sub(c, row + 1, 1, rows - (below ? below + 1 : 0), cols);
	struct canvas look;

	if (st->find.open)
		compose_find_draw(s, c, row, cols);
	else
		draw_rule(c, row, 1, side ? cols + 1 : cols, count, style);
	draw_text(s, &text);
	if (side) {
		int left = cols + 2;

		draw_rule(c, row, left, c->cols - left - 1, STR(_("preview")),
		    STYLE_DIM);
		canvas_vline(c, row + 1, left - 1, rows, STYLE_BORDER, BAR);
		look =
		    canvas_sub(c, row + 1, left + 1, rows, c->cols - left - 2);
		compose_preview_draw(st, &look);
	} else if (below) {
		draw_rule(c, c->rows - below - 1, 1, cols, STR(_("preview")),
		    STYLE_DIM);
		look = canvas_sub(c, c->rows - below, 1, below, cols);
		compose_preview_draw(st, &look);
	}
	arena_free(&a);
}

/* One part alone, where there is no room for all. */
static void
draw_tiny(struct screen *s, struct canvas *c)
{
	struct compose *st = s->state;
	struct canvas text = canvas_sub(c, 1, 1, c->rows - 1, c->cols - 2);

	if (st->part == PART_TITLE && st->title)
		draw_title(s, c, 1);
	else if (st->part == PART_EXTRA && st->extra)
		draw_extra(s, c, 1);
	else
		draw_text(s, &text);
	if (st->find.open)
		compose_find_draw(s, c, 0, c->cols - 2);
}

void
compose_draw(struct screen *s, struct canvas *c)
{
	struct compose *st = s->state;
	int row = 1;

	st->alike.shown = 0;
	draw_head(s, c);
	if (c->rows < TINY_ROWS) {
		draw_tiny(s, c);
		return;
	}
	if (st->kind == COMPOSE_REPLY)
		row = draw_about(s, c, row);
	if (st->title)
		draw_title(s, c, row++);
	row = compose_alike_draw(s, c, row);
	if (st->extra)
		draw_extra(s, c, row++);
	draw_body(s, c, row);
}
