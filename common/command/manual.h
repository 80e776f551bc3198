/*
 * manual - help and manual pages, made from the table of commands.
 */
#ifndef STOA_COMMAND_MANUAL_H
#define STOA_COMMAND_MANUAL_H

#include "common/base/buf.h"
#include "common/command/command.h"

/* What `help NAME` shows a role: usage, what it does, options. */
void manual_help(const struct command *, enum role, struct buf *out);

/* The page stoa-commands(7), as mdoc. */
void manual_page(struct buf *out);

#endif
