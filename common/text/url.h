/*
 * url - addresses from people, made safe to stand in Markdown.
 *
 * Memory: the result lives in the arena.
 */
#ifndef STOA_TEXT_URL_H
#define STOA_TEXT_URL_H

#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/str.h"

enum { URL_MAX_BYTES = 2000 }; /* longer addresses are refused */

/*
 * `url` with what would end "(…)" or "<…>" percent-encoded; empty when it is
 * too long, or neither relative nor http, https, mailto or ftp.  Browsers
 * skip controls inside addresses, so those go before the scheme is judged.
 */
struct str url_clean(struct arena *a, struct str url);

/*
 * The next address in running text or Markdown, one with a scheme, without
 * what ends a sentence or closes a bracket around it.  `rest` is what comes
 * behind.  False: there is none.
 */
bool url_next(struct str *rest, struct str *out);

#endif
