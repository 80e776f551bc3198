/* search_impl - what the files of searching share, for common/store alone. */
#ifndef STOA_STORE_SEARCH_IMPL_H
#define STOA_STORE_SEARCH_IMPL_H

#include "common/base/buf.h"
#include "common/store/search.h"

/* Posts with at least so many points have a token that says so. */
enum { SEARCH_LEASTS = 10 };
extern const int64_t search_least[SEARCH_LEASTS];

/*
 * Posts have tokens of their months, by number; what is before or after the
 * calendar of the index is in its first or last.
 */
int64_t search_month(int64_t ms);
int64_t search_month_ms(int64_t month); /* its begin */

/* An FTS5 string: quotes doubled, so that nothing in it is an operator. */
void search_put_string(struct buf *b, struct str words);

/* The first word of the index not below `from`; empty: there is none. */
NODISCARD enum err search_look_up(
    struct store *s, struct arena *a, struct str from, struct str *out);

/* Words that begin so. */
NODISCARD enum err search_put_prefix(
    struct store *s, struct arena *a, struct str words, struct buf *b);

/* " NOT {facet}: (…)" for the boards the viewer may not read. */
NODISCARD enum err search_put_hidden(
    struct store *s, struct arena *a, struct viewer v, struct buf *b);

/* What to MATCH in post_ft; boards the viewer may not read are out of it. */
NODISCARD enum err search_expression(struct store *s, struct arena *a,
    struct viewer v, const struct search_query *q, struct str *out);

/* What all posts of the index that match hold as well; looks at no post. */
NODISCARD enum err
search_count(struct store *s, struct str match, int64_t max, int64_t *out);

/* Posts with that word in title or text, up to `max`, that are not hidden. */
NODISCARD enum err search_count_word(struct store *s, struct arena *a,
    struct viewer v, struct str word, int64_t max, int64_t *out);

#endif
