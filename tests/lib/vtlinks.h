/*
 * vtlinks - which link was in force when each cell was printed (OSC 8).
 *
 * libvterm 0.1.4 keeps characters and colours but no links; this is a second
 * emulator fed with the same bytes, which keeps nothing else.
 */
#ifndef STOA_TESTS_LIB_VTLINKS_H
#define STOA_TESTS_LIB_VTLINKS_H

#include <stdbool.h>

#include "common/base/str.h"

struct vtlinks;

struct vtlinks *vtlinks_new(int rows, int cols);
void vtlinks_free(struct vtlinks *v);

/* What is there stays where it is. */
void vtlinks_resize(struct vtlinks *v, int rows, int cols);
void vtlinks_write(struct vtlinks *v, struct str bytes);

/* The address behind a cell; empty when there is none. */
struct str vtlinks_at(const struct vtlinks *v, int row, int col);

/* Whether what comes next would be linked. */
bool vtlinks_open(const struct vtlinks *v);

#endif
