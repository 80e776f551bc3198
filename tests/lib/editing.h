/*
 * editing - keys for an editor, by their names.
 *
 * Errors: a key that the editor does not use fails the test.
 */
#ifndef STOA_TESTS_LIB_EDITING_H
#define STOA_TESTS_LIB_EDITING_H

#include "screens/ui/editor.h"

void edit_press(struct editor *e, int32_t code);

/* Names of keys, with blanks between; what is in '' is typed. */
void edit_keys(struct editor *e, const char *names);

/* As the terminal pastes it, in one piece. */
void edit_paste(struct editor *e, struct str text);

/* A number below `n` that only the seed knows. */
uint32_t edit_roll(uint32_t *seed, uint32_t n);

/* Pieces of text that have been trouble somewhere. */
extern const char *const edit_pieces[];
extern const size_t edit_pieces_n;

#endif
