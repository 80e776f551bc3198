/*
 * order - a command in its place in the one sequence of changes.
 *
 * An order holds all that its outcome depends on besides the store: who, what,
 * with which words, when, and the seed.  Orders run one after the other; the
 * record of them (`stoad serve --record`) replayed into an empty store gives
 * the same rows.
 */
#ifndef STOA_COMMAND_ORDER_H
#define STOA_COMMAND_ORDER_H

#include "common/command/command.h"

struct speller;

struct order {
	int64_t member;	  /* who; 0: a guest */
	bool is_operator; /* the host's own shell, import, jobs */
	struct str fingerprint;
	struct str pubkey;
	bool key_unproven; /* the key was only offered */
	struct args args;
	struct str body;
	bool has_body;
	struct str password_hash;
	struct str code_hash;
	struct str code; /* never recorded */
	int64_t now_ms;
	int64_t seed;
	struct speller *speller; /* not part of it; or NULL */
};

/* How it went. */
struct outcome {
	enum err err;
	struct str message;
	struct rows rows;
	int64_t became; /* the member the session now is; 0: as before */
	bool repeated;	/* this request id was done before: nothing ran */
};

/*
 * Run one order within the open transaction of `s`.  On failure the caller
 * rolls back; a failure before the first write leaves nothing behind, which
 * out->err alone tells (`*out_wrote` is false).
 */
void order_run(struct store *s, struct arena *a, const struct order *o,
    const struct site *site, struct outcome *out, bool *out_wrote);

/* One JSON object a line; secrets are left out. */
json_t *order_to_json(const struct order *o);
NODISCARD enum err order_from_json(
    struct arena *a, const json_t *object, struct order *out, struct str *why);

#endif
