/*
 * thread_view - the posts of a thread on rows and columns.
 *
 * Only posts in the view or near it are laid out, and kept while the width
 * stays and there is room.  The view is held by a post and a line of it, so
 * nothing above moves what is on the screen; after a change of width the
 * words that stood first stand first again.
 *
 * Memory: what is laid out lives in `laid` and is dropped as a whole, before
 *         an event looks at the view (view_begin()), never within one.
 * Errors: a post that cannot be read is shown as words that say so.
 */
#ifndef STOA_SCREENS_THREAD_VIEW_H
#define STOA_SCREENS_THREAD_VIEW_H

#include "common/store/member.h"
#include "common/store/thread.h"
#include "screens/screen.h"
#include "screens/thread_tree.h"
#include "screens/ui/doc.h"

enum {
	VIEW_LAID_MAX = 2 * 1024 * 1024, /* bytes kept laid out */
	VIEW_COLS_MAX = 112,		 /* wider lines are hard to read */
};

/* A post as it is drawn: its own lines, its text, and what follows. */
struct layout {
	struct doc title; /* of the first post */
	struct doc text;
	int32_t head; /* lines above the text */
	int32_t tail; /* lines below it */
	int32_t lines;
	struct post_row post;
	struct str gist; /* its first words, while it is folded */
};

struct view {
	struct tree tree;
	struct thread_row thread;
	struct member_row author; /* of the first post; id 0: not known */
	struct str level;	  /* how the viewer follows it */
	struct arena laid;
	unsigned age; /* of what is laid out; others are stale */
	int cols;     /* 0: not drawn yet */
	int rows;
	int hint;    /* of them, at the bottom, for what came out of sight */
	int32_t top; /* the post at the top, and which of its lines */
	int32_t line;
	int32_t sel;
	size_t words; /* letters of its text above the top line */
	bool has_words;
	bool to_settle; /* once there is a window */
};

void view_free(struct view *v);
/* Before anything else of an event: forget what became too much. */
void view_begin(struct view *v);
/* The window is that large; keeps what is first in it. */
void view_size(struct screen *s, struct view *v, int rows, int cols);
/* Look at other posts of another thread. */
void view_forget(struct view *v);

struct layout *view_layout(struct screen *s, struct view *v, int32_t node);

/* By lines; `by` below 0: up.  False when nothing moved. */
bool view_scroll(struct screen *s, struct view *v, int32_t by);
/* No empty rows at the bottom while there is something above. */
void view_settle(struct screen *s, struct view *v);
bool view_at_end(struct screen *s, struct view *v);
/* Select a post and scroll as little as shows it, unfolded. */
void view_show(struct screen *s, struct view *v, int32_t node);
/* The last post at the bottom. */
void view_end(struct screen *s, struct view *v);
/* Select one that is in view, when what was selected is not. */
void view_follow(struct screen *s, struct view *v, int by);

/* Where a post stands in the window. */
struct span {
	int32_t node;
	int32_t from; /* row of its first line; below 0: above the window */
	int32_t head; /* row of its header */
	int32_t end;  /* row after its text */
	int32_t next; /* row after all of it */
};
/* From the top: start with { .node = TREE_NONE }; false after the last. */
bool view_span(struct screen *s, struct view *v, struct span *at);

/* Columns of a post of that depth. */
struct margins {
	int bars;  /* levels drawn as bars */
	int head;  /* column of its header */
	int text;  /* column of its text */
	int right; /* column after the last one used */
};
struct margins view_margins(int cols, int32_t depth);

/* thread_draw.c */
void view_draw(struct screen *s, struct view *v, struct canvas *c);

#endif
