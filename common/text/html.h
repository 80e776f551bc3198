/*
 * html - turn the HTML of other forums into Markdown people can read raw.
 *
 * Paragraphs, breaks, rules, headings, emphasis, code, quotes, lists, links,
 * images, tables and definitions have their Markdown; other tags leave their
 * text; scripts and styles leave nothing.  A link keeps its address when
 * url_clean() does, else only its text stays.  Nothing is fetched and no
 * entity is loaded.  Of what nests 256 deep or more only the text is kept.
 *
 * Memory:  the result lives in the arena.
 * Errors:  ERR_LIMIT when more than HTML_MAX_BYTES come in or would go out;
 *          broken HTML is no error.
 * Threads: libxml2 starts itself on the first call, which must not race.
 */
#ifndef STOA_TEXT_HTML_H
#define STOA_TEXT_HTML_H

#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

enum { HTML_MAX_BYTES = 4 * 1024 * 1024 };

/* The result is clean (text_is_clean) and has no blank lines at its ends. */
NODISCARD enum err
html_to_markdown(struct arena *a, struct str html, struct str *out);

/*
 * Whether a known tag or an entity is in it.  Dumps call their comments HTML
 * that are Markdown or plain.
 */
bool html_is_likely(struct str s);

#endif
