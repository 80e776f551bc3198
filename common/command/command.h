/*
 * command - everything a member or an operator can do, defined once.
 *
 * A command is a constant table entry in a file of its own.  The same entry
 * serves every door: `ssh host …`, the line conversation, the client, the
 * operator's shell; usage, help and manual pages are made from it.
 *
 * A command that writes reads only the store, its arguments, the time and
 * the seed it is given, and checks everything before its first write, so
 * that the same commands in the same order give the same store anywhere.
 */
#ifndef STOA_COMMAND_COMMAND_H
#define STOA_COMMAND_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/err.h"
#include "common/base/log.h"
#include "common/base/str.h"
#include "common/command/args.h"
#include "common/rules/role.h"
#include "common/store/member.h"
#include "common/wire/rows.h"

struct store;

enum command_mode {
	COMMAND_READ,	/* fast: runs where it is asked */
	COMMAND_SLOW,	/* reads, in the pool, with a deadline */
	COMMAND_WRITE,	/* through the writer, with an event */
	COMMAND_QUIET,	/* through the writer, no event: marks, drafts */
	COMMAND_STREAM, /* goes on until the peer leaves */
	COMMAND_HOST,	/* asks the master's process itself */
};

/* What stands on standard input. */
enum command_body {
	BODY_NONE,
	BODY_TEXT,     /* needed, unless the argument `text` is given */
	BODY_OPTIONAL, /* taken where it comes without waiting */
	BODY_SECRET,   /* a line that is not shown: a password */
	/*
	 * A file of any bytes, kept as they are; as JSON between processes
	 * it is base64.
	 */
	BODY_BYTES,
};

/* What must be computed before the order, and where. */
enum command_prepare {
	PREPARE_NOTHING,
	PREPARE_PASSWORD,  /* the body becomes an Argon2id hash */
	PREPARE_CODE_READ, /* the argument `code` becomes a hash */
	PREPARE_CODE_MAKE, /* a new code, and its hash */
};

enum command_flags {
	COMMAND_SECRET = 1,   /* its answer is never kept */
	COMMAND_INTERNAL = 2, /* not for people: import, jobs */
	COMMAND_CONFIRMS = 4, /* may ask to be repeated with --yes */
	COMMAND_JOINS = 8,    /* of no use to who is a member */
};

/* Who is here now; filled by the process that knows. */
struct presence_row {
	int64_t member_id; /* 0: a guest */
	int64_t since_ms;
	int64_t session; /* one number for each connection */
};
struct presence {
	struct presence_row *row;
	size_t len;
	size_t people; /* members, each once, and guests */
};

/* How people reach this server, for the lines they are told to type. */
struct site {
	struct str host;
	int64_t port;
};

/* What the master's own process can be asked for. */
struct host_calls {
	void (*set_log_level)(void *arg, enum log_level level);
	void *arg;
};

struct speller;

struct command_ctx {
	struct store *store;
	struct arena *arena;
	struct rows *out;
	struct viewer viewer;
	struct member_row me;	/* id 0 for a guest */
	bool is_operator;	/* at the host's own shell */
	struct str fingerprint; /* the key of this session, if any */
	bool key_unproven;	/* it was only offered */
	struct str pubkey;
	struct str body;
	bool has_body;
	int64_t now_ms;
	int64_t seed;
	/* Prepared before the order; see enum command_prepare. */
	struct str password_hash;
	struct str code_hash;
	struct str code; /* new, in clear: only for the answer */
	const struct presence *presence;
	const struct site *site;
	struct speller *speller; /* NULL: no dictionaries here */
	const struct host_calls *host;
	int64_t since; /* COMMAND_STREAM: events told so far */
	/* Results besides the rows. */
	struct str message; /* why it failed, in words */
	int64_t became;	    /* the member this session now is; 0: as before */
};

/* How aligned text is made where a table would be a poor view. */
struct text_view {
	int32_t cols; /* 0: no bound */
	int64_t now_ms;
};

struct command {
	const char *name;
	const char *summary;
	const char *details; /* paragraphs for help and manual; or NULL */
	const struct param *params; /* ends with a NULL name; or NULL */
	const struct column *columns;
	enum role need; /* lowest role that may */
	/* Whom it is for, where programs of all others run it unseen. */
	enum role shown;
	enum command_mode mode;
	enum command_mode (*mode_of)(const struct args *); /* or NULL */
	enum command_body body;
	bool (*body_of)(const struct args *); /* whether it wants it; or NULL */
	/* Could it be, before its text is typed?  Or NULL. */
	enum err (*ready)(struct command_ctx *, const struct args *);
	/*
	 * What a person at a screen is asked first, because it cannot be
	 * taken back; empty: nothing.  Reads the store at most.  Or NULL.
	 */
	struct str (*asks)(struct command_ctx *, const struct args *);
	enum command_prepare prepare;
	enum command_prepare (*prepare_of)(const struct args *); /* or NULL */
	unsigned flags;
	enum err (*run)(struct command_ctx *, const struct args *);
	void (*text)(const struct rows *, const struct text_view *,
	    struct buf *); /* or NULL: a table */
};

/* The command of that name; NULL when there is none. */
const struct command *command_find(struct str name);

/*
 * The command that somebody likely meant who typed `typed`, of those that
 * `viewer` is told of; NULL when none is near.
 */
const struct command *command_near(struct str typed, struct viewer viewer);

/* Every command, in the order of list.h. */
const struct command *const *command_all(size_t *out_n);

/* The lowest role that is told of it. */
enum role command_audience(const struct command *);

/* Whether somebody is told of it. */
bool command_is_for(const struct command *, struct viewer);

/* What a call of it will be. */
enum command_mode command_mode(const struct command *, const struct args *);
bool command_wants_body(const struct command *, const struct args *);
enum command_prepare
command_prepare(const struct command *, const struct args *);

/* A body as it is told in JSON, and back; ERR_INVALID when it is none. */
json_t *command_body_to_json(const struct command *, struct str body);
NODISCARD enum err command_body_from_json(const struct command *,
    struct arena *, const json_t *value, struct str *out);

/*
 * Check that the viewer in `ctx` may, then run.  ctx->message says why not.
 * For COMMAND_WRITE and COMMAND_QUIET a transaction is open.
 */
NODISCARD enum err
command_run(const struct command *, struct command_ctx *, const struct args *);

/* The same, but only ask whether it could run once its text is there. */
NODISCARD enum err command_ready(
    const struct command *, struct command_ctx *, const struct args *);

/* The question of `asks`; empty when there is none. */
struct str
command_asks(const struct command *, struct command_ctx *, const struct args *);

/* Fill in who ctx speaks for: member 0 is a guest. */
NODISCARD enum err command_identify(struct command_ctx *, int64_t member);

#endif
