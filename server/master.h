/*
 * master - the process that strangers never talk to.
 *
 * It owns the listening sockets, the writer, the sessions and the jobs, and
 * starts the workers.  This header is for the files master*.c and procs.c,
 * calls.c, logins.c, control.c, which are parts of it.
 */
#ifndef STOA_SERVER_MASTER_H
#define STOA_SERVER_MASTER_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "common/base/config.h"
#include "common/command/command.h"
#include "server/hasher.h"
#include "server/link.h"
#include "server/sessions.h"
#include "server/sources.h"
#include "server/writer.h"

enum { WORKERS_MAX = 64, LISTENERS_MAX = 16 };

struct master;

/* One connection, from accept to the worker's word that it ended. */
struct visit {
	struct visit *next, **at;
	int64_t id;
	struct source *source;
	char *addr; /* of the other end */
	bool logged_in;
};

/* A worker process. Its slot stays; the process in it may be replaced. */
struct proc {
	struct master *master;
	int slot;
	int64_t generation; /* of the process in the slot */
	uv_process_t process;
	struct link *link; /* NULL while there is none */
	int fd_sock;	   /* for passing connections */
	bool ready;
	bool running;
	struct visit *visits;
	size_t visit_count;
	int64_t started_us;
	uv_timer_t restart;
};

struct listener {
	struct master *master;
	uv_poll_t poll;
	int fd;
};

struct master {
	uv_loop_t loop;
	const char *dir;
	struct config *config;
	const char *const *overrides; /* --set, ended by NULL */
	struct site site;
	struct arena arena; /* what lives as long as the master */
	struct store *reader;
	struct writer *writer;
	struct hasher *hasher;
	struct sessions *sessions;
	struct sources *sources;
	void *write_buckets; /* of members, by id */
	struct proc proc[WORKERS_MAX];
	int procs;
	struct listener listener[LISTENERS_MAX];
	int listeners;
	int lock_fd;
	int record_fd;
	int control_fd;
	uv_poll_t control;
	struct control_client *clients;
	uv_signal_t term, intr, hup;
	uv_timer_t jobs;
	uv_timer_t drain_timer;
	int64_t last_visit;
	int64_t strangers; /* visits not logged in */
	int64_t port;
	int64_t next_expire_ms;
	bool own_user; /* workers run as uid and gid */
	uid_t uid;
	gid_t gid;
	bool unsaved; /* committed since the last checkpoint */
	int quiet;    /* ticks of the jobs since that */
	bool untidy;  /* the full text may be in many pieces */
	bool tidying;
	bool draining;
	bool ready_said;
};

/* server/procs.c: worker processes. */
void procs_start(struct master *m);
void procs_reload(struct master *m);
void procs_drain(struct master *m);
void procs_kill(struct master *m);
int procs_running(const struct master *m);
/* Tell every worker; `params` is taken. */
void procs_tell(struct master *m, const char *method, json_t *params);
/* Hand a connected socket to the least busy worker; false: none could. */
bool
procs_pass(struct master *m, int fd, const char *addr, struct source *source);

/* server/calls.c, server/logins.c: what workers ask. */
void calls_handle(
    struct proc *p, int64_t id, const char *method, const json_t *params);
/*
 * The order that a call names, into a job; a secret body is no part of it:
 * `*password` is a view of it in `params`.
 */
NODISCARD enum err
calls_take_order(struct job *j, const json_t *params, struct str *password);
/* Prepare an order and put it to the writer; `done` always follows. */
void calls_submit(struct master *m, struct job *j, struct str password);
/* What follows from an order that was answered. */
void calls_after(struct master *m, const struct job *j);
void calls_forget_worker(struct master *m, int slot);
/* Presence as the commands want it. */
void calls_presence(struct master *m, struct arena *a, struct presence *out);
json_t *calls_outcome(const struct outcome *o);
void calls_free_buckets(struct master *m);
const struct host_calls *calls_host(struct master *m, struct arena *a);

/* server/listen.c */
NODISCARD enum err listen_open(struct master *m);
void listen_close(struct master *m);

/* server/control.c: the socket of `stoad do`. */
NODISCARD enum err control_open(struct master *m);
void control_close(struct master *m);

/* server/jobs.c: what is due. */
void jobs_start(struct master *m);
/* After an unclean stop: look at the store, in the background. */
void jobs_quick_check(struct master *m);

#endif
