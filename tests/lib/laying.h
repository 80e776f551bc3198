/*
 * laying - texts laid out for tests, within their columns.
 *
 * Memory: what is laid out lives until laying_clear(), which goes behind every
 *         test.
 */
#ifndef STOA_TESTS_LIB_LAYING_H
#define STOA_TESTS_LIB_LAYING_H

#include "screens/ui/doc.h"

extern struct arena laying_arena;

/* As Markdown; a line that is wider than `cols` fails the test. */
void lay(struct str text, int cols, bool number_links, struct doc *out);

/*
 * That is what the text looks like in so many columns: as words; with the
 * numbers of links; or with styles too, as "{style link:text}".
 */
#define expect_laid(cols, text, want) \
	expect_laid_at(__FILE__, __LINE__, LAYING_PLAIN, (cols), (text), (want))
#define expect_numbered(cols, text, want) \
	expect_laid_at(                   \
	    __FILE__, __LINE__, LAYING_NUMBERED, (cols), (text), (want))
#define expect_styles(cols, text, want) \
	expect_laid_at(                 \
	    __FILE__, __LINE__, LAYING_STYLED, (cols), (text), (want))

enum laying { LAYING_PLAIN, LAYING_NUMBERED, LAYING_STYLED };

void expect_laid_at(const char *file, int line, enum laying how, int cols,
    const char *text, const char *want);

/* A teardown: nothing is laid out any more. */
int laying_clear(void **state);

#endif
