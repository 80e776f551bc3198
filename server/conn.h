/*
 * conn - one ssh connection of a worker, from the first byte to the last.
 *
 * This is all that touches libssh on the server: key exchange, logging in,
 * channels, output that waits for the peer.  It knows nothing of members or
 * commands: it asks its hooks and does what they answer.
 *
 * Loop:    everything runs on one libuv loop, in its turns; no call here
 *          blocks.  Hooks are called from the loop, never from inside a
 *          libssh callback, so they may write, close or answer at once.
 * Memory:  a conn and its chans free themselves; after the `closed` hooks the
 *          pointers are gone.  Views given to hooks live until they return.
 * Errors:  what a peer does wrong ends its connection and is logged with
 *          conn=ID; nothing a peer does is returned as an error here.
 */
#ifndef STOA_SERVER_CONN_H
#define STOA_SERVER_CONN_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "common/base/err.h"
#include "common/base/str.h"
#include "server/turns.h"

struct conn;
struct chan;
struct host;

/* Host keys and algorithms, shared by the connections of a worker. */

/*
 * Load host keys given as the text of OpenSSH private key files.  At least
 * one must load; ERR_INVALID otherwise.  Opens no file.
 */
NODISCARD enum err
host_open(const struct str *keys, size_t n, struct host **out);

/* Connections already open keep working after this. */
void host_free(struct host *h);

/* Every bound on a peer that is not yet, or only just, one of us. */
struct conn_limits {
	int64_t banner_ms;    /* for the peer's first line */
	int64_t kex_ms;	      /* then for the key exchange */
	int64_t login_ms;     /* then for logging in … */
	int64_t prompt_ms;    /* … from the first prompt on, instead */
	int64_t bytes;	      /* received before login */
	int32_t keys;	      /* public keys offered */
	int32_t passwords;    /* refused answers to prompts */
	int32_t channels;     /* open at once on one connection */
	int64_t input_bytes;  /* bytes a chan holds while paused */
	int64_t keepalive_ms; /* between keepalives; 0: none */
};

enum auth_kind {
	AUTH_NONE,	  /* wants in with a name alone */
	AUTH_KEY_QUERY,	  /* would this key do? nothing is proven yet */
	AUTH_KEY,	  /* this key, and its signature was right */
	AUTH_INTERACTIVE, /* answer with conn_auth_ask(), accept or refuse */
	AUTH_ANSWERS,	  /* what was typed at the prompts */
};

struct auth_request {
	enum auth_kind kind;
	struct str user;	/* as typed; any bytes, up to 255 */
	struct str fingerprint; /* "SHA256:…", for keys */
	struct str pubkey;	/* "ssh-ed25519 AAAA…" */
	const struct str *answer;
	size_t answers;
};

struct auth_prompt {
	struct str text;
	bool echo;
};

/* Why a connection ended, for the log and for the limits per source. */
enum conn_end {
	CONN_END_PEER,	    /* the peer left, before or after login */
	CONN_END_US,	    /* conn_close() */
	CONN_END_BANNER,    /* too late or not an ssh banner */
	CONN_END_KEX,	    /* key exchange too late or failed */
	CONN_END_LOGIN,	    /* login too late */
	CONN_END_BYTES,	    /* too much before login */
	CONN_END_KEYS,	    /* too many keys */
	CONN_END_PASSWORDS, /* too many wrong answers */
	CONN_END_ERROR,	    /* broke the protocol after the key exchange */
};
const char *conn_end_name(enum conn_end end);

struct conn_hooks {
	/*
	 * Somebody wants in.  Answer exactly once, now or later, by
	 * conn_auth_accept(), conn_auth_refuse() or (only for
	 * AUTH_INTERACTIVE and AUTH_ANSWERS) conn_auth_ask() or
	 * conn_auth_ask_more(); until then the peer is not read.  No answer
	 * is due once `closed` was called.
	 */
	void (*auth)(struct conn *, const struct auth_request *);

