/*
 * handle - the short names members log in with and are mentioned by.
 *
 * A handle is 1 to HANDLE_MAX_BYTES of ASCII: a letter or digit, then letters,
 * digits, '_', '.' and '-', not ending in '.', so that "@tom." at the end of
 * a sentence means tom.  Two handles that differ in case only are the same;
 * the store compares them so.
 */
#ifndef STOA_TEXT_HANDLE_H
#define STOA_TEXT_HANDLE_H

#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/str.h"

enum {
	HANDLE_MAX_BYTES = 32,
	HANDLE_MADE_MAX_BYTES = 24, /* room for a number that tells two apart */
};

/* A reserved handle is valid too: ask handle_is_reserved() before giving it. */
bool handle_is_valid(struct str handle);

/* Names of the house (guest, join, robot, sysop), whatever their case. */
bool handle_is_reserved(struct str handle);

/*
 * The name in an imported "name#key", where the key (letters, digits, '-')
 * tells people of one name apart: "Tom Medley#7" is "Tom Medley", while
 * "F# team" and "C#" are names as they are.
 */
struct str handle_name_part(struct str name);

/*
 * A valid, unreserved handle that looks like a display name: a "#key" at its
 * end goes, letters lose their accents, everything else becomes '-'; "member"
 * when nothing is left.  The caller makes it unique.
 */
struct str handle_from_name(struct arena *a, struct str name);

/* The same for the slug of a board: lower-case letters, digits and dashes. */
struct str slug_from_name(struct arena *a, struct str name);

#endif
