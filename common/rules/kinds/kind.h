/*
 * kind - what a board is for, and the rules that follow from it.
 *
 * A kind is one file here and one line in list.h.
 */
#ifndef STOA_RULES_KINDS_KIND_H
#define STOA_RULES_KINDS_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/str.h"
#include "common/rules/role.h"

struct board_kind {
	const char *name;
	const char *title; /* shown to people */
	enum role start;   /* lowest role that opens a thread */
	bool asks;	   /* threads wait for an answer to accept */
};

/* The kind of that name; NULL when there is none (yet). */
const struct board_kind *board_kind_find(struct str name);

/* All kinds in the order of list.h. */
const struct board_kind *const *board_kinds(size_t *out_n);

#endif
