/*
 * keymap - what bytes and libtermkey's keys are called here.
 *
 * Only keys.c includes this.
 */
#ifndef STOA_SCREENS_KEYMAP_H
#define STOA_SCREENS_KEYMAP_H

#include <termkey.h>

#include "screens/keys.h"

/* C0 and ASCII. */
int32_t keymap_byte(unsigned char c);

/* False for answers of the terminal and keys we have no use for. */
bool keymap_termkey(TermKey *tk, const TermKeyKey *in, struct key *out);

#endif
