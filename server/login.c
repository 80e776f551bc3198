/*
 * login - who may come in, and as whom.
 *
 * A known key is its member, whatever name was typed: unknown keys are
 * refused at the query so that the next one is tried.  Two names differ:
 * `guest` is never asked for a key; `join` counts only the first key
 * offered, known or new.  The master has the last word on every login.
 */
#include <string.h>

#include "common/base/log.h"
#include "common/rules/limits.h"
#include "common/store/member.h"
#include "common/store/setting.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "common/wire/rows.h"
#include "server/worker.h"

enum { NAME_CELLS = 40, PROMPT_BYTES = 512 };

static void
keep(char *to, size_t size, struct str from)
{
	size_t n = from.n < size - 1 ? from.n : size - 1;

	if (n)
		memcpy(to, from.p, n);
	to[n] = '\0';
}

static bool
is_name(const struct visitor *v, const char *name)
{
	return strcmp(v->user, name) == 0;
}

static struct str
setting_text(struct worker *w, struct arena *a, enum setting_id id)
{
	struct str value;

	if (store_setting_get(w->store, a, id, &value) != ERR_NONE)
		return str_from(setting_rule(id)->def);
	return value;
}

/* The same words for every name, so that they tell nothing. */
static void
ask_password(struct visitor *v)
{
	struct arena a = ARENA_INIT;
	struct str name =
	    text_clip(&a, text_clean_line(&a, str_from(v->user)), NAME_CELLS);
	const struct auth_prompt prompt = {
		arena_printf(&a,
		    _("Password for %.*s (Enter: look around as "
		      "a guest): "),
		    STR_ARG(name)),
		false,
	};

	conn_auth_ask(v->conn,
	    v->wrong ? str_from(_("That was not right.")) : STR(""), &prompt,
	    1);
	arena_free(&a);
}

/* A new member without a key is asked for a handle, then for the rest. */

static void
ask_handle(struct visitor *v, struct str trouble)
{
	struct arena a = ARENA_INIT;
	struct str name = setting_text(v->worker, &a, SETTING_COMMUNITY_NAME);
	const struct auth_prompt prompt = {
		arena_printf(&a,
		    _("Handle (1 to %d letters and digits, with _ . - inside): "),
		    LIMIT_HANDLE_BYTES),
		true,
	};
	struct str words = trouble.n ?
	    text_clean_line(&a, trouble) :
	    arena_printf(&a,
		_("Join %.*s without an ssh key: choose a handle "
		  "and a password."),
		STR_ARG(name));

	v->handle[0] = '\0';
	conn_auth_ask(v->conn, words, &prompt, 1);
	arena_free(&a);
}

/* An import's members have codes whatever the policy is. */
static bool
wants_code(struct visitor *v, struct arena *a)
{
	struct member_row m;

	return !str_eq(setting_text(v->worker, a, SETTING_JOIN_POLICY),
		   STR("open")) ||
	    store_member_by_handle(
		v->worker->store, a, str_from(v->handle), &m) == ERR_NONE;
}

static void
ask_new_password(struct visitor *v, struct str trouble)
{
	struct arena a = ARENA_INIT;
	const struct auth_prompt prompt[] = {
		{ arena_printf(&a,
		      _("New password (at least %d characters, not shown): "),
		      LIMIT_PASSWORD_MIN),
		    false },
		{ STR(_("Once more: ")), false },
		{ STR(_("Invitation or sysop's code (Enter: none): ")), true },
	};
	size_t n = wants_code(v, &a) ? 3 : 2;

	if (trouble.n)
		conn_auth_ask(v->conn, text_clean_line(&a, trouble), prompt, n);
	else
		conn_auth_ask_more(v->conn, STR(""), prompt, n);
	arena_free(&a);
}

/* Why a handle will not do; empty when it will. */
static struct str
judge_handle(struct visitor *v, struct arena *a, struct str handle)
{
	struct args args = args_of("join");
	struct str why = STR("");
	enum err e;

	args_put(&args, "handle", handle);
	e = call_ready(v, a, &args, &why);
	return e == ERR_NONE || why.n ? why : str_from(err_text(e));
}

/* Something is wrong with what was typed to join. */
static void
ask_join_again(struct visitor *v, struct str trouble)
{
	struct arena a = ARENA_INIT;

	/* Somebody else may have come first. */
	if (v->handle[0] == '\0' || judge_handle(v, &a, str_from(v->handle)).n)
		ask_handle(v, trouble);
	else
		ask_new_password(v, trouble);
	arena_free(&a);
}

static void
on_login(void *arg, enum err e, const json_t *result, struct str message)
{
	struct visitor *v = arg;

	v->asking = false;
	if (e == ERR_NONE) {
		const char *session =
		    json_string_value(json_object_get(result, "session"));

		keep(v->session, sizeof v->session, str_from(session));
		v->n = json_integer_value(json_object_get(result, "n"));
		v->member_id =
		    json_integer_value(json_object_get(result, "member"));
		v->seen_ms =
		    json_integer_value(json_object_get(result, "seen"));
		log_info("login", "conn", LOG_NUM(v->visit), "member",
		    LOG_NUM(v->member_id));
		conn_auth_accept(v->conn);
		return;
	}
	log_info(
	    "login refused", "conn", LOG_NUM(v->visit), "why", err_name(e));
	v->fingerprint[0] = '\0';
	v->wrong = v->by_password;
	v->by_password = false;
	/* A new member's mistake is told and asked again, as far as it may. */
	if (message.n && e != ERR_LIMIT)
		ask_join_again(v, message);
	else
		conn_auth_refuse(v->conn);
}

