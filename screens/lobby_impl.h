/*
 * lobby_impl - what the files of the lobby share.
 *
 * Only screens/lobby*.c include this.
 */
#ifndef STOA_SCREENS_LOBBY_IMPL_H
#define STOA_SCREENS_LOBBY_IMPL_H

#include "common/store/board.h"
#include "common/store/event.h"
#include "common/store/since.h"
#include "screens/app.h"
#include "screens/ui/list.h"
#include "screens/ui/picture.h"

enum {
	LOBBY_LATELY_MAX = 8,	/* and of what others did */
	LOBBY_NARROW = 60,	/* fewer columns do with short words */
	LOBBY_PICTURE = 60,	/* rows of the highest that is kept */
	LOBBY_AWAY_MINUTES = 5, /* who left later was hardly away */
	LOBBY_COUNTED = 1000, /* new posts; with more, boards out of sight … */
	LOBBY_UNKNOWN = -1,   /* … have so many, until they are drawn */
};

enum tour { TOUR_UNKNOWN, TOUR_SHOWN, TOUR_HIDDEN };

/* What somebody else did just now. */
struct lately_row {
	int64_t seq;
	int64_t at_ms;
	int64_t thread; /* 0: they joined */
	int64_t n;
	size_t kind; /* of lobby_lately.c */
	struct str who;
	struct str title;
};

struct lately_list {
	struct lately_row *row;
	size_t len;
};

struct lobby {
	struct list list; /* first: the list's keys look for it */
	struct board_list boards;
	struct since_list since;
	struct lately_list lately;
	int64_t lately_seq;  /* events up to here are in it */
	size_t lately_shown; /* lines of it that have room */
	struct str motto;
	struct picture picture;
	bool has_picture; /* it may be too high to be kept */
	bool rehang;	  /* it may be another by now */
	size_t shown;	  /* lines of `since` that are in the list */
	int64_t seen_ms;  /* the visit before this one; 0: none, or unknown */
	bool away;	  /* it ended a while ago */
	int64_t unread;	  /* posts on boards one hears of */
	bool unread_more; /* than are counted */
	int64_t waiting;  /* questions nobody has answered */
	int64_t longest;  /* since when the first of them waits */
	size_t waits_at;  /* index of its board */
	bool many;	  /* more than are counted */
	int64_t members;
	int64_t joined; /* this week */
	enum tour tour;
	bool stale;    /* something happened: fetch before drawing */
	int64_t board; /* on this board alone; 0: anywhere */
	bool to_first; /* the cursor goes there with the next frame */
	bool small;
	bool heads; /* the boards have a heading there */
};

/* lobby_load.c */

/* Read all of it. */
enum err lobby_load(struct screen *s);
/* Read what happened since, if anything did. */
void lobby_refresh(struct screen *s);

/* How much is new on a board, if that is not known yet. */
void lobby_count_unread(struct screen *s, struct board_row *b);

/* lobby_lately.c */

/* Look at what happened since it was looked at last. */
NODISCARD enum err lobby_lately_load(struct screen *s);
/* Look at all of it again with the next lobby_lately_load(). */
void lobby_lately_forget(struct lobby *st);
/* What is kept of it moves there. */
void lobby_lately_keep(struct lobby *st, struct arena *a);
/* On one row, from LIST_COL on. */
void lobby_lately_row(
    struct canvas *c, int row, const struct lately_row *r, int64_t now_ms);

/* lobby_tour.c */

/* What the six keys take, with an empty row before them; 0: not shown. */
int lobby_tour_rows(struct screen *s, int cols);
void lobby_tour_draw(struct canvas *c, int row);

/* lobby_words.c */

/* To guests, how to join; to members for whom nothing waits, that. */
int lobby_welcome(struct screen *s, struct canvas *c, int row);
/* Under the boards: who waits, or that all of this is still to be written. */
struct str lobby_last_words(struct screen *s, struct arena *a, int cols);

#endif
