/*
 * lobby_rows - the lines of the lobby: what waits for somebody, boards.
 *
 * They draw on one row, from LIST_COL on.
 */
#ifndef STOA_SCREENS_LOBBY_ROWS_H
#define STOA_SCREENS_LOBBY_ROWS_H

#include "common/store/board.h"
#include "common/store/since.h"
#include "screens/canvas.h"

void lobby_since_row(
    struct canvas *c, int row, const struct since_row *r, int64_t now_ms);

/* The names of the columns. */
void lobby_board_heads(struct canvas *c, int row);
/* `place`: the digit that opens it; 0: none. */
void lobby_board_row(struct canvas *c, int row, const struct board_row *b,
    int place, int64_t now_ms);

#endif
