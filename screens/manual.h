/*
 * manual - the manual page of the screens, from their key tables.
 */
#ifndef STOA_SCREENS_MANUAL_H
#define STOA_SCREENS_MANUAL_H

#include "common/base/buf.h"

/* stoa-screens(7), as mdoc. */
void screens_manual(struct buf *out);

#endif
