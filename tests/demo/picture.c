/*
 * picture - a moment of a recording, as a picture of its cells.
 *
 *	picture CAST MARK > FILE.svg
 *
 * Feeds an asciicast (v2) to an emulated terminal up to the marker MARK and
 * writes what stands there as SVG: a row a line, a run of one look a piece,
 * each at its own column, so that no font can shift it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <vterm.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

enum {
	CELL_W = 9,
	CELL_H = 19,
	EDGE = 12,
	BASE = 14,	      /* of the letters, in a row */
	LINE_BYTES = 1 << 20, /* of an event */
	RED = 16,
	GREEN = 8,
};

static const unsigned long paper = 0x16181d, ink = 0xd8dee9;

struct look {
	unsigned long fg;
	unsigned long bg;
	bool bold;
	bool underline;
};

static void
fail(const char *why, const char *what)
{
	fprintf(stderr, "picture: %s: %s\n", why, what);
	exit(1);
}

static unsigned long
rgb(VTermScreen *screen, VTermColor color, unsigned long otherwise)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(&color) ||
	    VTERM_COLOR_IS_DEFAULT_BG(&color))
		return otherwise;
	vterm_screen_convert_color_to_rgb(screen, &color);
	return (unsigned long)color.rgb.red << RED |
	    (unsigned long)color.rgb.green << GREEN | color.rgb.blue;
}

static struct look
look_of(VTermScreen *screen, const VTermScreenCell *cell)
{
	struct look l = { .fg = rgb(screen, cell->fg, ink),
		.bg = rgb(screen, cell->bg, paper),
		.bold = cell->attrs.bold,
		.underline = cell->attrs.underline };

	if (cell->attrs.reverse)
		return (struct look){ l.bg, l.fg, l.bold, l.underline };
	return l;
}

static bool
same(const struct look *a, const struct look *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->bold == b->bold &&
	    a->underline == b->underline;
}

static void
add_char(struct buf *text, uint32_t c)
{
	char bytes[UTF8_MAX_BYTES];

	if (c == '<' || c == '>' || c == '&')
		buf_printf(text, "&#%u;", (unsigned)c);
	else
		buf_put(text,
		    (struct str){ bytes, utf8_encode((int32_t)c, bytes) });
}

static void
put_rect(int x, int y, int w, int h, unsigned long fill)
{
	printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
	       " fill=\"#%06lx\" shape-rendering=\"crispEdges\"/>\n",
	    x, y, w, h, fill);
}

static void
put_run(int row, int col, int cells, const struct look *l, struct buf *text)
{
	int x = EDGE + col * CELL_W, y = EDGE + row * CELL_H;

	if (l->bg != paper)
		put_rect(x, y, cells * CELL_W, CELL_H, l->bg);
	if (str_trim(buf_str(text)).n == 0)
		return;
	printf("<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06lx\""
	       "%s%s>%.*s</text>\n",
	    x, y + BASE, cells * CELL_W, l->fg,
	    l->bold ? " font-weight=\"bold\"" : "",
	    l->underline ? " text-decoration=\"underline\"" : "",
	    STR_ARG(buf_str(text)));
}

static bool
is_block(uint32_t c)
{
	return c == 0x2580 || c == 0x2584 || c == 0x2588 || c == 0x258C ||
	    c == 0x2590;
}

/* Halves and whole blocks meet their neighbours, which no font promises. */
static bool
put_block(int row, int col, uint32_t c, const struct look *l)
{
	int x = EDGE + col * CELL_W, y = EDGE + row * CELL_H;
	int half_w = CELL_W / 2, half_h = CELL_H / 2;

	if (!is_block(c))
		return false;
	if (l->bg != paper)
		put_rect(x, y, CELL_W, CELL_H, l->bg);
	if (c == 0x2580)
		put_rect(x, y, CELL_W, half_h, l->fg);
	else if (c == 0x2584)
		put_rect(x, y + half_h, CELL_W, CELL_H - half_h, l->fg);
	else if (c == 0x258C)
		put_rect(x, y, half_w, CELL_H, l->fg);
	else if (c == 0x2590)
		put_rect(x + half_w, y, CELL_W - half_w, CELL_H, l->fg);
	else
		put_rect(x, y, CELL_W, CELL_H, l->fg);
	return true;
}

