/* calls_impl - what the files that answer workers share. */
#ifndef STOA_SERVER_CALLS_IMPL_H
#define STOA_SERVER_CALLS_IMPL_H

#include "server/master.h"

/* A call of a worker that is answered later. */
struct pending {
	struct master *master;
	int slot;
	int64_t generation;
	int64_t id;	   /* 0: nobody waits */
	int64_t visit;	   /* logins */
	int64_t session_n; /* orders: whose; 0: a join by password */
	char handle[SESSION_HANDLE_CHARS + 1];
	char *fingerprint; /* logins: the key that came along */
	char *pubkey;
	int64_t member_id;
};

struct pending *pending_new(struct proc *p, int64_t id);
void pending_free(struct pending *q);
/* Where to answer; NULL when that worker is gone. */
struct proc *pending_asker(const struct pending *q);
void pending_fail(const struct pending *q, enum err e, struct str words);

/* A view of a string in `params`; empty when there is none. */
struct str params_text(const json_t *params, const char *key);

/* server/logins.c: who comes and goes. */
void logins_handle(struct proc *p, int64_t id, const json_t *params);
void logins_logout(struct proc *p, const json_t *params);
/* A connection ended. */
void logins_closed(struct proc *p, const json_t *params);
/* A guest's session is a member's now. */
void logins_become(struct master *m, struct session *s, int64_t member);

#endif
