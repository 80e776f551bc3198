/*
 * Whatever is written, what is laid out stays in its columns, is clean, says
 * what the text says and points only to links that are there.
 */
#include <stdint.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/doc.h"
#include "tests/fuzz/fuzz.h"

static void
check_line(const struct doc *d, const struct doc_line *line, size_t cols)
{
	size_t cells = 0;

	for (size_t i = 0; i < line->pieces; i++) {
		const struct doc_piece *p = &line->piece[i];

		check(p->text.n > 0 && utf8_valid(p->text));
		check(p->style < STYLE_COUNT && p->link <= d->links);
		for (size_t k = 0; k < p->text.n; k++)
			check((unsigned char)p->text.p[k] >= ' ' &&
			    p->text.p[k] != 0x7F);
		cells += text_cells(p->text);
	}
	check(line->keep <= line->pieces || line->pieces == 0);
	check(cells <= cols || line->is_wide);
	check(line->is_code == (line->block > 0) && line->block <= d->codes);
}

static void
check_doc(const struct doc *d, size_t cols)
{
	check(d->links <= DOC_LINKS_MAX);
	for (size_t i = 0; i < d->lines; i++)
		check_line(d, &d->line[i], cols);
	for (size_t i = 0; i < d->links; i++) {
		check(d->link[i].n > 0 && d->link[i].n <= DOC_ADDRESS_MAX);
		check(text_is_clean_line(d->link[i]));
	}
	for (size_t i = 0; i < d->codes; i++)
		check(text_is_clean(d->code[i]));
}

/* However far it is moved, it stays on its canvas. */
static void
check_moved(const struct doc *d, int cols)
{
	static struct grid grid;
	struct canvas c;

	grid_reset(&grid, 3, cols);
	c = canvas_of(&grid, CHARSET_UTF8);
	for (size_t i = 0; i < d->lines; i += 3)
		(void)doc_draw_moved(d, &c, 0, 0, cols, (int)(i % 50), i, 3);
}

/* All that is not white space, in the order it is read. */
static struct str
words(struct arena *a, const struct doc *d)
{
	struct buf b = BUF_INIT(0);
	struct str all;

	for (size_t i = 0; i < d->lines; i++) {
		for (size_t k = 0; k < d->line[i].pieces; k++) {
			struct str s = d->line[i].piece[k].text;

			for (size_t at = 0; at < s.n; at++) {
				if (s.p[at] != ' ')
					buf_char(&b, s.p[at]);
			}
		}
	}
	all = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return all;
}

static bool
is_dull(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ||
	    c == '\n' || (unsigned char)c >= 0x80;
}

/* The text without anything that Markdown knows; set in by nothing. */
static struct str
dull(struct arena *a, struct str text)
{
	struct buf b = BUF_INIT(0);
	struct str s;

	/* What cleaning drops may leave blanks where a line begins. */
	text = text_clean(a, text);
	for (size_t i = 0; i < text.n && b.n < DOC_TEXT_MAX / 4; i++) {
		bool starts = b.n == 0 || b.p[b.n - 1] == '\n';

		if (is_dull(text.p[i]) && !(starts && text.p[i] == ' '))
			buf_char(&b, text.p[i]);
	}
	/* Marks that came together have another order now. */
	s = text_clean(a, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct str
without_space(struct arena *a, struct str s)
{
	struct buf b = BUF_INIT(0);
	struct str all;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' && s.p[i] != '\n')
			buf_char(&b, s.p[i]);
	}
	all = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return all;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct doc_options o = { .cols = 1 };
	struct doc d;
	struct str in, same;

	if (size == 0)
		return 0;
	o.cols = 1 + data[0] % 100;
	o.number_links = data[0] & 0x80;
	in = (struct str){ (const char *)data + 1, size - 1 };
	doc_markdown(&a, in, &o, &d);
	check_doc(&d, (size_t)o.cols);
	o.whole = data[0] & 0x40;
	o.fold = data[0] & 0x20;
	o.but = data[0];
	o.measure = data[0] & 0x10 ? o.cols / 2 : 0;
	doc_markdown(&a, in, &o, &d);
	check_doc(&d, (size_t)o.cols);
	check_moved(&d, o.cols);
	o.whole = o.fold = false;
	o.but = 0;
	o.measure = 0;
	doc_plain(&a, in, &o, &d);
	check_doc(&d, (size_t)o.cols);
	check(d.links == 0 && d.codes == 0);

	same = dull(&a, in);
	o.number_links = false;
	/* In one column wide characters cannot be shown. */
	o.cols++;
	doc_markdown(&a, same, &o, &d);
	check_doc(&d, (size_t)o.cols);
	check(str_eq(words(&a, &d), without_space(&a, same)));
	doc_plain(&a, same, &o, &d);
	check(str_eq(words(&a, &d), without_space(&a, same)));
	arena_free(&a);
	return 0;
}
