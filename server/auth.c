/*
 * auth - logging in, pulled from libssh message by message.
 *
 * libssh's own way, callbacks that return the verdict, would have us check a
 * password while everybody waits.  With no callbacks set it queues messages
 * instead, and one is kept here until the hook has made up its mind.
 */
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/base/log.h"
#include "server/conn_impl.h"

/* The getters of a message are deprecated in favour of those callbacks. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void
drop_message(struct conn *c)
{
	ssh_message_free(c->auth.msg);
	c->auth.msg = NULL;
}

void
auth_free(struct conn *c)
{
	drop_message(c);
}

static void
ask_hook(struct conn *c, ssh_message msg, struct auth_request *r)
{
	c->auth.msg = msg;
	c->auth.kind = r->kind;
	r->user = str_from(c->auth.user);
	c->hooks->auth(c, r);
}

static void
refuse(ssh_message msg)
{
	ssh_message_reply_default(msg);
	ssh_message_free(msg);
}

/*
 * A certificate arrives as "valid" whoever signed it, so only plain keys
 * pass.  This is a list of what may, for the types libssh has yet to learn.
 */
static bool
is_plain_key(ssh_key key)
{
	static const enum ssh_keytypes_e plain[] = {
		SSH_KEYTYPE_ED25519,
		SSH_KEYTYPE_SK_ED25519,
		SSH_KEYTYPE_ECDSA_P256,
		SSH_KEYTYPE_ECDSA_P384,
		SSH_KEYTYPE_ECDSA_P521,
		SSH_KEYTYPE_SK_ECDSA,
		SSH_KEYTYPE_RSA,
	};
	enum ssh_keytypes_e type = ssh_key_type(key);

	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (plain[i] == type)
			return true;
	return false;
}

static bool
fingerprint(ssh_key key, char *out, size_t cap)
{
	unsigned char *hash = NULL;
	size_t n = 0;
	char *text;

	if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &n))
		return false;
	text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, n);
	ssh_clean_pubkey_hash(&hash);
	if (!text)
		return false;
	snprintf(out, cap, "%s", text);
	ssh_string_free_char(text);
	return true;
}

/* "ssh-ed25519 AAAA…" */
static struct str
public_key(struct arena *a, ssh_key key)
{
	char *base64 = NULL;
	struct str s;

	if (ssh_pki_export_pubkey_base64(key, &base64) != SSH_OK)
		return STR("");
	s = arena_printf(
	    a, "%s %s", ssh_key_type_to_char(ssh_key_type(key)), base64);
	ssh_string_free_char(base64);
	return s;
}

/*
 * A key is counted when it is offered.  The signature that follows its query
 * is not another offer.
 */
static bool
too_many_keys(struct conn *c, bool is_signed)
{
	struct conn_auth *a = &c->auth;

	if (is_signed && a->allowed[0] &&
	    strcmp(a->allowed, a->fingerprint) == 0) {
		a->allowed[0] = '\0';
		return false;
	}
	if (++a->keys <= c->limits->keys)
		return false;
	conn_fail(c, CONN_END_KEYS);
	return true;
}

static void
key_request(struct conn *c, ssh_message msg)
{
	ssh_key key = ssh_message_auth_pubkey(msg);
	enum ssh_publickey_state_e state =
	    ssh_message_auth_publickey_state(msg);
	bool is_signed = state == SSH_PUBLICKEY_STATE_VALID;
	struct auth_request r = { .kind = AUTH_KEY_QUERY };
	struct arena a = ARENA_INIT;

	c->auth.fingerprint[0] = '\0';
	if ((!is_signed && state != SSH_PUBLICKEY_STATE_NONE) || !key ||
	    !is_plain_key(key) ||
	    !fingerprint(
		key, c->auth.fingerprint, sizeof c->auth.fingerprint)) {
		if (too_many_keys(c, false))
			ssh_message_free(msg);
		else
			refuse(msg);
		return;
	}
	if (too_many_keys(c, is_signed)) {
		ssh_message_free(msg);
		return;
	}
	r.fingerprint = str_from(c->auth.fingerprint);
	r.pubkey = public_key(&a, key);
	if (is_signed)
		r.kind = AUTH_KEY;
	ask_hook(c, msg, &r);
	arena_free(&a);
}

/* What was typed; libssh keeps it in the session, not in the message. */
static void
answers(struct conn *c, ssh_message msg)
{
	struct str answer[CONN_PROMPTS];
	struct auth_request r = { .kind = AUTH_ANSWERS, .answer = answer };
	int n = ssh_userauth_kbdint_getnanswers(c->session);

	if (!c->auth.asked || (n < 0 ? 0 : (size_t)n) != c->auth.prompts) {
		c->auth.asked = false;
		refuse(msg);
		return;
	}
	c->auth.asked = false;
	for (; r.answers < c->auth.prompts; r.answers++)
		answer[r.answers] = str_from(ssh_userauth_kbdint_getanswer(
		    c->session, (unsigned)r.answers));
	ask_hook(c, msg, &r);
}

