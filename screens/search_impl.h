/*
 * search_impl - what the files of the search share.
 *
 * Only screens/search*.c include this.
 */
#ifndef STOA_SCREENS_SEARCH_IMPL_H
#define STOA_SCREENS_SEARCH_IMPL_H

#include "screens/app.h"
#include "screens/ui/field.h"
#include "screens/ui/list.h"

/* A post that was found. */
struct hit {
	int64_t id;
	struct str post; /* "12.3" */
	struct str board;
	struct str state;
	struct str author;
	struct str title;
	struct str snippet;
	struct str marks;
	int64_t thread;
	int64_t n; /* of the post in it */
	int64_t created_ms;
	int64_t score;
	bool stale; /* something happened to it: look before drawing */
	bool gone;  /* taken back, or not for the viewer any more */
};

/* Texts are in the screen's arena, unless told. */
struct search {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct field *field;
	struct str words; /* what was asked for last */
	struct str why;	  /* it was not answered */
	struct str hint;  /* other words that would find something */
	struct hit *hit;
	size_t len;
	int64_t found;
	int64_t viewer; /* who asked */
	bool by_relevance;
	bool typing;
	bool busy;   /* an answer is awaited … */
	bool newer;  /* … and other words were entered since */
	bool at_end; /* no more to fetch */
	bool drawing;
	struct arena fresh; /* what look_again() found since the search */
};

/* search_hits.c */

/*
 * Look for the words in the field, once what is under way was answered.  What
 * is there was fetched for others: it goes.
 */
void search_start(struct screen *s);

/* search_draw.c */

/* For a list_model. */
void search_draw_hit(void *arg, struct canvas *c, size_t i, bool selected);
void search_draw(struct screen *s, struct canvas *c);

#endif
