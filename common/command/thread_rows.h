/* thread_rows - the columns in which commands list threads. */
#ifndef STOA_COMMAND_THREAD_ROWS_H
#define STOA_COMMAND_THREAD_ROWS_H

#include "common/command/ctx.h"

extern const struct column thread_columns[];

void thread_rows_put(struct command_ctx *ctx, const struct thread_list *list);

#endif
