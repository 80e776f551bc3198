/* doc - a text laid out for a width: lines of styled pieces. */
#include "screens/ui/doc.h"

#include <stdlib.h>

#include "common/base/err.h"
#include "common/base/mem.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/md.h"

enum {
	LINE_END_BYTES = 4096, /* as far back a line end is looked for */
	GIST_LINES = 3,	       /* that tell what a text is about */
};

/* What is laid out: all of it, or up to a line end. */
static struct str
cut(struct arena *a, struct str text, struct str *out_more)
{
	size_t n = text.n;

	*out_more = STR("");
	if (n > DOC_TEXT_MAX) {
		size_t end = utf8_floor(text, DOC_TEXT_MAX);

		n = end;
		while (n > end - LINE_END_BYTES && text.p[n - 1] != '\n')
			n--;
		if (n == end - LINE_END_BYTES)
			n = end;
		*out_more = arena_printf(a,
		    _("… %zu more characters are not shown here."),
		    text_chars(str_slice(text, n, text.n)));
	}
	text = str_slice(text, 0, n);
	return text_is_clean(text) ? text : text_clean(a, text);
}

static void
lay_out_plain(struct md *m, struct str text, struct doc *out)
{
	while (text.n) {
		struct str line = str_cut(&text, '\n');

		md_put(&m->t, md_without_tabs(m->a, line), STYLE_NORMAL);
		md_put(&m->t, STR("\n"), STYLE_NORMAL);
	}
	md_settle(m, 0, m->t.text.n);
	md_write_plain(m, out);
}

/* What was read before it turned out to be too much. */
static void
forget(struct md *m)
{
	buf_reset(&m->t.text);
	buf_reset(&m->t.style);
	buf_reset(&m->t.link);
}

static struct md *
begin(struct arena *a, const struct doc_options *o)
{
	struct md *m = mem_zalloc(sizeof *m);

	m->a = a;
	m->o = o;
	return m;
}

static void
end(struct md *m)
{
	md_free(m);
	free(m);
}

void
doc_markdown(struct arena *a, struct str text, const struct doc_options *o,
    struct doc *out)
{
	struct md *m = begin(a, o);
	struct str clean = cut(a, text, &m->more);

	*out = (struct doc){ 0 };
	if (md_is_tame(clean) && md_read(m, clean)) {
		md_write(m, out);
	} else {
		forget(m);
		lay_out_plain(m, clean, out);
	}
	end(m);
}

void
doc_plain(struct arena *a, struct str text, const struct doc_options *o,
    struct doc *out)
{
	struct md *m = begin(a, o);
	struct str clean = cut(a, text, &m->more);

	*out = (struct doc){ 0 };
	lay_out_plain(m, clean, out);
	end(m);
}

/* Its words, with the address behind them; returns the column after it. */
static int
draw_piece(const struct doc *d, struct canvas *c, int row, int col,
    const struct doc_piece *p)
{
	int end = canvas_put(c, row, col, p->style, p->text);

	if (p->link && p->link <= d->links)
		canvas_link(c, row, col, end - col,
		    canvas_url(c, d->link[p->link - 1]));
	return end;
}

/* Without the bytes of so many columns; `left` are those not found in it. */
static struct str
behind(struct str s, int *left)
{
	while (s.n && *left > 0) {
		size_t wide, n = text_cluster(s, &wide);

		*left -= (int)wide;
		s = str_slice(s, n, s.n);
	}
	return s;
}

int
doc_moving(const struct doc_line *line)
{
	size_t cells = 0;

	for (size_t i = line->keep; line->is_wide && i < line->pieces; i++)
		cells += text_cells(line->piece[i].text);
	return (int)cells;
}

/* What does not fit is told by a sign at that end. */
static void
draw_wide(const struct doc *d, struct canvas *c, int row, int at, int by,
    const struct doc_line *line)
{
	int from = at, skip = by > 0 ? by : 0, moving = doc_moving(line);

	for (size_t i = line->keep; i < line->pieces && at < c->cols; i++) {
		struct doc_piece p = line->piece[i];

		p.text = behind(p.text, &skip);
		/* Half of a wide character is a blank. */
		if (skip < 0)
			at -= skip;
		skip = skip < 0 ? 0 : skip;
		if (p.text.n)
			at = draw_piece(d, c, row, at, &p);
	}
	if (by > 0 && moving > 0)
		canvas_text(c, row, from, 1, STYLE_ACCENT, STR("‹"));
	if (moving - by > c->cols - from)
		canvas_text(c, row, c->cols - 1, 1, STYLE_ACCENT, STR("›"));
}

int
doc_draw_moved(const struct doc *d, struct canvas *c, int row, int col, int end,
    int by, size_t first, int rows)
{
	int drawn = 0;

	for (; drawn < rows && first < d->lines; drawn++, first++) {
		const struct doc_line *line = &d->line[first];
		size_t n = line->is_wide ? line->keep : line->pieces;
		struct canvas part;
		int at = col;

		for (size_t i = 0; i < n; i++)
			at = draw_piece(d, c, row + drawn, at, &line->piece[i]);
		if (!line->is_wide || row + drawn < 0)
			continue;
		part = canvas_sub(c, row + drawn, 0, 1, end);
		draw_wide(d, &part, 0, at, by, line);
	}
	return drawn;
}

int
doc_draw(const struct doc *d, struct canvas *c, int row, int col, size_t first,
    int rows)
{
	return doc_draw_moved(d, c, row, col, c->cols, 0, first, rows);
}

static bool
is_quote(const struct doc_line *line)
{
	for (size_t i = 0; i < line->pieces; i++) {
		if (line->piece[i].style == STYLE_QUOTE)
			return true;
	}
	return false;
}

struct str
doc_gist(struct arena *a, const struct doc *d)
{
	struct buf words = BUF_INIT(0);
	size_t from = 0, lines = 0;
	struct str out;

	while (from < d->lines &&
	    (d->line[from].pieces == 0 || is_quote(&d->line[from])))
		from++;
	from = from == d->lines ? 0 : from;
	for (size_t i = from; i < d->lines && lines < GIST_LINES; i++) {
		const struct doc_line *line = &d->line[i];

		for (size_t k = 0; k < line->pieces; k++)
			buf_put(&words, line->piece[k].text);
		if (line->pieces == 0)
			continue;
		buf_char(&words, ' ');
		lines++;
	}
	out = arena_dup(a, str_trim(buf_str(&words)));
	buf_free(&words);
	return out;
}
