/*
 * join_impl - what the files of the first screen share.
 *
 * Only screens/join*.c include this.
 */
#ifndef STOA_SCREENS_JOIN_IMPL_H
#define STOA_SCREENS_JOIN_IMPL_H

#include "screens/app.h"
#include "screens/ui/field.h"

/* What can be stood on, from above. */
enum item { AT_HANDLE, AT_CODE, AT_DO, AT_OTHER, AT_LOOK, AT_LEAVE, AT_COUNT };

struct verdict {
	enum style style;
	const char *words;
	bool good;
};

struct join {
	struct field *handle;
	struct field *code;
	struct field *link; /* the code of another device */
	bool linking;	    /* "I have an account" */
	bool invite;	    /* the policy */
	bool closed;
	bool sending;
	enum item at;
	struct verdict verdict;
	struct str rules; /* in the screen's arena */
	struct str motto;
};

/* join.c */

/* The field there; NULL when it is none. */
struct field *join_field(const struct join *st, enum item item);
/* The name that was typed, without what does not belong to it. */
struct str join_handle(const struct join *st);

/* join_draw.c */
void join_draw(struct screen *s, struct canvas *c);

#endif
