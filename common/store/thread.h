/*
 * store/thread - threads of a board and the questions they may be.
 *
 * Errors: ERR_MISSING for a thread that is not there, is hidden or stands on
 * a board the viewer may not read; they look the same on purpose.
 */
#ifndef STOA_STORE_THREAD_H
#define STOA_STORE_THREAD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

struct thread_row {
	int64_t id;
	int64_t board_id;
	int64_t author_id;
	struct str board; /* slug */
	struct str kind;
	struct str title;
	struct str author;
	struct str state; /* open, replied, solved; empty: not a question */
	struct str tags;  /* separated by commas */
	int64_t created_ms;
	int64_t bumped_ms;
	int64_t replies;
	int64_t seq;   /* number of the newest post */
	int64_t score; /* of the first post */
	int64_t me_too;
	int64_t unread;	     /* for the viewer, up to 100; 0 for guests */
	int64_t solved_post; /* id; 0: none */
	int64_t locked_ms;
	int64_t last_seq;     /* place of its newest post in the board */
	int64_t author_posts; /* how many its author has written anywhere */
	struct str solver;    /* who wrote the accepted answer; or empty */
	struct str level;     /* how the viewer follows it; or empty */
};

struct thread_list {
	struct thread_row *row;
	size_t len;
};

/* Where a page starts: behind the row with these; zeros: at the end. */
struct thread_cursor {
	int64_t key; /* what the list is sorted by: mostly bumped_ms */
	int64_t id;
};

enum thread_filter {
	THREADS_ALL,
	THREADS_UNREAD, /* with something new for the viewer, not muted */
	THREADS_OPEN,	/* questions without a reply */
	THREADS_REPLIED,
	THREADS_SOLVED,
	THREADS_MINE,	/* begun by the viewer */
	THREADS_NEWEST, /* all, by when they were begun */
	THREADS_SCORE,	/* all, by the score of the first post */
};

/* Threads of a board, the newest activity first unless told otherwise. */
struct thread_query {
	int64_t board;
	enum thread_filter filter;
	struct thread_cursor from;
	bool up; /* the page above `from`; with zeros the last page */
	int64_t max;
};

/* In the order of the list, up or down.  THREADS_UNREAD goes down only. */
NODISCARD enum err store_thread_list(struct store *, struct arena *,
    struct viewer, const struct thread_query *, struct thread_list *out);
struct thread_cursor
store_thread_cursor(enum thread_filter, const struct thread_row *);
/* Whether a thread, which the viewer may see, belongs in such a list. */
bool store_thread_passes(
    enum thread_filter, struct viewer, const struct thread_row *);

/*
 * Threads with something unread, of a board or (0) of all that the viewer
 * reads and has not muted, by their position; of guests none.
 */
NODISCARD enum err store_thread_unread(struct store *, struct arena *,
    struct viewer, int64_t board, int64_t max, struct thread_list *out);
NODISCARD enum err store_thread_get(struct store *, struct arena *,
    struct viewer, int64_t id, struct thread_row *out);

/* The one below, or above, on its board by activity; ERR_MISSING: none. */
NODISCARD enum err
store_thread_below(struct store *, struct viewer, int64_t thread, int64_t *out);
NODISCARD enum err
store_thread_above(struct store *, struct viewer, int64_t thread, int64_t *out);

struct thread_new {
	int64_t board_id;
	int64_t author_id;
	struct str title;
	struct str src;
	struct str src_id;
	struct str extra;
	int64_t views;
	int64_t now_ms;
	bool question;
};

/* A thread without posts yet; the caller adds the first. */
NODISCARD enum err
store_thread_add(struct store *, const struct thread_new *, int64_t *out_id);
NODISCARD enum err store_thread_by_source(
    struct store *, struct str src, struct str src_id, int64_t *out_id);
NODISCARD enum err
store_thread_set_title(struct store *, int64_t id, struct str title);
NODISCARD enum err store_thread_hide(
    struct store *, int64_t id, int64_t by, struct str reason, int64_t now_ms);

/* Link imported threads to those they are duplicates of, once both are in. */
NODISCARD enum err store_thread_link_duplicates(struct store *);

/* The next number of a post. */
NODISCARD enum err
store_thread_next_n(struct store *, int64_t id, int64_t *out);
/* After a post came (replies 1) or was hidden (-1). */
NODISCARD enum err store_thread_touch(struct store *, int64_t id,
    int64_t replies, int64_t bumped_ms, int64_t board_seq);

/* Questions: replied from the first reply by another, solved by accept. */
NODISCARD enum err
store_question_replied(struct store *, int64_t thread, int64_t now_ms);
NODISCARD enum err store_question_solve(struct store *, int64_t thread,
    int64_t post, int64_t by, struct str kind, int64_t now_ms);
/* Back to replied or open, whichever its replies say. */
NODISCARD enum err store_question_unsolve(struct store *, int64_t thread);
/* ERR_CONFLICT when it is there (or not there) already. */
NODISCARD enum err store_me_too_set(
    struct store *, int64_t thread, int64_t member, bool on, int64_t now_ms);

/* Tags by name, made when new. */
NODISCARD enum err
store_tag_ensure(struct store *, struct str name, int64_t *out_id);
NODISCARD enum err
store_tag_find(struct store *, struct str name, int64_t *out_id);
/* ERR_MISSING too when no thread that the viewer may read has it. */
NODISCARD enum err store_tag_visible(
    struct store *, struct viewer, struct str name, int64_t *out_id);
NODISCARD enum err
store_thread_tag_count(struct store *, int64_t thread, int64_t *out);
NODISCARD enum err
store_thread_tag_set(struct store *, int64_t thread, int64_t tag, bool on);

struct tag_row {
	struct str name;
	int64_t threads;
};
struct tag_list {
	struct tag_row *row;
	size_t len;
};

/* Tags on threads the viewer may read, most used first. */
NODISCARD enum err store_tag_list(struct store *, struct arena *, struct viewer,
    int64_t max, struct tag_list *out);

#endif
