/*
 * store/search_log - what was searched for, kept to listen to later.
 *
 * What many look for and nobody finds is what is missing here.  Only staff
 * read it, and it is forgotten after a while.
 */
#ifndef STOA_STORE_SEARCH_LOG_H
#define STOA_STORE_SEARCH_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

struct store;

struct search_log_row {
	int64_t at_ms;
	int64_t member_id; /* 0: a guest */
	struct str member; /* handle; reading only */
	struct str kind;   /* "search"; "title": of a question not asked */
	struct str words;
	struct str filters;
	int64_t found;
	int64_t opened; /* the thread they read of it; 0: none */
	int64_t led_to; /* what they asked all the same; 0: nothing */
};

struct search_log_list {
	struct search_log_row *row;
	size_t len;
};

/* Unless it is what that member searched for last, minutes ago. */
NODISCARD enum err
store_search_log_add(struct store *, const struct search_log_row *);
/* Of the newest search of that member for these words since then. */
NODISCARD enum err store_search_log_opened(
    struct store *, const struct search_log_row *, int64_t since_ms);
/* Their newest search since then ended in a thread of their own. */
NODISCARD enum err store_search_log_led(
    struct store *, int64_t member, int64_t thread, int64_t since_ms);
NODISCARD enum err store_search_log_expire(struct store *, int64_t before_ms);

/* The newest first; for staff alone, who check it before. */
NODISCARD enum err store_search_log_list(
    struct store *, struct arena *, int64_t max, struct search_log_list *out);

#endif
