/*
 * standin - ASCII for characters that a terminal or a person cannot show.
 *
 * Each is one column wide, so that layouts stay: a letter loses its accents,
 * box drawing becomes - | +, and signs what design and habit suggest.
 */
#ifndef STOA_SCREENS_STANDIN_H
#define STOA_SCREENS_STANDIN_H

#include <stdbool.h>
#include <stdint.h>

/* Punctuation, arrows, box drawing, shapes: what the ASCII mode replaces. */
bool standin_is_symbol(int32_t code);

/* A printable character; '?' when nothing better is known. */
char standin_ascii(int32_t code);

#endif
