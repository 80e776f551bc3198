/*
 * lobby_impl - what the files of the lobby share.
 *
 * Only screens/lobby.c, lobby_load.c and lobby_words.c include this.
 */
#ifndef STOA_SCREENS_LOBBY_IMPL_H
#define STOA_SCREENS_LOBBY_IMPL_H

#include "common/store/board.h"
#include "common/store/since.h"
#include "screens/app.h"
#include "screens/ui/list.h"
#include "screens/ui/picture.h"

enum {
	LOBBY_SINCE_MAX = 8,	/* lines of what waits for somebody */
	LOBBY_NARROW = 60,	/* fewer columns do with short words */
	LOBBY_PICTURE = 60,	/* rows of the highest that is kept */
	LOBBY_AWAY_MINUTES = 5, /* who left later was hardly away */
	LOBBY_COUNTED = 1000, /* new posts; with more, boards out of sight … */
	LOBBY_UNKNOWN = -1,   /* … have so many, until they are drawn */
};

struct lobby {
	struct list list; /* first: the list's keys look for it */
	struct board_list boards;
	struct since_list since;
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
	bool stale;	/* something happened: fetch before drawing */
	int64_t board;	/* on this board alone; 0: anywhere */
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

/* lobby_words.c */

/* To guests, how to join; to members for whom nothing waits, that. */
int lobby_welcome(struct screen *s, struct canvas *c, int row);
/* Under the boards: who waits, or that all of this is still to be written. */
struct str lobby_last_words(struct screen *s, struct arena *a, int cols);

#endif