	/* A command was asked for (`ssh host command …`). */
	void (*exec)(struct chan *, struct str line);
	/* A session without a command. */
	void (*shell)(struct chan *);
	/* Bytes from the peer, after exec or shell; all of them are taken. */
	void (*input)(struct chan *, struct str bytes);
	/* No more bytes will come. */
	void (*eof)(struct chan *);
	/* The window changed; see chan_pty(). */
	void (*resize)(struct chan *);
	/* All that was written has left for the peer: time to draw again. */
	void (*drained)(struct chan *);
	/*
	 * The chan is going: forget it.  Also called when the conn ends, and
	 * the only one called after chan_exit().
	 */
	void (*chan_closed)(struct chan *);
	/* The connection is gone: forget it.  Its chans went before. */
	void (*closed)(struct conn *, enum conn_end);
};

/*
 * Serve `fd` (connected, non-blocking; owned from here on, also on failure).
 * `id` stands in the log; `addr` is the peer's address as text (copied).
 * `host`, `limits` and `hooks` must outlive the call; limits and hooks must
 * outlive the connection.
 */
NODISCARD enum err conn_open(struct turns *turns, struct host *host, int fd,
    uint64_t id, struct str addr, const struct conn_limits *limits,
    const struct conn_hooks *hooks, void *arg, struct conn **out);

void *conn_arg(const struct conn *);
uint64_t conn_id(const struct conn *);

/* Room for the owner's own pointer. */
void conn_set_data(struct conn *, void *data);
void *conn_data(const struct conn *);

void conn_auth_accept(struct conn *);
void conn_auth_refuse(struct conn *);
/* `instruction` may be empty or hold lines; at most 4 prompts, 0 is legal. */
void conn_auth_ask(struct conn *, struct str instruction,
    const struct auth_prompt *prompt, size_t prompts);
/* The same after answers that were right: those were no try that failed. */
void conn_auth_ask_more(struct conn *, struct str instruction,
    const struct auth_prompt *prompt, size_t prompts);

/*
 * End it: what is queued on its channels is sent if the peer takes it within
 * a second, then exit statuses (255 where chan_exit() was not called), close
 * and disconnect.  `closed` follows, never from inside this call.
 */
void conn_close(struct conn *);

/* A terminal, if the peer has one. Sizes are clamped: 20-500 x 5-200. */
struct chan_pty {
	bool present;
	char term[65]; /* [A-Za-z0-9.+_-]{1,64}, else "dumb" */
	int32_t cols;
	int32_t rows;
};
const struct chan_pty *chan_pty(const struct chan *);

/* The variables of the peer's environment that are kept. */
enum chan_env {
	CHAN_LC_ALL,
	CHAN_LC_CTYPE,
	CHAN_LANG,
	CHAN_NO_COLOR,
	CHAN_COLORTERM,
	CHAN_COLORFGBG,
	CHAN_ENV_COUNT,
};
enum { CHAN_ENV_BYTES = 64 };

/*
 * What came before exec or shell: printable ASCII of at most CHAN_ENV_BYTES;
 * empty when there was none, or other characters.
 */
struct str chan_env(const struct chan *, enum chan_env);

struct conn *chan_conn(const struct chan *);
void chan_set_data(struct chan *, void *data);
void *chan_data(const struct chan *);

/* Send to the peer's standard output or error; copies, never blocks. */
void chan_write(struct chan *, struct str bytes);
void chan_write_err(struct chan *, struct str bytes);

/* Bytes written that have not left yet, both streams. */
size_t chan_queued(const struct chan *);

/*
 * Bytes of its connection that left, but did not arrive yet as far as is
 * known: what a slow link has still to carry.
 */
size_t chan_on_way(const struct chan *);

/*
 * Stop or go on calling `input` and `eof`: what arrives meanwhile is held, up
 * to limits.input_bytes; a peer that sends more is closed.  One that keeps to
 * its window waits after 1,280,000 bytes, so it is never closed for this when
 * the limit is above that.
 */
void chan_pause(struct chan *, bool paused);

/* Send what is queued, then the exit status, then close. Once. */
void chan_exit(struct chan *, int status);

#endif
