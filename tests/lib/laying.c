/* laying - texts laid out for tests, within their columns. */
#include "tests/lib/laying.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

struct arena laying_arena;

void
lay(struct str text, int cols, bool number_links, struct doc *out)
{
	struct doc_options o = { .cols = cols, .number_links = number_links };

	doc_markdown(&laying_arena, text, &o, out);
	for (size_t i = 0; i < out->lines; i++) {
		size_t cells = 0;

		for (size_t k = 0; k < out->line[i].pieces; k++)
			cells += text_cells(out->line[i].piece[k].text);
		assert_true(cells <= (size_t)cols);
	}
}

/* The styles of pieces as "{style link:text}", or the text alone. */
static struct str
shown(const struct doc *d, bool with_styles)
{
	struct buf b = BUF_INIT(0);
	struct str all;

	for (size_t i = 0; i < d->lines; i++) {
		for (size_t k = 0; k < d->line[i].pieces; k++) {
			const struct doc_piece *p = &d->line[i].piece[k];
			bool is_plain =
			    p->style == STYLE_NORMAL && p->link == 0;

			if (!with_styles || is_plain) {
				buf_put(&b, p->text);
				continue;
			}
			buf_printf(&b, "{%s", style_name(p->style));
			if (p->link)
				buf_printf(&b, " %u", (unsigned)p->link);
			buf_printf(&b, ":%.*s}", STR_ARG(p->text));
		}
		buf_char(&b, '\n');
	}
	all = arena_dup(&laying_arena, buf_str(&b));
	buf_free(&b);
	return all;
}

void
expect_laid_at(const char *file, int line, enum laying how, int cols,
    const char *text, const char *want)
{
	struct doc d;
	struct str got;

	lay(str_from(text), cols, how != LAYING_PLAIN, &d);
	got = shown(&d, how == LAYING_STYLED);
	if (str_eq(got, str_from(want)))
		return;
	print_error("%d columns of:\n%s\ngot:\n%.*s\nwant:\n%s\n", cols, text,
	    STR_ARG(got), want);
	_fail(file, line);
}

int
laying_clear(void **state)
{
	(void)state;
	arena_free(&laying_arena);
	return 0;
}
