/*
 * conn_impl - what host.c, conn.c, auth.c and chan.c share. Theirs alone.
 *
 * libssh calls back from inside most of its functions, writes included.  A
 * callback here only notes what happened; the pump in conn.c acts on it once
 * libssh has returned, calls the hooks, and alone ends a connection.
 */
#ifndef STOA_SERVER_CONN_IMPL_H
#define STOA_SERVER_CONN_IMPL_H

#include <libssh/libssh.h>
#include <libssh/callbacks.h>
#include <libssh/server.h>

#include "common/base/buf.h"
#include "server/conn.h"
#include "server/turns.h"

enum {
	CONN_ADDR_BYTES = 64,
	CONN_USER_BYTES = 256,
	CONN_FINGERPRINT_BYTES = 64,
	CONN_PROMPTS = 4,
};

struct host {
	ssh_bind bind;
};

enum conn_stage {
	STAGE_BANNER,
	STAGE_KEX,
	STAGE_LOGIN,
	STAGE_OPEN,
	STAGE_GONE,
};

/* How far logging in has got; auth.c. */
struct conn_auth {
	ssh_message msg;     /* the request a hook is asked about, or NULL */
	enum auth_kind kind; /* of msg */
	char user[CONN_USER_BYTES]; /* of msg; a response carries none */
	char fingerprint[CONN_FINGERPRINT_BYTES]; /* of msg, for keys */
	char allowed[CONN_FINGERPRINT_BYTES]; /* of the last key let through */
	bool asked;	/* prompts are out, a response may come */
	bool prompted;	/* they were, once */
	size_t prompts; /* how many */
	int32_t keys;
	int32_t passwords;
};

struct conn {
	struct turns *turns;
	struct turn turn; /* of its pump */
	uv_poll_t poll;
	uv_timer_t timer;
	int handles;	   /* of the two above, still to close */
	uint64_t timer_at; /* loop time the timer is set to; 0: not set */

	uint64_t id;
	char addr[CONN_ADDR_BYTES];
	const struct conn_limits *limits;
	const struct conn_hooks *hooks;
	void *arg;
	void *data;

	ssh_session session;
	ssh_event event;
	bool in_event;
	struct ssh_server_callbacks_struct server_cb;
	struct ssh_counter_struct bytes;   /* on the wire */
	struct ssh_counter_struct packets; /* inside the encryption */

	enum conn_stage stage;
	uint64_t stage_until; /* before login: when patience ends */
	uint64_t keepalive_at;
	bool logged_in;
	bool pumping;	      /* pump() is on the stack */
	bool kicked;	      /* and is to go round once more */
	bool closing;	      /* conn_close() was called … */
	uint64_t close_until; /* … and this is its last moment; 0: not yet */
	bool ending;	      /* decided; the pump finishes it */
	enum conn_end end;

	struct conn_auth auth;
	struct chan *chans;
	int32_t channels;
};

/* Some of the output of a chan, all of it for one stream. */
struct chan_out {
	struct chan_out *next;
	bool to_err;
	size_t n;    /* bytes in it */
	size_t sent; /* of these, handed to libssh */
	size_t cap;
	char bytes[];
};

struct chan {
	struct chan *next;
	struct conn *conn;
	ssh_channel channel;
	struct ssh_channel_callbacks_struct cb; /* libssh keeps a pointer */
	void *data;
	struct chan_pty pty;
	char env[CHAN_ENV_COUNT][CHAN_ENV_BYTES + 1];

	/* Noted by callbacks. */
	bool asked; /* exec or shell was accepted */
	char *line; /* the command; NULL: a shell */
	bool resized;
	bool eof;
	bool peer_closed;
	struct buf in; /* input to be delivered */

	/* Done by the pump. */
	bool started; /* the owner knows of it */
	bool eof_told;
	bool gone_told;
	bool paused;
	bool held; /* libssh holds input that was not taken */
	struct chan_out *out;
	struct chan_out *out_last;
	size_t queued;
	bool undrained; /* `drained` is owed */
	bool exiting;
	int status;
	uint64_t close_until; /* our close is out; 0: not yet */
};

/* conn.c */

/* End the connection once libssh and the hooks have returned. */
void conn_fail(struct conn *c, enum conn_end end);
/* Have the pump run soon, or go round once more. */
void conn_kick(struct conn *c);
/* Logged in: channels may come. */
void conn_opened(struct conn *c);
uint64_t conn_now(const struct conn *c);

/* auth.c */

/* Take a message from before login; owns `msg`. */
void auth_message(struct conn *c, ssh_message msg);
void auth_free(struct conn *c);

/* chan.c */

/* For channel_open_request_session_function. */
ssh_channel chan_open(ssh_session session, void *conn);
/* Call the hooks that are due, then drop the chans that are over. */
void chan_deliver_all(struct conn *c);
/* Send one piece of output, and the closes that are due; true: did. */
bool chan_send_all(struct conn *c);
/* Start ending every chan, for conn_close(). */
void chan_exit_all(struct conn *c);
/* The earliest moment some chan waits for; UINT64_MAX: none. */
uint64_t chan_deadline(const struct conn *c);
/* Tell the owners and free all; libssh's side is freed by the disconnect. */
void chan_tell_gone_all(struct conn *c);
void chan_free_all(struct conn *c);

#endif
