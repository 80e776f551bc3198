/*
 * session - one command, or one visit, on a server that let us in.
 *
 * Bytes go both ways unchanged.  What the remote program ends with is what
 * `stoa` ends with; where that never became known, the words on standard
 * error and the exit status say what is sure and what is not.
 */
#ifndef STOA_CLIENT_SESSION_H
#define STOA_CLIENT_SESSION_H

struct link;

/* Returns the exit status of the program. */
int session_run(struct link *l);

#endif