static void
put_row(VTermScreen *screen, int row, int cols)
{
	struct buf text = BUF_INIT(0);
	int from = 0;
	struct look run = { 0 };

	for (int col = 0; col < cols;) {
		VTermScreenCell cell;
		struct look l;

		vterm_screen_get_cell(
		    screen, (VTermPos){ .row = row, .col = col }, &cell);
		l = look_of(screen, &cell);
		if (text.n && (!same(&l, &run) || is_block(cell.chars[0]))) {
			put_run(row, from, col - from, &run, &text);
			buf_reset(&text);
		}
		if (put_block(row, col, cell.chars[0], &l)) {
			col++;
			continue;
		}
		if (text.n == 0) {
			from = col;
			run = l;
		}
		add_char(&text, cell.chars[0] ? cell.chars[0] : ' ');
		for (int i = 1; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			add_char(&text, cell.chars[i]);
		col += cell.width > 0 ? cell.width : 1;
	}
	if (text.n)
		put_run(row, from, cols - from, &run, &text);
	buf_free(&text);
}

static void
put_picture(VTermScreen *screen, int cols, int rows)
{
	int w = cols * CELL_W + 2 * EDGE, h = rows * CELL_H + 2 * EDGE;

	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
	       " font-family=\"monospace\" font-size=\"15\""
	       " xml:space=\"preserve\">\n"
	       "<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#%06lx\"/>\n",
	    w, h, w, h, paper);
	for (int row = 0; row < rows; row++)
		put_row(screen, row, cols);
	printf("</svg>\n");
}

/* One event; true at the marker. */
static bool
feed(VTerm *vt, const char *line, const char *mark)
{
	json_t *event = json_loads(line, 0, NULL);
	const char *kind, *text;
	bool there;

	if (event == NULL || json_array_size(event) != 3)
		fail("not an event", line);
	kind = json_string_value(json_array_get(event, 1));
	text = json_string_value(json_array_get(event, 2));
	if (kind == NULL || text == NULL)
		fail("not an event", line);
	if (*kind == 'o')
		vterm_input_write(vt, text, strlen(text));
	there = *kind == 'm' && strcmp(text, mark) == 0;
	json_decref(event);
	return there;
}

int
main(int argc, char **argv)
{
	static char line[LINE_BYTES];
	json_t *header;
	VTerm *vt;
	FILE *f;
	int cols, rows;
	bool there = false;

	if (argc != 3) {
		fprintf(stderr, "usage: picture CAST MARK > FILE.svg\n");
		return 2;
	}
	f = fopen(argv[1], "r");
	if (f == NULL || fgets(line, sizeof line, f) == NULL)
		fail("cannot be read", argv[1]);
	header = json_loads(line, 0, NULL);
	cols = (int)json_integer_value(json_object_get(header, "width"));
	rows = (int)json_integer_value(json_object_get(header, "height"));
	if (cols <= 0 || rows <= 0)
		fail("not an asciicast", argv[1]);
	vt = vterm_new(rows, cols);
	vterm_set_utf8(vt, 1);
	vterm_screen_reset(vterm_obtain_screen(vt), 1);
	while (!there && fgets(line, sizeof line, f))
		there = feed(vt, line, argv[2]);
	if (!there)
		fail("there is no such marker", argv[2]);
	put_picture(vterm_obtain_screen(vt), cols, rows);
	vterm_free(vt);
	json_decref(header);
	return fclose(f) == 0 ? 0 : 1;
}
