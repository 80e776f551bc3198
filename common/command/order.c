/* order - a command in its place in the one sequence of changes. */
#include "common/command/order.h"

#include <stdlib.h>

#include "common/base/hash.h"
#include "common/store/event.h"
#include "common/store/store.h"

/* Who a request id belongs to. */
static struct str
requester(struct arena *a, const struct order *o)
{
	if (o->member)
		return arena_printf(a, "%lld", (long long)o->member);
	return o->fingerprint;
}

/* The same request has the same hash: command, arguments, body. */
static struct str
request_hash(struct arena *a, const struct order *o)
{
	json_t *args = args_to_json(&o->args, true);
	json_t *all = json_pack("{s:s, s:o, s:o, s:o}", "command",
	    o->args.command->name, "args", args, "body",
	    command_body_to_json(o->args.command, o->body), "code",
	    json_from_str(command_prepare(o->args.command, &o->args) ==
			PREPARE_CODE_READ ?
		    o->code_hash :
		    STR("")));
	char *text = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
	struct str hash = hash_hex(a, str_from(text));

	free(text);
	json_decref(all);
	return hash;
}

/* ERR_MISSING when this id was not seen before. */
static enum err
answer_again(struct store *s, struct arena *a, const struct order *o,
    struct str hash, struct outcome *out)
{
	struct request_row r;
	json_t *answer;
	enum err e;

	e = store_request_get(s, a, requester(a, o), o->args.id, &r);
	/* Who joined by it asked as a key, and is a member now. */
	if (e == ERR_MISSING && o->member && o->fingerprint.n)
		e = store_request_get(s, a, o->fingerprint, o->args.id, &r);
	TRY(e);
	out->repeated = true;
	if (!str_eq(r.args_hash, hash)) {
		out->message = str_from(_("this --id was used for something "
					  "else; nothing was done"));
		return ERR_CONFLICT;
	}
	if (r.secret) {
		out->rows.said = str_from(_("this was done before; its answer "
					    "is secret and was not kept"));
		return ERR_NONE;
	}
	answer = json_parse(r.answer);
	e = answer ? rows_from_json(&out->rows, answer) : ERR_CORRUPT;
	json_decref(answer);
	return e;
}

static enum err
keep_answer(struct store *s, struct arena *a, const struct order *o,
    struct str hash, const struct outcome *out)
{
	struct request_row r = { .args_hash = hash };
	json_t *answer;

	r.secret = (o->args.command->flags & COMMAND_SECRET) != 0;
	answer = rows_to_json(&out->rows);
	r.answer = json_line(a, answer);
	json_decref(answer);
	return store_request_add(s, requester(a, o), o->args.id, &r, o->now_ms);
}

static enum err
run_new(struct store *s, struct arena *a, const struct order *o,
    const struct site *site, struct outcome *out)
{
	struct command_ctx ctx = {
		.store = s,
		.arena = a,
		.out = &out->rows,
		.is_operator = o->is_operator,
		.fingerprint = o->fingerprint,
		.pubkey = o->pubkey,
		.key_unproven = o->key_unproven,
		.body = o->body,
		.has_body = o->has_body,
		.now_ms = o->now_ms,
		.seed = o->seed,
		.password_hash = o->password_hash,
		.code_hash = o->code_hash,
		.code = o->code,
		.site = site,
		.speller = o->speller,
	};
	enum err e = command_identify(&ctx, o->member);

	if (e == ERR_NONE)
		e = command_run(o->args.command, &ctx, &o->args);
	out->message = ctx.message;
	out->became = ctx.became;
	return e;
}

void
order_run(struct store *s, struct arena *a, const struct order *o,
    const struct site *site, struct outcome *out, bool *out_wrote)
{
	int64_t before = store_total_changes(s);
	bool keeps = o->args.id.n > 0 && requester(a, o).n > 0;
	struct str hash = keeps ? request_hash(a, o) : STR("");

	*out = (struct outcome){ .err = ERR_MISSING };
	rows_init(&out->rows, a, o->args.command->columns);
	if (keeps)
		out->err = answer_again(s, a, o, hash, out);
	if (!out->repeated && out->err == ERR_MISSING) {
		out->err = run_new(s, a, o, site, out);
		if (out->err == ERR_NONE && keeps)
			out->err = keep_answer(s, a, o, hash, out);
	}
	*out_wrote = store_total_changes(s) != before;
}

json_t *
order_to_json(const struct order *o)
{
	json_t *v = json_pack("{s:I, s:I, s:I, s:b, s:s, s:o}", "now",
	    (json_int_t)o->now_ms, "seed", (json_int_t)o->seed, "member",
	    (json_int_t)o->member, "operator", o->is_operator, "command",
	    o->args.command->name, "args", args_to_json(&o->args, true));

	if (o->has_body && o->args.command->body != BODY_SECRET)
		json_object_set_new(
		    v, "body", command_body_to_json(o->args.command, o->body));
	if (o->args.id.n)
		json_object_set_new(v, "id", json_from_str(o->args.id));
	if (o->fingerprint.n) {
		json_object_set_new(
		    v, "fingerprint", json_from_str(o->fingerprint));
		json_object_set_new(v, "pubkey", json_from_str(o->pubkey));
		json_object_set_new(
		    v, "unproven", json_boolean(o->key_unproven));
	}
	if (o->password_hash.n)
		json_object_set_new(v, "password", json_string("***"));
	if (o->code_hash.n)
		json_object_set_new(v, "code", json_from_str(o->code_hash));
	return v;
}

enum err
order_from_json(
    struct arena *a, const json_t *v, struct order *out, struct str *why)
{
	struct order o = { 0 };
	struct str name = json_text(a, json_object_get(v, "command"));
	const struct command *c = command_find(name);

	if (c == NULL) {
		*why = arena_printf(
		    a, "no command is called \"%.*s\"", STR_ARG(name));
		return ERR_INVALID;
	}
	TRY(args_from_json(a, c, json_object_get(v, "args"), &o.args, why));
	o.args.id = json_text(a, json_object_get(v, "id"));
	o.member = json_integer_value(json_object_get(v, "member"));
	o.is_operator = json_is_true(json_object_get(v, "operator"));
	o.now_ms = json_integer_value(json_object_get(v, "now"));
	o.seed = json_integer_value(json_object_get(v, "seed"));
	o.has_body = json_object_get(v, "body") != NULL;
	TRY(command_body_from_json(c, a, json_object_get(v, "body"), &o.body));
	o.fingerprint = json_text(a, json_object_get(v, "fingerprint"));
	o.pubkey = json_text(a, json_object_get(v, "pubkey"));
	o.key_unproven = json_is_true(json_object_get(v, "unproven"));
	o.password_hash = json_text(a, json_object_get(v, "password"));
	o.code_hash = json_text(a, json_object_get(v, "code"));
	*out = o;
	return ERR_NONE;
}
