/*
 * pump - move bytes between a channel and our three descriptors.
 *
 * Standard input goes to the channel, its two streams to standard output and
 * error.  Each side is read only when there is room for more on the other,
 * so memory stays bounded however long one of them takes.
 *
 * Bounds: what the far side may send ahead is its window, 1.25 MiB in
 *         libssh; nothing is read from the network beyond PUMP_HELD_MAX.
 * Errors: none are returned; struct pump_end says how it went.
 */
#ifndef STOA_CLIENT_PUMP_H
#define STOA_CLIENT_PUMP_H

#include <libssh/libssh.h>
#include <stdbool.h>

struct link;

enum { PUMP_HELD_MAX = 8 * 1024 * 1024 };

enum pump_why {
	PUMP_CLOSED,	  /* the far side ended the channel */
	PUMP_LOST,	  /* the connection broke or fell silent */
	PUMP_LEFT,	  /* the person typed "~." */
	PUMP_INPUT_BROKE, /* standard input could not be read */
	PUMP_OUTPUT_GONE, /* nobody reads standard output any more */
	PUMP_OUTPUT_BROKE,
};

struct pump_end {
	enum pump_why why;
	bool silent;	      /* PUMP_LOST because no answer came */
	bool complete;	      /* all output has arrived */
	int problem;	      /* errno of PUMP_INPUT_BROKE, PUMP_OUTPUT_BROKE */
	int status;	      /* exit status of the far side; -1: none came */
	char signal_name[16]; /* "TERM" when one killed it, else "" */
};

struct pump;

/*
 * Begin to listen to a channel that is not open yet, so that nothing the far
 * side says from its first word on is missed.
 */
struct pump *pump_new(struct link *l, ssh_channel channel);

/*
 * Run until it ends, on the open channel.  `wake` is from tty_raw_start(),
 * or -1 where there is no raw terminal.
 */
struct pump_end pump_run(struct pump *p, int wake);

/* Before the link is closed. */
void pump_free(struct pump *p);

#endif
