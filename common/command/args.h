/*
 * args - the words of a command, checked against its table entry.
 *
 * ssh joins a command's words with spaces and eats the shell's quotes, so:
 * options come before the text, the last argument takes the raw rest of the
 * line, and an unbalanced quote is text.
 *
 * Every command also takes --json, --csv, --id ID and --help.
 *
 * Bounds: LIMIT_LINE_BYTES; errors are told in words in `why`.
 */
#ifndef STOA_COMMAND_ARGS_H
#define STOA_COMMAND_ARGS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct command;

enum param_kind {
	PARAM_FLAG,	/* --name */
	PARAM_INT,	/* --name N, or its holder */
	PARAM_TEXT,	/* --name HOLDER */
	PARAM_WORD,	/* NAME */
	PARAM_WORD_OPT, /* [NAME] */
	PARAM_REST,	/* NAME…, the rest of the line */
	PARAM_REST_OPT, /* [NAME…] */
};

struct param {
	const char *name;
	enum param_kind kind;
	const char *help;
	const char *holder; /* of an option's value, in usage: "HANDLE" */
	enum role shown;    /* lowest role that is told of it */
	int64_t min;	    /* PARAM_INT */
	int64_t max;
	bool secret;	   /* kept out of records and logs */
	const char *words; /* for completion: what it may be, or NULL */
};

/* Whether it is written as --name, wherever it stands. */
bool param_is_option(enum param_kind kind);

/* What stands for the value of an option: "HANDLE"; "" for a flag. */
const char *param_holder(const struct param *);

enum { PARAMS_MAX = 16 };

enum args_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

struct args {
	const struct command *command;
	struct str value[PARAMS_MAX];
	bool given[PARAMS_MAX];
	enum args_format format;
	struct str id; /* request id; empty: none */
	bool help;
};

/*
 * Parse a line.  ERR_INVALID with words when it does not fit; then
 * out->command is still set where the name was right.
 */
NODISCARD enum err
args_parse(struct arena *, struct str line, struct args *out, struct str *why);

/* {"name": "value", …}: the same from and to JSON. */
NODISCARD enum err args_from_json(struct arena *, const struct command *,
    const json_t *object, struct args *out, struct str *why);
/* New reference; secret arguments become "***" where `redact`. */
json_t *args_to_json(const struct args *, bool redact);

/* What was given for a parameter; empty or `otherwise` when nothing was. */
struct str args_text(const struct args *, const char *name);
int64_t args_int(const struct args *, const char *name, int64_t otherwise);
bool args_has(const struct args *, const char *name);

/*
 * The same without a line: args_of("reply"), then args_put() for each.  The
 * names are the program's own; values are not copied.
 */
struct args args_of(const char *command);
void args_put(struct args *, const char *name, struct str value);

/* What one would type for it, but for quotes: "reply 12.3". */
struct str args_line(struct arena *, const struct args *);

/* "threads [--max N] BOARD", from the table, as a role is told of it. */
struct str args_usage(struct arena *, const struct command *, enum role);

#endif
