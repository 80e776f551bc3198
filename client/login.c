/* login - prove to the server who we are. */
#include "client/login.h"

#include <errno.h>
#include <libssh/libssh.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/link.h"
#include "client/tty.h"
#include "common/base/arena.h"
#include "common/base/buf.h"

enum {
	PASSPHRASE_TRIES = 3,
	PASSPHRASE_MAX = 1024,
	QUESTION_TRIES = 3,
	QUESTION_ROUNDS_MAX = 100, /* a server that asks on and on is ill */
};

static const char *const usual_keys[] = { "id_ed25519", "id_ecdsa", "id_rsa" };

struct login {
	struct link *link;
	ssh_session session;
	const struct options *options;
	struct arena arena;
	struct buf tried;     /* in words, for the refusal */
	unsigned int methods; /* SSH_AUTH_METHOD_…, what the server takes */
	bool greeted;
	bool has_key; /* there was at least one to offer */
	bool in;
};

static void
note_try(struct login *lg, const char *what, const char *which)
{
	if (lg->tried.n > 0)
		buf_cstr(&lg->tried, ", ");
	buf_printf(&lg->tried, "%s%s", what, which);
}

static void
greet(struct login *lg)
{
	char *text = ssh_get_issue_banner(lg->session);

	if (!text)
		return;
	if (!lg->greeted && !lg->options->quiet)
		tty_show(str_from(text));
	lg->greeted = true;
	ssh_string_free_char(text);
}

/* What the server's answer to a proof means for going on. */
static enum err
judge(struct login *lg, int rc)
{
	greet(lg);
	switch (rc) {
	case SSH_AUTH_SUCCESS:
		lg->in = true;
		return ERR_NONE;
	case SSH_AUTH_PARTIAL:
	case SSH_AUTH_DENIED:
		if (!ssh_is_connected(lg->session))
			return link_lost(lg->link);
		lg->methods =
		    (unsigned int)ssh_userauth_list(lg->session, NULL);
		return ERR_NONE;
	default:
		return link_lost(lg->link);
	}
}

static enum err
by_name(struct login *lg)
{
	int rc;

	while ((rc = ssh_userauth_none(lg->session, NULL)) == SSH_AUTH_AGAIN)
		TRY(link_wait(lg->link));
	return judge(lg, rc);
}

static enum err
by_agent(struct login *lg)
{
	const char *sock = getenv("SSH_AUTH_SOCK");
	int rc;

	if (!sock || access(sock, R_OK | W_OK) < 0)
		return ERR_NONE;
	note_try(lg, _("the keys of the agent"), "");
	lg->has_key = true;
	while ((rc = ssh_userauth_agent(lg->session, NULL)) == SSH_AUTH_AGAIN)
		TRY(link_wait(lg->link));
	/* An agent that breaks is no reason to give up the connection. */
	if (rc == SSH_AUTH_ERROR && ssh_is_connected(lg->session)) {
		tty_say(_("the agent does not answer as it should: %s"),
		    ssh_get_error(lg->session));
		return ERR_NONE;
	}
	return judge(lg, rc);
}

struct passphrase {
	const char *path;
	bool asked;
	bool given;
};

/* Called by libssh when a key file turns out to be encrypted. */
static int
ask_passphrase(
    const char *prompt, char *out, size_t len, int echo, int verify, void *data)
{
	struct passphrase *p = data;
	struct buf question = BUF_INIT(0), answer = BUF_INIT(PASSPHRASE_MAX);
	enum err e;

	(void)prompt;
	(void)echo;
	(void)verify;
	p->asked = true;
	buf_printf(&question, _("Passphrase of %s: "), p->path);
	e = tty_ask(buf_str(&question), TTY_HIDDEN, &answer);
	buf_free(&question);
	p->given = !e && answer.n < len;
	if (p->given) {
		if (answer.n > 0)
			memcpy(out, answer.p, answer.n);
		out[answer.n] = '\0';
	}
	buf_wipe(&answer);
	return p->given ? 0 : -1;
}

/* NULL when it cannot be read, said in words. */
static ssh_key
load_private(const char *path)
{
	struct passphrase p = { .path = path };
	ssh_key key = NULL;

	for (int i = 0; i < PASSPHRASE_TRIES; i++) {
		p.asked = false;
		if (ssh_pki_import_privkey_file(
			path, NULL, ask_passphrase, &p, &key) == SSH_OK)
			return key;
		if (!p.asked) {
			tty_say(
			    _("%s is not a key file that can be read"), path);
			return NULL;
		}
		if (!p.given) {
			tty_say(_("%s needs a passphrase, and none was given"),
			    path);
			return NULL;
		}
		tty_say(_("that is not the passphrase of %s"), path);
	}
	return NULL;
}

/* The public half: in the file itself, beside it, or made from the other. */
static ssh_key
load_public(struct login *lg, const char *path, ssh_key *private)
{
	const char *beside = arena_printf(&lg->arena, "%s.pub", path).p;
	ssh_key key = NULL;

	if (ssh_pki_import_pubkey_file(path, &key) == SSH_OK ||
	    ssh_pki_import_pubkey_file(beside, &key) == SSH_OK)
		return key;
	*private = load_private(path);
	if (*private && ssh_pki_export_privkey_to_pubkey(*private, &key) == 0)
		return key;
	return NULL;
}

static enum err
offer(struct login *lg, ssh_key public, bool *taken)
{
	int rc;

	while ((rc = ssh_userauth_try_publickey(lg->session, NULL, public)) ==
	    SSH_AUTH_AGAIN)
		TRY(link_wait(lg->link));
	*taken = rc == SSH_AUTH_SUCCESS;
	return *taken ? ERR_NONE : judge(lg, rc);
}