static void
auth_request(struct conn *c, ssh_message msg)
{
	int method = ssh_message_subtype(msg);
	const char *user = ssh_message_auth_user(msg);
	struct auth_request r = { .kind = AUTH_NONE };

	if (method == SSH_AUTH_METHOD_INTERACTIVE &&
	    ssh_message_auth_kbdint_is_response(msg) == 1) {
		answers(c, msg);
		return;
	}
	/* Any other request puts an end to prompts that are out. */
	c->auth.asked = false;
	if (!user || strlen(user) >= sizeof c->auth.user) {
		refuse(msg);
		return;
	}
	snprintf(c->auth.user, sizeof c->auth.user, "%s", user);
	switch (method) {
	case SSH_AUTH_METHOD_NONE:
		ask_hook(c, msg, &r);
		break;
	case SSH_AUTH_METHOD_PUBLICKEY:
		key_request(c, msg);
		break;
	case SSH_AUTH_METHOD_INTERACTIVE:
		r.kind = AUTH_INTERACTIVE;
		ask_hook(c, msg, &r);
		break;
	default:
		refuse(msg);
		break;
	}
}

void
auth_message(struct conn *c, ssh_message msg)
{
	const char *service;

	switch (ssh_message_type(msg)) {
	case SSH_REQUEST_AUTH:
		auth_request(c, msg);
		break;
	case SSH_REQUEST_SERVICE:
		service = ssh_message_service_service(msg);
		if (service && strcmp(service, "ssh-userauth") == 0)
			ssh_message_service_reply_success(msg);
		else
			conn_fail(c, CONN_END_ERROR);
		ssh_message_free(msg);
		break;
	default:
		refuse(msg);
		break;
	}
}

void
conn_auth_accept(struct conn *c)
{
	struct conn_auth *a = &c->auth;

	if (!a->msg)
		return;
	if (a->kind == AUTH_KEY_QUERY) {
		snprintf(a->allowed, sizeof a->allowed, "%s", a->fingerprint);
		ssh_message_auth_reply_pk_ok_simple(a->msg);
	} else {
		ssh_message_auth_reply_success(a->msg, 0);
		conn_opened(c);
	}
	drop_message(c);
	conn_kick(c);
}

void
conn_auth_refuse(struct conn *c)
{
	struct conn_auth *a = &c->auth;

	if (!a->msg)
		return;
	ssh_message_reply_default(a->msg);
	if (a->kind == AUTH_ANSWERS && ++a->passwords >= c->limits->passwords)
		conn_fail(c, CONN_END_PASSWORDS);
	drop_message(c);
	conn_kick(c);
}

static void
ask(struct conn *c, struct str instruction, const struct auth_prompt *prompt,
    size_t prompts)
{
	struct conn_auth *a = &c->auth;
	struct arena mem = ARENA_INIT;
	const char *text[CONN_PROMPTS];
	char echo[CONN_PROMPTS];

	if (!a->msg)
		return;
	if (prompts > CONN_PROMPTS ||
	    (a->kind != AUTH_INTERACTIVE && a->kind != AUTH_ANSWERS))
		bug("conn_auth_ask out of place");
	for (size_t i = 0; i < prompts; i++) {
		text[i] = arena_cstr(&mem, prompt[i].text);
		echo[i] = prompt[i].echo;
	}
	ssh_message_auth_interactive_request(a->msg, "",
	    arena_cstr(&mem, instruction), (unsigned)prompts, text, echo);
	arena_free(&mem);
	a->asked = true;
	a->prompts = prompts;
	/* People read and type; programs got login_ms. */
	if (!a->prompted) {
		a->prompted = true;
		c->stage_until = conn_now(c) + (uint64_t)c->limits->prompt_ms;
	}
	drop_message(c);
	conn_kick(c);
}

void
conn_auth_ask(struct conn *c, struct str instruction,
    const struct auth_prompt *prompt, size_t prompts)
{
	struct conn_auth *a = &c->auth;

	/* Asking again is a try that failed. */
	if (a->msg && a->kind == AUTH_ANSWERS &&
	    ++a->passwords >= c->limits->passwords)
		conn_auth_refuse(c);
	else
		ask(c, instruction, prompt, prompts);
}

void
conn_auth_ask_more(struct conn *c, struct str instruction,
    const struct auth_prompt *prompt, size_t prompts)
{
	ask(c, instruction, prompt, prompts);
}
