/*
 * rank - how well a post answers a search, as FTS5 function "relevance".
 *
 * It is Okapi BM25 (S. Robertson and H. Zaragoza, "The Probabilistic Relevance
 * Framework: BM25 and Beyond", 2009), as bm25() of FTS5 has it, but for three
 * things: facets do not count, which are in all that is found; a single phrase
 * is not weighed against others; and how often a phrase is there is estimated
 * from the first RANK_SEEN posts that have it.  bm25() walks every post with
 * any of the phrases before it says a word about the first.
 *
 * relevance(post_ft): the lower, the better; a match in a title counts
 * RANK_TITLE times.
 */
#ifndef STOA_STORE_RANK_H
#define STOA_STORE_RANK_H

#include <sqlite3.h>

enum { RANK_TITLE = 4, RANK_SEEN = 20000 };

/* An SQLite result code. */
int rank_register(fts5_api *api);

#endif
