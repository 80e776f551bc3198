/*
 * sessions - who is logged in, as the master knows it.
 *
 * A worker speaks with a session's handle, which the master gave it at login,
 * never with a member's id of its own choosing.
 */
#ifndef STOA_SERVER_SESSIONS_H
#define STOA_SERVER_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/str.h"

struct sessions;

enum { SESSION_HANDLE_CHARS = 32 };

/* What may still be done just now; see calls.c. */
struct bucket {
	int64_t tokens; /* thousandths */
	int64_t filled_ms;
};

struct session {
	struct session *next, **at; /* all of them */
	char handle[SESSION_HANDLE_CHARS + 1];
	int64_t n;	   /* known to all workers; says nothing else */
	int64_t member_id; /* 0: a guest */
	int64_t since_ms;
	char *fingerprint; /* NULL: none */
	char *pubkey;
	struct bucket bucket; /* a guest's changes */
	bool proven;	      /* the key was; else it was only offered */
	int worker;	      /* which worker's */
};

struct sessions *sessions_new(void);
void sessions_free(struct sessions *t);

/* Copies the key; empty views for none. */
struct session *sessions_add(struct sessions *t, int worker, int64_t member_id,
    struct str fingerprint, struct str pubkey, bool proven, int64_t now_ms);
/* NULL when there is none, or it is another worker's. */
struct session *
sessions_find(struct sessions *t, int worker, const char *handle);
struct session *sessions_first(struct sessions *t);
size_t sessions_count(const struct sessions *t);
void sessions_drop(struct sessions *t, struct session *s);

#endif
