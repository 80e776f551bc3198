/*
 * tty - the person's terminal: words, questions, raw mode.
 *
 * Words go to standard error and questions to /dev/tty, so that standard
 * output carries nothing but what the server sent.  All text shown here is
 * cleaned first, because much of it comes from the other side.
 *
 * A terminal that was changed is put back on every way out, death by a
 * signal included.  For that tty.c keeps the saved settings where a signal
 * handler finds them: the only global state of the program.
 */
#ifndef STOA_CLIENT_TTY_H
#define STOA_CLIENT_TTY_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "common/base/err.h"
#include "common/base/str.h"

/* "stoa: …" and a newline on standard error. */
void tty_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Text of the server or of ours, as it is but cleaned, on standard error. */
void tty_show(struct str text);

/* Whether there is a terminal to ask on. */
bool tty_can_ask(void);

enum tty_echo { TTY_HIDDEN, TTY_SHOWN };

/*
 * Ask on /dev/tty and append the answer, without its newline.  ERR_MISSING
 * when there is no terminal or the person ends the input; nothing is
 * appended then.
 */
NODISCARD enum err
tty_ask(struct str prompt, enum tty_echo echo, struct buf *answer);

/* Standard input and output are a terminal. */
bool tty_is_interactive(void);

struct tty_size {
	int cols;
	int rows;
};

/* Of the terminal on standard output; 80x24 when it does not know. */
struct tty_size tty_size(void);

/*
 * Put the terminal on standard input into raw mode.  A byte can be read from
 * `wake` whenever the size may have changed: call tty_woken() then.
 */
NODISCARD enum err tty_raw_start(int *wake);
void tty_woken(void);

enum tty_left { TTY_LEFT_TIDY, TTY_LEFT_ANYHOW };

/*
 * Back to how it was.  When the server could not tidy up after itself, also
 * leave the alternate screen and show the cursor; a dumb terminal gets no
 * more than a new line.  May be called twice.
 */
void tty_raw_stop(enum tty_left left);

#endif
