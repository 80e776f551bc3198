/*
 * store/board - the boards, as a viewer sees them.
 *
 * Errors: ERR_MISSING for a board that is not there or that the viewer may
 * not read; the two look the same on purpose.
 */
#ifndef STOA_STORE_BOARD_H
#define STOA_STORE_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

struct board_row {
	int64_t id;
	struct str slug;
	struct str title;
	struct str about;
	struct str kind;
	struct str group; /* whose board it is; empty: everybody's */
	enum role read_rank;
	enum role post_rank;
	int64_t position;
	int64_t closed_ms; /* 0: open */
	int64_t seq;
	int64_t threads;
	int64_t last_ms;     /* newest post; 0: none */
	int64_t last_thread; /* its id; 0: none */
	struct str last_title;
	int64_t waiting;	  /* questions without a reply, up to 100 */
	int64_t waiting_since_ms; /* when the first of them was asked; or 0 */
	int64_t unread;		  /* for the viewer, up to 100; 0 for guests */
	struct str level;	  /* how the viewer follows it; or empty */
	bool in_group;		  /* the viewer is of its group or moderators */
	bool moderates;		  /* the viewer is of its moderators */
};

struct board_list {
	struct board_row *row;
	size_t len;
};

/* Counts of waiting questions stop there. */
enum { BOARDS_MAX = 500, WAITING_MAX = 100 };

NODISCARD enum err store_board_list(
    struct store *, struct arena *, struct viewer, struct board_list *out);
NODISCARD enum err store_board_get(struct store *, struct arena *,
    struct viewer, struct str slug, struct board_row *out);
NODISCARD enum err store_board_by_id(struct store *, struct arena *,
    struct viewer, int64_t id, struct board_row *out);

/* The list without its counts, which cost the most. */
NODISCARD enum err store_board_rows(
    struct store *, struct arena *, struct viewer, struct board_list *out);
/* Fill in who waits. */
NODISCARD enum err store_board_waiting(struct store *, struct board_row *);
/* Fill in `waiting` and `unread`, which only the list has by itself. */
NODISCARD enum err
store_board_counts(struct store *, struct viewer, struct board_row *);

/* Ids the viewer may not read, at most BOARDS_MAX. */
NODISCARD enum err store_board_hidden(struct store *, struct arena *,
    struct viewer, int64_t **out, size_t *out_n);

struct board_change {
	struct str slug;
	struct str title;
	struct str about;
	struct str kind;
	enum role read_rank;
	enum role post_rank;
	int64_t group_id;     /* 0: none */
	int64_t mod_group_id; /* 0: none */
	int64_t position;
	int64_t closed_ms;
};

/* ERR_CONFLICT when the slug is taken. */
NODISCARD enum err store_board_add(struct store *, const struct board_change *,
    int64_t now_ms, int64_t *out_id);
NODISCARD enum err store_board_change_get(
    struct store *, struct arena *, int64_t id, struct board_change *out);
NODISCARD enum err
store_board_set(struct store *, int64_t id, const struct board_change *);
NODISCARD enum err store_board_count(struct store *, int64_t *out);
/* The highest position of any; 0 when there is none. */
NODISCARD enum err store_board_last(struct store *, int64_t *out);

/* The next place in the board's order of posts. */
NODISCARD enum err
store_board_next_seq(struct store *, int64_t id, int64_t *out);
NODISCARD enum err
store_board_count_thread(struct store *, int64_t id, int64_t threads);

#endif
