/* hostkey - is this the server it was the last time? */
#include "client/hostkey.h"

#include <ctype.h>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/link.h"
#include "client/tty.h"
#include "common/base/arena.h"
#include "common/base/buf.h"

enum { PORT_SSH = 22, ANSWER_MAX = 256, QUESTIONS_MAX = 5 };

static const char known_everywhere[] = "/etc/ssh/ssh_known_hosts";

struct hostkey {
	struct link *link;
	struct arena arena;
	const char *host;	 /* as known_hosts has it: "[host]:2222" */
	const char *type;	 /* "ssh-ed25519" */
	const char *fingerprint; /* "SHA256:…" */
};

static enum err
read_key(struct hostkey *k)
{
	const struct options *o = k->link->options;
	unsigned char *hash = NULL;
	size_t len;
	char *text = NULL, *lower;
	ssh_key key = NULL;
	enum err e = ERR_IO;

	lower = arena_cstr(&k->arena, str_from(o->host));
	for (char *p = lower; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	k->host = o->port == PORT_SSH ?
	    lower :
	    arena_printf(&k->arena, "[%s]:%d", lower, o->port).p;
	if (ssh_get_server_publickey(k->link->session, &key) < 0)
		goto out;
	if (ssh_get_publickey_hash(
		key, SSH_PUBLICKEY_HASH_SHA256, &hash, &len) < 0)
		goto out;
	text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, len);
	if (!text)
		goto out;
	k->type = ssh_key_type_to_char(ssh_key_type(key));
	k->fingerprint = arena_cstr(&k->arena, str_from(text));
	e = ERR_NONE;
out:
	if (e)
		tty_say(_("the key of the server cannot be read"));
	ssh_string_free_char(text);
	ssh_clean_pubkey_hash(&hash);
	ssh_key_free(key);
	return e;
}

/* The line of `path` that names this host, from 1; 0 when none does. */
static int
line_of(const struct hostkey *k, const char *path)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t cap = 0;
	int number = 0, found = 0;

	if (!f)
		return 0;
	while (!found && getline(&line, &cap, f) >= 0) {
		struct ssh_knownhosts_entry *entry = NULL;

		number++;
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		if (ssh_known_hosts_parse_line(k->host, line, &entry) ==
		    SSH_OK) {
			found = number;
			ssh_knownhosts_entry_free(entry);
		}
	}
	free(line);
	(void)fclose(f);
	return found;
}

static enum err
refuse_changed(struct hostkey *k)
{
	const char *path = k->link->options->known_hosts;
	struct buf b = BUF_INIT(0);
	int line = line_of(k, path);

	if (!line) {
		path = known_everywhere;
		line = line_of(k, path);
	}
	buf_printf(&b, _("THE KEY OF %s IS NOT THE ONE YOU KNOW.\n"), k->host);
	buf_cstr(&b,
	    _("Its operator may have set it up anew.  Or somebody stands "
	      "between you and\nthe server, and would read and change all you "
	      "send.  Not connected.\n"));
	buf_printf(&b, _("It shows now:\n  %s %s\n"), k->type, k->fingerprint);
	buf_printf(&b, _("Known from:\n  %s, line %d\n"), path, line);
	buf_printf(&b,
	    _("Ask the operator, but not over this connection, for the "
	      "fingerprint.  If it is\nthe one above, forget the old key and "
	      "connect again:\n  ssh-keygen -f \"%s\" -R \"%s\"\n"),
	    path, k->host);
	tty_show(buf_str(&b));
	buf_free(&b);
	return ERR_IO;
}

/* libssh appends; a last line without its end would swallow the new one. */
static void
end_last_line(const char *path)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
	char last = '\n';

	if (fd < 0)
		return;
	if (lseek(fd, -1, SEEK_END) >= 0 && read(fd, &last, 1) == 1 &&
	    last != '\n' && write(fd, "\n", 1) != 1)
		tty_say(_("%s: the last line has no end"), path);
	(void)close(fd);
}

/* Failing to remember is no reason not to connect: it asks again next time. */
static enum err
remember(struct hostkey *k)
{
	const struct options *o = k->link->options;

	end_last_line(o->known_hosts);
	if (ssh_session_update_known_hosts(k->link->session) < 0)
		tty_say(_("the key could not be kept in %s: %s"),
		    o->known_hosts, ssh_get_error(k->link->session));
	else if (!o->quiet)
		tty_say(_("kept the key of %s in %s\n  %s %s"), k->host,
		    o->known_hosts, k->type, k->fingerprint);
	return ERR_NONE;
}

static bool
is_fingerprint(const struct hostkey *k, struct str s)
{
	struct str whole = str_from(k->fingerprint);
	size_t colon = str_find(whole, ':');

	return str_eq(s, whole) ||
	    str_eq(s, str_slice(whole, colon + 1, whole.n));
}

/* For this run, also where the key cannot be kept. */
static void
trust(struct hostkey *k)
{
	struct link *l = k->link;

	(void)snprintf(l->trusted, sizeof l->trusted, "%s", k->fingerprint);
}

static bool
is_trusted(const struct hostkey *k)
{
	return strcmp(k->link->trusted, k->fingerprint) == 0;
}

static enum err
ask_person(struct hostkey *k)
{
	struct str question = arena_printf(&k->arena,
	    _("You have not been on %s before.\n"
	      "It shows this key:\n  %s %s\n"
	      "The operator of the server can tell you whether that is right.\n"
	      "Is this the right server?  yes/no/(fingerprint) "),
	    k->host, k->type, k->fingerprint);
	struct buf answer = BUF_INIT(ANSWER_MAX);
	enum err e = ERR_IO;

	k->link->asked = true;
	for (int i = 0; i < QUESTIONS_MAX; i++) {
		struct str s;

		buf_reset(&answer);
		if (tty_ask(question, TTY_SHOWN, &answer))
			break;
		s = str_trim(buf_str(&answer));
		if (str_eq_nocase(s, STR("yes")) || is_fingerprint(k, s)) {
			trust(k);
			e = remember(k);
			break;
		}
		if (str_eq_nocase(s, STR("no")))
			break;
		question = STR(_("Type yes, no, or the fingerprint that the "
				 "operator gave you: "));
	}
	buf_free(&answer);
	if (e)
		tty_say(_("not connected"));
	return e;
}

static enum err
meet(struct hostkey *k)
{
	if (k->link->options->accept_new)
		return remember(k);
	if (is_trusted(k))
		return ERR_NONE;
	if (tty_can_ask())
		return ask_person(k);
	tty_say(_("%s is not known yet, and there is no terminal to ask on.  "
		  "Connect once by hand, or with --accept-new to take its key "
		  "unseen:\n  %s %s"),
	    k->host, k->type, k->fingerprint);
	return ERR_IO;
}

enum err
hostkey_check(struct link *l)
{
	struct hostkey k = { .link = l };
	enum err e = read_key(&k);

	if (e)
		goto out;
	switch (ssh_session_is_known_server(l->session)) {
	case SSH_KNOWN_HOSTS_OK:
		break;
	case SSH_KNOWN_HOSTS_UNKNOWN:
	case SSH_KNOWN_HOSTS_NOT_FOUND:
		e = meet(&k);
		break;
	case SSH_KNOWN_HOSTS_CHANGED:
	case SSH_KNOWN_HOSTS_OTHER:
		e = refuse_changed(&k);
		break;
	case SSH_KNOWN_HOSTS_ERROR:
	default:
		tty_say(_("the key of %s cannot be checked: %s"), k.host,
		    ssh_get_error(l->session));
		e = ERR_IO;
	}
out:
	arena_free(&k.arena);
	return e;
}
