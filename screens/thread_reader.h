/*
 * thread_reader - what the keys of a thread share: the view, and what was read.
 *
 * A post counts as read once its end was on the screen while keys went there,
 * or when the view moved down past it or on to the next new one: a long one
 * that was left half-way is where the thread opens again.  Marks go to the
 * store when a thread is left, and every MARK_EVERY_MS while somebody reads.
 */
#ifndef STOA_SCREENS_THREAD_READER_H
#define STOA_SCREENS_THREAD_READER_H

#include "common/store/mark.h"
#include "screens/thread_view.h"

enum { MARK_EVERY_MS = 2000 };

struct reader {
	struct view view;
	struct arena row;	 /* what view.thread points to */
	struct mark_stamp stamp; /* what the viewer had read, as last seen */
	struct str board;	 /* its title */
	bool moderates;		 /* the viewer does, here */
	bool gone;	   /* removed, or not the viewer's to read any more */
	bool looked;	   /* keys came here when it was drawn last */
	int64_t own_n;	   /* the viewer's newest post that they know of */
	int64_t marked_ms; /* when marks were sent last */
	size_t unmarked;   /* seen since */
};

/* thread_marks.c */

/* What is in the window now was seen. */
void reader_see(struct screen *s);
/* The selected post was, whatever of it. */
void reader_have_read(struct screen *s);
/* What stands between these rows was passed. */
void reader_pass(struct screen *s, int32_t from, int32_t to);
/* Send marks for what was seen; `done` as app_submit(). False: nothing. */
bool reader_mark(struct screen *s, bool now,
    void (*done)(struct screen *, const struct answer *));

/* thread_load.c */

/* Open a thread, "12" or "12.3", in this very screen. */
NODISCARD enum err reader_open(struct screen *s, struct str arg);
/* Fetch all of it again; the window stays where it is. */
void reader_reload(struct screen *s);
/* Fetch what events do not tell, and keep the place. */
void reader_look_again(struct screen *s);
/* Its row alone: the accepted answer moved, or tags, or how many share it. */
void reader_look_at_row(struct screen *s);
/* What the viewer has read is what the screen knows. */
void reader_stamp(struct screen *s);
/* The number of the viewer's own newest post; 0: none. */
int64_t reader_own_newest(const struct screen *s);

/* thread.c */

/* Select a post and show it, unfolded. */
void reader_jump(struct screen *s, int32_t node);
/* The post that is selected; NULL: there is none. */
struct tree_node *reader_selected(struct screen *s);

/* Go to the post of that number, or say which there are. */
void reader_number(struct screen *s, int64_t n);

/* thread_moves.c, _acts.c, _links.c, _shows.c: one function a key. */
#define READER_KEYS(X) \
	X(line_down)   \
	X(line_up)     \
	X(wheel_down)  \
	X(wheel_up)    \
	X(half_down)   \
	X(half_up)     \
	X(page_down)   \
	X(page_up)     \
	X(to_top)      \
	X(to_end)      \
	X(space)       \
	X(next_post)   \
	X(prev_post)   \
	X(next_new)    \
	X(prev_new)    \
	X(next_any)    \
	X(next_thread) \
	X(prev_thread) \
	X(parent)      \
	X(fold)        \
	X(fold_all)    \
	X(reply)       \
	X(quote)       \
	X(edit)        \
	X(vote_up)     \
	X(vote_down)   \
	X(accept)      \
	X(me_too)      \
	X(mark_all)    \
	X(keep_new)    \
	X(mute)        \
	X(follow)      \
	X(links)       \
	X(go_to)       \
	X(copy)        \
	X(copy_code)   \
	X(yank)        \
	X(all_links)   \
	X(save)        \
	X(shape)       \
	X(branch)      \
	X(times)       \
	X(lines)       \
	X(left)        \
	X(right)       \
	X(parts)       \
	X(all_parts)   \
	X(show)

#define X(name) void reader_##name(struct screen *s);
READER_KEYS(X)
#undef X

#endif
