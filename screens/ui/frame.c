/* frame - a box over what is on a canvas. */
#include "screens/ui/frame.h"

#include "common/text/utf8.h"

struct canvas
frame_draw(
    struct canvas *c, int row, int col, int rows, int cols, struct str title)
{
	struct canvas box = canvas_sub(c, row, col, rows, cols);
	int at;

	canvas_fill(&box, 0, 0, box.rows, box.cols, STYLE_NORMAL);
	canvas_box(&box, STYLE_BORDER);
	if (title.n && box.cols > 6) {
		struct arena a = ARENA_INIT;
		struct str words = text_clip(&a, title, (size_t)box.cols - 6);

		at = canvas_put(&box, 0, 1, STYLE_BORDER, STR(" "));
		at = canvas_put(&box, 0, at, STYLE_TITLE, words);
		canvas_put(&box, 0, at, STYLE_BORDER, STR(" "));
		arena_free(&a);
	}
	return canvas_sub(&box, 1, 2, box.rows - 2, box.cols - 4);
}

struct canvas
frame_middle(struct canvas *c, int rows, int cols, struct str title)
{
	rows = rows + 2 > c->rows - 2 ? c->rows - 2 : rows + 2;
	cols = cols + 4 > c->cols - 2 ? c->cols - 2 : cols + 4;
	return frame_draw(
	    c, (c->rows - rows) / 2, (c->cols - cols) / 2, rows, cols, title);
}

void
frame_foot(struct canvas *c, int row, int col, int cols, struct str words)
{
	int cells = (int)text_cells(words);

	if (words.n == 0 || cells + 6 > cols)
		return;
	col = canvas_put(c, row, col + 1, STYLE_BORDER, STR(" "));
	col = canvas_put(c, row, col, STYLE_DIM, words);
	canvas_put(c, row, col, STYLE_BORDER, STR(" "));
}

int
frame_lines(struct str text)
{
	int lines = 0;

	while (text.n) {
		str_cut(&text, '\n');
		lines++;
	}
	return lines;
}

int
frame_cells(struct str text)
{
	size_t cells = 0;

	while (text.n) {
		size_t n = text_cells(str_cut(&text, '\n'));

		cells = n > cells ? n : cells;
	}
	return (int)cells;
}

int
frame_text(struct canvas *c, int row, unsigned style, struct str text)
{
	for (; text.n && row < c->rows; row++)
		canvas_text(c, row, 0, c->cols, style, str_cut(&text, '\n'));
	return row;
}
