/*
 * writer - the one thread that changes the store.
 *
 * Jobs are run in the order they were put, many in one transaction with one
 * fsync; each is answered when that is on disk.  A job that fails after it
 * wrote spoils its batch: the batch is rolled back and run again, one
 * transaction each.
 *
 * Threads: writer_put() and the answers belong to the loop given at start; a
 *          job belongs to the writer in between.
 */
#ifndef STOA_SERVER_WRITER_H
#define STOA_SERVER_WRITER_H

#include <uv.h>

#include "server/job.h"

struct writer;

/*
 * Start the thread on an open store, which it owns from here on.  `record`
 * may be -1, or a file that gets every order that changed something.
 */
struct writer *writer_start(uv_loop_t *loop, struct store *s, int record,
    const struct site *site, void (*committed)(void *arg), void *arg);

/* Run what was put, then end; answers still come while the loop runs. */
void writer_stop(struct writer *w);
/* After writer_stop(): wait for it and close the store. */
void writer_free(struct writer *w);

/* Its time and seed are given here. */
void writer_put(struct writer *w, struct job *j);
size_t writer_waiting(const struct writer *w);

/*
 * The same without a thread, for a store nobody else has open: `first` and
 * what is linked behind it, in one transaction.
 */
void writer_run_now(
    struct store *s, int record, const struct site *site, struct job *first);

/* After a transaction: empty the log of the store if it has grown large. */
void writer_shorten_log(struct store *s);

#endif
