/*
 * profile_impl - what the files of the profile share.
 *
 * Only screens/profile*.c include this.
 */
#ifndef STOA_SCREENS_PROFILE_IMPL_H
#define STOA_SCREENS_PROFILE_IMPL_H

#include "common/text/randomart.h"
#include "screens/app.h"
#include "screens/ui/doc.h"
#include "screens/ui/editor.h"
#include "screens/ui/list.h"

enum { PROFILE_TOP = 3, PROFILE_COL = 3 }; /* rows of who this is; of text */

enum {
	PROFILE_SIDE_FROM = 78, /* columns; in fewer the posts have them all */
	PROFILE_SIDE_COLS = 24,
	PROFILE_BOARDS = 5,
};

/* What stands beside the posts. */
struct profile_side {
	struct randomart art;
	struct str kind; /* of the key */
	bool has_key;
	bool active; /* there were posts in this year */
	int64_t month[MEMBER_MONTHS];
	struct member_board_list boards;
};

/*
 * The list has the lines of what they tell of themselves, then their posts,
 * so that all of it scrolls at any height.
 */
struct profile {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	int64_t id;
	struct member_row m;
	struct arena doc_arena;
	struct doc doc;
	int doc_cols; /* it is laid out for */
	struct member_post_list posts;
	struct profile_side side;
	struct str *gist;      /* of each; without a pointer: not yet known */
	bool lost;	       /* it could not be read */
	struct editor *editor; /* while the lines are written; or NULL */
	uint64_t saved;	       /* version of its text that is kept … */
	uint64_t sent; /* … and that went out; 0: none of this editor */
	bool sending;  /* an answer to that is awaited */
};

/* profile.c */

/* Read it again; a guest may be somebody by now. */
void profile_reload(struct screen *s);
bool profile_is_own(const struct screen *s);
/* Say that it could not be read. */
struct str profile_lost_words(void);

/* profile_side.c */

void profile_side_load(struct screen *s);
bool profile_side_is_empty(const struct profile_side *side);
void profile_side_draw(const struct profile_side *side, struct canvas *c);

/* profile_edit.c */

/* For the key table: what of it? */
void profile_edit(struct screen *s);
/* While the lines about somebody are written. */
bool profile_key(struct screen *s, const struct key *key);
void profile_draw_editor(struct screen *s, struct canvas *c);

#endif
