/* link - the connection to a server, up to the proof of who it is. */
#include "client/link.h"

#include <errno.h>
#include <fcntl.h>
#include <libssh/callbacks.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client/hostkey.h"
#include "client/tty.h"
#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/base/log.h"

enum {
	CONNECT_MS = 10 * CLOCK_SECOND_MS, /* for TCP, then for the keys */
	SILENT_MS = 45 * CLOCK_SECOND_MS,  /* for an answer after that */
	KEEPALIVE_IDLE_S = 15,
	KEEPALIVE_EVERY_S = 10,
	KEEPALIVE_PROBES = 3,
};

/*
 * The same as the server's.  libssh drops the names it does not know, so the
 * post-quantum ones take effect with the first version that has them.
 */
static const char kex_names[] =
    "mlkem768x25519-sha256,sntrup761x25519-sha512,"
    "sntrup761x25519-sha512@openssh.com,"
    "curve25519-sha256,curve25519-sha256@libssh.org";
static const char hostkey_names[] = "ssh-ed25519,rsa-sha2-512,rsa-sha2-256";
static const char cipher_names[] =
    "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,"
    "aes128-gcm@openssh.com";

static int64_t
now_ms(void)
{
	return clock_mono_us() / 1000;
}

/* Poll one descriptor until `until_ms`; 0 when the time is over. */
static int
poll_until(int fd, int events, int64_t until_ms)
{
	for (;;) {
		struct pollfd p = { .fd = fd, .events = (short)events };
		int64_t left = until_ms - now_ms();
		int n = poll(&p, 1, left > 0 ? (int)left : 0);

		if (n >= 0 || errno != EINTR)
			return n;
	}
}

/* Notice a network that has gone away, also while nobody types. */
static void
keep_alive(int fd)
{
	static const struct {
		int level;
		int name;
		int value;
	} options[] = {
		{ SOL_SOCKET, SO_KEEPALIVE, 1 },
		{ IPPROTO_TCP, TCP_NODELAY, 1 },
		{ IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE_S },
		{ IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_EVERY_S },
		{ IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_PROBES },
	};

	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
		(void)setsockopt(fd, options[i].level, options[i].name,
		    &options[i].value, sizeof options[i].value);
}

/* 0 and the socket, or an errno. */
static int
dial_one(const struct addrinfo *to, int64_t until_ms, int *out)
{
	socklen_t len = sizeof(int);
	int why = 0;
	int fd = socket(to->ai_family,
	    to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, to->ai_protocol);

	if (fd < 0)
		return errno;
	if (connect(fd, to->ai_addr, to->ai_addrlen) < 0) {
		if (errno != EINPROGRESS)
			why = errno;
		else if (poll_until(fd, POLLOUT, until_ms) <= 0)
			why = ETIMEDOUT;
		else if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &len) < 0)
			why = errno;
	}
	if (why) {
		(void)close(fd);
		return why;
	}
	keep_alive(fd);
	*out = fd;
	return 0;
}

static void
say_unreachable(const struct options *o, int why)
{
	const char *host = o->host;
	int port = o->port;

	if (why == ECONNREFUSED)
		tty_say(
		    _("%s: nobody answers on port %d (refused)"), host, port);
	else if (why == ETIMEDOUT)
		tty_say(_("%s: no answer on port %d within %d seconds"), host,
		    port, CONNECT_MS / CLOCK_SECOND_MS);
	else
		tty_say(_("%s port %d cannot be reached: %s"), host, port,
		    strerror(why));
}

static enum err
dial(const struct options *o, int *out)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV };
	struct log_num port = log_num(o->port);
	struct addrinfo *list = NULL;
	int64_t until = now_ms() + CONNECT_MS;
	int left = 0, why = ETIMEDOUT;
	int rc = getaddrinfo(o->host, port.text, &hints, &list);

	if (rc) {
		tty_say(_("host %s was not found: %s"), o->host,
		    rc == EAI_SYSTEM ? strerror(errno) : gai_strerror(rc));
		return ERR_OFFLINE;
	}
	for (const struct addrinfo *to = list; to; to = to->ai_next)
		left++;
	/* An address that swallows everything leaves time for the others. */
	for (const struct addrinfo *to = list; to; to = to->ai_next, left--) {
		int64_t now = now_ms();

		why = dial_one(to, now + (until - now) / left, out);
		if (!why)
			break;
	}
	freeaddrinfo(list);
	if (why) {
		say_unreachable(o, why);
		return ERR_OFFLINE;
	}
	return ERR_NONE;
}

static void
show_log(int priority, const char *function, const char *text, void *data)
{
	(void)priority;
	(void)function;
	(void)data;
	tty_say("%s", text);
}

/* libssh expands % in paths; ours are meant as they are. */
static int
set_path(ssh_session s, enum ssh_options_e option, const char *path)
{
	struct buf b = BUF_INIT(0);
	int rc;

	for (; *path; path++) {
		if (*path == '%')
			buf_char(&b, '%');
		buf_char(&b, *path);
	}
	buf_char(&b, '\0');
	rc = ssh_options_set(s, option, b.p);
	buf_free(&b);
	return rc;
}