static void
ask_master(struct visitor *v, const char *how, json_t *params)
{
	json_object_set_new(params, "how", json_string(how));
	json_object_set_new(
	    params, "visit", json_integer((json_int_t)v->visit));
	v->asking = true;
	link_call(v->worker->link, "login", params, on_login, v);
}

/* Whether anybody has this key; the master will look again. */
static bool
is_known(struct visitor *v, struct str fingerprint)
{
	struct store *s = v->worker->store;
	struct arena a = ARENA_INIT;
	struct member_row member;
	bool known =
	    store_member_by_key(s, &a, fingerprint, &member) == ERR_NONE ||
	    store_member_by_pending_key(
		s, &a, fingerprint, str_from(v->user), &member) == ERR_NONE;

	arena_free(&a);
	return known;
}

/* Whether it is the first key they show, which is kept. */
static bool
is_first(struct visitor *v, const struct auth_request *r)
{
	if (v->first_key[0] == '\0') {
		keep(v->first_key, sizeof v->first_key, r->fingerprint);
		keep(v->first_pubkey, sizeof v->first_pubkey, r->pubkey);
	}
	return str_eq(str_from(v->first_key), r->fingerprint);
}

static void
key_query(struct visitor *v, const struct auth_request *r)
{
	bool first = is_first(v, r);

	if (is_name(v, "join") ? first : is_known(v, r->fingerprint))
		conn_auth_accept(v->conn);
	else
		conn_auth_refuse(v->conn);
}

static void
key_proven(struct visitor *v, const struct auth_request *r)
{
	/* Some clients sign at once, without asking first. */
	bool joins = is_name(v, "join"), first = is_first(v, r);

	if (joins && !first) {
		conn_auth_refuse(v->conn);
		return;
	}
	keep(v->fingerprint, sizeof v->fingerprint, r->fingerprint);
	ask_master(v, "key",
	    json_pack("{s:o, s:o, s:b, s:o}", "fingerprint",
		json_from_str(r->fingerprint), "pubkey",
		json_from_str(r->pubkey), "joins", joins, "user",
		json_from_str(str_from(v->user))));
}

static void
take_handle(struct visitor *v, struct str handle)
{
	struct arena a = ARENA_INIT;
	struct str trouble;

	handle = str_trim(handle);
	trouble = judge_handle(v, &a, handle);
	if (trouble.n) {
		ask_handle(v, trouble);
	} else {
		keep(v->handle, sizeof v->handle, handle);
		ask_new_password(v, STR(""));
	}
	arena_free(&a);
}

static void
take_new_password(struct visitor *v, const struct auth_request *r)
{
	struct arena a = ARENA_INIT;
	struct str password = r->answer[0];
	json_t *params;

	if (password.n < LIMIT_PASSWORD_MIN ||
	    password.n > LIMIT_PASSWORD_BYTES) {
		ask_new_password(v,
		    arena_printf(&a, _("A password has %d to %d characters."),
			LIMIT_PASSWORD_MIN, LIMIT_PASSWORD_BYTES));
	} else if (!str_eq(password, r->answer[1])) {
		ask_new_password(v, str_from(_("The two passwords differ.")));
	} else {
		params = json_pack("{s:s, s:o}", "handle", v->handle,
		    "password", json_from_str(password));
		if (r->answers > 2 && r->answer[2].n)
			json_object_set_new(
			    params, "code", json_from_str(r->answer[2]));
		ask_master(v, "join", params);
	}
	arena_free(&a);
}

static void
join_answers(struct visitor *v, const struct auth_request *r)
{
	if (v->handle[0] == '\0' && r->answers == 1)
		take_handle(v, r->answer[0]);
	else if (v->handle[0] && r->answers > 1)
		take_new_password(v, r);
	else
		conn_auth_refuse(v->conn);
}

static void
answers(struct visitor *v, const struct auth_request *r)
{
	json_t *params;

	if (is_name(v, "join")) {
		join_answers(v, r);
		return;
	}
	if (r->answers != 1) {
		conn_auth_refuse(v->conn);
		return;
	}
	if (r->answer[0].n == 0) {
		ask_master(v, "guest", json_object());
		return;
	}
	v->by_password = true;
	params =
	    json_pack("{s:o, s:o}", "user", json_from_str(str_from(v->user)),
		"password", json_from_str(r->answer[0]));
	/* The key that came along can be added with a code (link). */
	if (v->first_key[0]) {
		json_object_set_new(
		    params, "fingerprint", json_string(v->first_key));
		json_object_set_new(
		    params, "pubkey", json_string(v->first_pubkey));
	}
	ask_master(v, "password", params);
}

void
login_auth(struct conn *c, const struct auth_request *r)
{
	struct visitor *v = conn_data(c);

	if (v->worker->draining || v->worker->master_gone) {
		conn_auth_refuse(c);
		return;
	}
	if (r->user.n)
		keep(v->user, sizeof v->user, r->user);
	switch (r->kind) {
	case AUTH_NONE:
		if (is_name(v, "guest"))
			ask_master(v, "guest", json_object());
		else
			conn_auth_refuse(c);
		break;
	case AUTH_KEY_QUERY:
		key_query(v, r);
		break;
	case AUTH_KEY:
		key_proven(v, r);
		break;
	case AUTH_INTERACTIVE:
		if (is_name(v, "join"))
			ask_handle(v, STR(""));
		else
			ask_password(v);
		break;
	case AUTH_ANSWERS:
		answers(v, r);
		break;
	}
}

void
login_closed(struct visitor *v)
{
	if (v->asking)
		link_cancel(v->worker->link, v);
}
