/*
 * store/search - finding posts by words and filters, inside the index.
 *
 * A person's words are matched in titles and bodies only; boards, authors,
 * states, tags, dates and scores are tokens of a column of their own, and
 * boards that the viewer may not read are excluded by theirs.  Every row
 * found is checked for its board's rights all the same.
 *
 * Errors: ERR_LIMIT when the store's deadline passed.
 */
#ifndef STOA_STORE_SEARCH_H
#define STOA_STORE_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

enum { SEARCH_TERMS = 32, SEARCH_COUNT_MAX = 5000, SEARCH_RANKED = 2000 };

struct search_term {
	struct str words; /* one word, or a phrase */
	bool prefix;	  /* words that start so */
	bool without;	  /* must not occur */
	bool phrase;	  /* in quotes: as it is, and no other */
};

struct search_query {
	struct search_term term[SEARCH_TERMS];
	size_t terms;
	struct str state; /* empty: any */
	int64_t board;	  /* 0: any */
	int64_t author;	  /* 0: anybody */
	int64_t tag[SEARCH_TERMS];
	size_t tags;
	int64_t before_ms; /* 0: any time */
	int64_t after_ms;
	bool has_score; /* `score` and above */
	int64_t score;
	bool unread;	   /* to the viewer, who is a member */
	bool in_title;	   /* the words are looked for in titles alone */
	bool by_relevance; /* else newest first */
	int64_t below;	   /* post id to go on below, newest first; 0: top */
};

struct search_hit {
	int64_t post_id;
	int64_t thread_id;
	int64_t n;
	struct str board;
	struct str title;
	struct str author;
	struct str state;
	struct str snippet; /* matches stand in [brackets] */
	struct str marks;   /* where those are: "4 9 20 23", in bytes */
	int64_t created_ms;
	int64_t score;
};

struct search_result {
	struct search_hit *hit;
	size_t len;
	int64_t count; /* all that match, up to SEARCH_COUNT_MAX */
};

NODISCARD enum err store_search(struct store *, struct arena *, struct viewer,
    const struct search_query *, int64_t max, struct search_result *out);

/*
 * For a search that found nothing: near words of the index in place of those
 * that are nowhere, where that search finds something the viewer may see.
 * Sets out_word[i] for term i, empty where it stays; false when there is no
 * such search.  Looks up at most SEARCH_NEAR_SEEKS words.
 */
enum { SEARCH_NEAR_SEEKS = 240 };
NODISCARD enum err
store_search_near(struct store *, struct arena *, struct viewer,
    const struct search_query *, bool *out, struct str out_word[SEARCH_TERMS]);

#endif