static enum err
prove(struct login *lg, ssh_key private)
{
	int rc;

	while ((rc = ssh_userauth_publickey(lg->session, NULL, private)) ==
	    SSH_AUTH_AGAIN)
		TRY(link_wait(lg->link));
	return judge(lg, rc);
}

static enum err
by_key_file(struct login *lg, const char *path)
{
	ssh_key private = NULL, public = load_public(lg, path, &private);
	bool taken = false;
	enum err e = ERR_NONE;

	if (public) {
		note_try(lg, _("the key "), path);
		lg->has_key = true;
		e = offer(lg, public, &taken);
		if (!e && taken && !private)
		private = load_private(path);
		if (!e && taken && private)
			e = prove(lg, private);
	}
	ssh_key_free(public);
	ssh_key_free(private);
	return e;
}

static bool
was_given(const struct options *o, const char *path)
{
	for (size_t i = 0; i < o->keys_len; i++) {
		if (strcmp(o->keys[i], path) == 0)
			return true;
	}
	return false;
}

static enum err
by_keys(struct login *lg)
{
	const struct options *o = lg->options;
	size_t n = sizeof usual_keys / sizeof usual_keys[0];

	for (size_t i = 0; i < o->keys_len && !lg->in; i++)
		TRY(by_key_file(lg, o->keys[i]));
	if (!lg->in)
		TRY(by_agent(lg));
	for (size_t i = 0; i < n && !lg->in; i++) {
		const char *path = arena_printf(
		    &lg->arena, "%s/.ssh/%s", o->home, usual_keys[i])
				       .p;

		if (access(path, R_OK) == 0 && !was_given(o, path))
			TRY(by_key_file(lg, path));
	}
	return ERR_NONE;
}

/* One question.  Who asks stands before it: a server must not pass its own
 * for one of ours, such as that for a passphrase. */
static enum err
answer_one(struct login *lg, unsigned int i)
{
	char echo = 0;
	const char *text = ssh_userauth_kbdint_getprompt(lg->session, i, &echo);
	struct buf answer = BUF_INIT(PASSPHRASE_MAX);
	struct str question = arena_printf(&lg->arena, "(%s@%s) %s",
	    lg->options->user, lg->options->host, text ? text : "");
	enum err e;

	e = tty_ask(question, echo ? TTY_SHOWN : TTY_HIDDEN, &answer);
	if (!e) {
		buf_char(&answer, '\0');
		if (answer.full ||
		    ssh_userauth_kbdint_setanswer(lg->session, i, answer.p) < 0)
			e = ERR_LIMIT;
	}
	buf_wipe(&answer);
	if (e == ERR_MISSING)
		tty_say(_("the server asks something, and there is no answer "
			  "to be had here: %.*s"),
		    STR_ARG(question));
	else if (e)
		tty_say(_("that answer is too long"));
	return e ? ERR_DENIED : ERR_NONE;
}

static enum err
answer_all(struct login *lg, bool *asked)
{
	const char *text[] = { ssh_userauth_kbdint_getname(lg->session),
		ssh_userauth_kbdint_getinstruction(lg->session) };
	int n = ssh_userauth_kbdint_getnprompts(lg->session);

	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
		if (text[i] && *text[i])
			tty_show(str_from(text[i]));
	}
	for (int i = 0; i < n; i++) {
		*asked = true;
		TRY(answer_one(lg, (unsigned int)i));
	}
	return ERR_NONE;
}

static enum err
by_questions(struct login *lg)
{
	bool asked = true;

	note_try(lg, _("its questions"), "");
	for (int i = 0; i < QUESTION_TRIES && asked && !lg->in; i++) {
		int rc = SSH_AUTH_INFO;

		asked = false;
		for (int j = 0; j < QUESTION_ROUNDS_MAX; j++) {
			while ((rc = ssh_userauth_kbdint(
				    lg->session, NULL, NULL)) == SSH_AUTH_AGAIN)
				TRY(link_wait(lg->link));
			if (rc != SSH_AUTH_INFO)
				break;
			TRY(answer_all(lg, &asked));
		}
		TRY(judge(lg, rc));
	}
	return ERR_NONE;
}

static enum err
refused(struct login *lg)
{
	tty_say(_("%s did not let you in as %s; tried: %.*s"),
	    lg->options->host, lg->options->user, STR_ARG(lg->tried));
	if (!lg->has_key && (lg->methods & SSH_AUTH_METHOD_PUBLICKEY))
		tty_say(_("you have no key; ssh-keygen -t ed25519 makes one"));
	return ERR_DENIED;
}

static enum err
try_all(struct login *lg)
{
	const struct options *o = lg->options;

	/* A slip in the path must not make another key the one of `join`. */
	for (size_t i = 0; i < o->keys_len; i++) {
		if (access(o->keys[i], R_OK) < 0) {
			tty_say(_("the key file %s: %s"), o->keys[i],
			    strerror(errno));
			return ERR_MISSING;
		}
	}
	note_try(lg, _("the name alone"), "");
	TRY(by_name(lg));
	if (!lg->in && (lg->methods & SSH_AUTH_METHOD_PUBLICKEY))
		TRY(by_keys(lg));
	if (!lg->in && (lg->methods & SSH_AUTH_METHOD_INTERACTIVE))
		TRY(by_questions(lg));
	return lg->in ? ERR_NONE : refused(lg);
}

enum err
login_run(struct link *l)
{
	struct login lg = { .link = l,
		.session = l->session,
		.options = l->options,
		.tried = BUF_INIT(0) };
	enum err e = try_all(&lg);

	buf_free(&lg.tried);
	arena_free(&lg.arena);
	return e;
}
