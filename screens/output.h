/*
 * output - what a command came to, for whoever did not wait for it.
 */
#ifndef STOA_SCREENS_OUTPUT_H
#define STOA_SCREENS_OUTPUT_H

#include "screens/app.h"

/*
 * Words that fit into a line become a message, and so does a failure; rows,
 * and longer words, are shown as text on a screen of their own, under the
 * line that asked for them.
 */
void output_show(struct app *app, const struct command *c, struct str line,
    enum args_format format, const struct answer *answer);

#endif
