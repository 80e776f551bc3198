/*
 * randomart - the picture of a key, as ssh-keygen -lv draws it.
 *
 * A bishop walks over a board, two bits of the hash a step: D. Loss, T. Limmer
 * and A. von Gernler, "The drunken bishop: An analysis of the OpenSSH
 * fingerprint visualization algorithm", 2009.
 */
#ifndef STOA_TEXT_RANDOMART_H
#define STOA_TEXT_RANDOMART_H

#include <stdbool.h>

#include "common/base/str.h"

enum {
	RANDOMART_COLS = 17,
	RANDOMART_ROWS = 9,
};

/* Without its border; each row ends with a NUL. */
struct randomart {
	char row[RANDOMART_ROWS][RANDOMART_COLS + 1];
};

/* Of "SHA256:" and 43 letters of base64; false when it is not that. */
bool randomart_draw(struct str fingerprint, struct randomart *out);

#endif
