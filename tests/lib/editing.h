/*
 * editing - keys for an editor or a field, by their names.
 *
 * Errors: a key that the editor does not use fails the test.
 */
#ifndef STOA_TESTS_LIB_EDITING_H
#define STOA_TESTS_LIB_EDITING_H

#include "screens/canvas.h"
#include "screens/ui/editor.h"

enum { EDIT_MAX_BYTES = 4096 };

/* An editor for that many bytes, with a text in it. */
struct editor *edit_with(const char *text);

void edit_press(struct editor *e, int32_t code);

/* Call `press` for each key; see edit_keys(). */
void edit_names(
    const char *names, void (*press)(void *arg, int32_t code), void *arg);

/* Names of keys, with blanks between; what is in '' is typed. */
void edit_keys(struct editor *e, const char *names);

/* The text with "|" at the cursor. */
struct str edit_marked(struct arena *a, struct str text, size_t cursor);

/* Press keys; then that is the text, with "|" at the cursor. */
void edit_expect(struct editor *e, const char *names, const char *want,
    const char *file, int line);

/* A blank canvas on a grid that all of them share. */
extern struct grid edit_grid;
struct canvas edit_canvas(int rows, int cols);

/* As the terminal pastes it, in one piece. */
void edit_paste(struct editor *e, struct str text);

/* A number below `n` that only the seed knows. */
uint32_t edit_roll(uint32_t *seed, uint32_t n);

/* Pieces of text that have been trouble somewhere. */
extern const char *const edit_pieces[];
extern const size_t edit_pieces_n;

#endif