static enum err
prepare(ssh_session s, const struct options *o)
{
	const bool no = false;
	unsigned int port = o->port;
	int rc = 0;

	if (ssh_options_set(s, SSH_OPTIONS_HOST, o->host) < 0) {
		tty_say(_("'%s' is not a host name ssh takes"), o->host);
		return ERR_INVALID;
	}
	rc |= ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
	rc |= ssh_options_set(s, SSH_OPTIONS_PORT, &port);
	rc |= ssh_options_set(s, SSH_OPTIONS_USER, o->user);
	rc |= set_path(s, SSH_OPTIONS_KNOWNHOSTS, o->known_hosts);
	rc |= ssh_options_set(s, SSH_OPTIONS_KEY_EXCHANGE, kex_names);
	rc |= ssh_options_set(s, SSH_OPTIONS_HOSTKEYS, hostkey_names);
	rc |= ssh_options_set(s, SSH_OPTIONS_CIPHERS_C_S, cipher_names);
	rc |= ssh_options_set(s, SSH_OPTIONS_CIPHERS_S_C, cipher_names);
	if (rc < 0) {
		tty_say(_("libssh refuses the settings: %s"), ssh_get_error(s));
		return ERR_INVALID;
	}
	return ERR_NONE;
}

/* Greet each other and agree on keys. */
static enum err
shake_hands(struct link *l)
{
	const struct options *o = l->options;
	int64_t until = now_ms() + CONNECT_MS;
	int rc;

	while ((rc = ssh_connect(l->session)) == SSH_AGAIN) {
		int events = POLLIN;

		if (ssh_get_poll_flags(l->session) & SSH_WRITE_PENDING)
			events |= POLLOUT;
		if (poll_until(ssh_get_fd(l->session), events, until) == 0) {
			tty_say(_("%s: something answers on port %d, but "
				  "says nothing that is ssh"),
			    o->host, o->port);
			return ERR_OFFLINE;
		}
	}
	if (rc == SSH_OK)
		return ERR_NONE;
	if (l->socket.in_bytes == 0)
		tty_say(
		    _("%s: port %d hangs up without a word"), o->host, o->port);
	else if (!ssh_get_serverbanner(l->session))
		tty_say(_("%s: what answers on port %d does not speak ssh "
			  "(%s)"),
		    o->host, o->port, ssh_get_error(l->session));
	else
		tty_say(_("%s: ssh begins, but fails: %s"), o->host,
		    ssh_get_error(l->session));
	return ERR_OFFLINE;
}

/* Once, up to a key that is known or that the person says yes to. */
static enum err
reach(struct link *l)
{
	const struct options *o = l->options;
	int fd = -1;
	enum err e;

	l->session = ssh_new();
	l->socket = (struct ssh_counter_struct){ 0 };
	l->asked = false;
	if (!l->session)
		return ERR_IO;
	if (o->verbose > 0) {
		(void)ssh_set_log_callback(show_log);
		(void)ssh_set_log_level(o->verbose + 1);
	}
	e = prepare(l->session, o);
	if (!e)
		e = dial(o, &fd);
	if (!e) {
		(void)ssh_options_set(l->session, SSH_OPTIONS_FD, &fd);
		ssh_set_counters(l->session, &l->socket, NULL);
		ssh_set_blocking(l->session, 0);
		e = shake_hands(l);
	}
	if (!e)
		e = hostkey_check(l);
	if (e)
		link_close(l);
	return e;
}

void
link_close(struct link *l)
{
	/* libssh leaves open a socket that it was given, while it works. */
	int fd = ssh_get_fd(l->session);

	ssh_disconnect(l->session);
	if (fd >= 0)
		(void)close(fd);
	ssh_free(l->session);
	l->session = NULL;
}

enum err
link_open(struct link *l, const struct options *o)
{
	enum err e;

	*l = (struct link){ .options = o };
	e = reach(l);
	/*
	 * While the person thought, the server's time for logging in ran,
	 * and may be over any moment.  The second time nothing is asked.
	 */
	while (!e && l->asked) {
		link_close(l);
		e = reach(l);
	}
	return e;
}

enum err
link_wait(struct link *l)
{
	int events = POLLIN;

	/* The server may have hung up while the person was asked. */
	if (!ssh_is_connected(l->session))
		return link_lost(l);
	if (ssh_get_poll_flags(l->session) & SSH_WRITE_PENDING)
		events |= POLLOUT;
	if (poll_until(ssh_get_fd(l->session), events, now_ms() + SILENT_MS) !=
	    0)
		return ERR_NONE;
	tty_say(_("%s has not answered for %d seconds"), l->options->host,
	    SILENT_MS / CLOCK_SECOND_MS);
	return ERR_OFFLINE;
}

enum err
link_lost(const struct link *l)
{
	tty_say(_("the connection to %s broke: %s"), l->options->host,
	    ssh_get_error(l->session));
	return ERR_OFFLINE;
}
