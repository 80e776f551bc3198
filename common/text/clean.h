/*
 * clean - make text from people safe to keep and to show.
 *
 * Whatever bytes come in, valid UTF-8 in normal form C comes out, and nothing
 * in it can steer a terminal or reorder a line:
 *
 *   - broken sequences become U+FFFD;
 *   - CRLF, CR and the line and paragraph separators become newlines;
 *   - other C0 and C1 controls and DEL go, but for newline and tab;
 *   - bidi embeddings, overrides and isolates go, with the deprecated format
 *     characters, annotations, U+FEFF and noncharacters.  The marks LRM, RLM
 *     and ALM stay: they act as one letter would and reorder no others, and
 *     people who write Hebrew and Arabic need them;
 *   - tag characters go, but in a well-formed flag such as Scotland's;
 *   - of more than CLEAN_MARKS_MAX combining marks on one base the rest goes.
 *
 * Cleaning clean text changes nothing.
 *
 * Memory: results are copies in the arena, up to three times the input (a
 *         stray byte becomes three).
 * Bounds: time grows with the input alone, whatever is in it.
 */
#ifndef STOA_TEXT_CLEAN_H
#define STOA_TEXT_CLEAN_H

#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/str.h"

enum { CLEAN_MARKS_MAX = 16 };

struct str text_clean(struct arena *a, struct str s);

/*
 * The same on one line: every run of white space, of any script and with its
 * newlines and tabs, becomes one space; none is left at the ends.
 */
struct str text_clean_line(struct arena *a, struct str s);

/* Whether cleaning would change nothing; allocates nothing. */
bool text_is_clean(struct str s);
bool text_is_clean_line(struct str s);

/*
 * Whether `s` begins with something that may become one with what stands
 * before it: a mark, the end of a Hangul syllable, a tag of a flag.  Clean
 * texts put together are clean where the second does not.
 */
bool text_joins(struct str s);

#endif
