/*
 * store/suggest - what a word that somebody types may become.
 *
 * People by the beginning of their handle or name, those first who are likely
 * to be meant; threads by the beginning of their number or of a word in their
 * title.  It is asked at every letter.
 *
 * Memory: rows live in the arena.
 * Bounds: of each index the newest few rows are looked at, so what is old may
 *         be missed: a search finds it.
 */
#ifndef STOA_STORE_SUGGEST_H
#define STOA_STORE_SUGGEST_H

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

enum {
	SUGGEST_MAX = 20,
	SUGGEST_LAST_POSTS = 200,   /* newest of a thread, for who takes part */
	SUGGEST_LAST_MEMBERS = 200, /* who were here last */
	SUGGEST_LAST_THREADS = 200, /* latest of a board, or of some numbers */
};

struct suggest_person {
	struct str handle;
	struct str display;
	bool takes_part; /* in that thread */
};
struct suggest_people {
	struct suggest_person row[SUGGEST_MAX];
	size_t len;
};

/*
 * Who takes part in `thread` (0: none), the last to write first; then who was
 * here last; then by handle, the viewer too.  Never who is gone.
 */
NODISCARD enum err
store_suggest_people(struct store *, struct arena *, struct viewer,
    int64_t thread, struct str begin, struct suggest_people *out);

struct suggest_thread {
	int64_t id;
	struct str title;
};
struct suggest_threads {
	struct suggest_thread row[SUGGEST_MAX];
	size_t len;
};

/*
 * Digits: that thread, then the newest whose numbers begin so.  Else the
 * latest of the board with a word that begins so, in any case of ASCII;
 * without any word the latest.
 */
NODISCARD enum err
store_suggest_threads(struct store *, struct arena *, struct viewer,
    int64_t board, struct str begin, struct suggest_threads *out);

#endif
