/*
 * job - one order on its way through the master, or through `stoad do` where
 * no server runs.
 *
 * Memory: what belongs to a job lives in its arena until job_free().
 */
#ifndef STOA_SERVER_JOB_H
#define STOA_SERVER_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "common/command/order.h"

struct writer;

struct job {
	struct job *next;
	struct arena arena; /* holds the order and its outcome */
	struct order order;
	struct outcome outcome;
	bool wrote;
	/* Instead of an order: run this with the store, outside a batch. */
	enum err (*call)(struct store *s, struct job *);
	int64_t number;	       /* for the call's use */
	struct writer *writer; /* where it goes once it is prepared */
	/* On the loop, when it is done; frees the job with job_free(). */
	void (*done)(struct job *);
	void *arg;
};

struct job *job_new(void);
void job_free(struct job *j);

/*
 * Whose order it is, at the host's own shell: "sysop" and nobody at all are
 * the robot, which may all.
 */
NODISCARD enum err
job_set_member(struct job *j, struct store *s, struct str as);

/* Make or hash the code its order wants: the record must not see it. */
void job_prepare_code(struct job *j);
/* ERR_INVALID and a message for a password of a length that none has. */
NODISCARD enum err job_check_password(struct job *j, struct str password);

/*
 * Run what changes no store, here and now.  `ctx` says with what (store,
 * site, host, presence); whose it is and where it answers is set here.
 */
void job_run(struct job *j, struct command_ctx *ctx);

#endif
