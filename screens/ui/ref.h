/*
 * ui/ref - "12" and "12.3": what threads and posts are called.
 */
#ifndef STOA_SCREENS_UI_REF_H
#define STOA_SCREENS_UI_REF_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"

struct ref {
	int64_t thread;
	int64_t n; /* of the post; 0: the thread */
};

/* "12", "12.3", "#12"; false, with zeros, when it is none. */
bool ref_parse(struct str text, struct ref *out);

/* "12" without a post, else "12.3". */
struct str ref_text(struct arena *a, int64_t thread, int64_t n);

#endif
