/*
 * child - programs that a test runs, with pipes to all three of their ends.
 *
 * Memory: a result is the caller's, who frees it; what expects something of
 *         it frees it too.
 * Errors: what goes wrong where it may not fails the test.
 * Bounds: output is taken whole, whatever its size.
 */
#ifndef STOA_TESTS_LIB_CHILD_H
#define STOA_TESTS_LIB_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "common/base/buf.h"

struct child {
	pid_t pid;
	int in;	 /* write end of its input; -1: was /dev/null */
	int out; /* read end of its output */
	int err;
};

/* How one ended; its output has a NUL at the end, which `n` counts. */
struct child_result {
	int status; /* -1: by a signal */
	struct buf out;
	struct buf err;
};

/* Run `argv`, ended by NULL; `with_input` keeps its input open. */
struct child child_start(const char *const argv[], bool with_input);

/* Close its input, take its output, wait for its end. */
void child_finish(struct child *c, struct child_result *r);
void child_result_free(struct child_result *r);

/* It ended so, with that output. */
void child_expect(struct child_result *r, int status, const char *out);
/* It failed, with those words among its errors. */
void child_expect_failure(struct child_result *r, const char *words);

/* Run one that has to succeed; `out`, if not NULL, gets its output. */
void child_tool(struct buf *out, const char *const argv[]);

/* All that comes from `fd`, and a NUL; closes it. */
void child_slurp(int fd, struct buf *b);
/* Send text that a pipe or a socket takes at once. */
void child_send(int fd, const char *text);

#endif
