/* listen - accepting connections, within the limits per address. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "server/master.h"

enum { BACKLOG = 1024, ACCEPTS_AT_ONCE = 64, ADDR_CHARS = 64 };

static void
address_text(const struct sockaddr_storage *ss, char out[ADDR_CHARS])
{
	out[0] = '\0';
	getnameinfo((const struct sockaddr *)ss, sizeof *ss, out, ADDR_CHARS,
	    NULL, 0, NI_NUMERICHOST);
}

static void
refuse(int fd, const char *addr, const char *why)
{
	log_info("refused", "addr", addr, "why", why);
	close(fd);
}

static void
take(struct master *m, int fd, const struct sockaddr_storage *ss)
{
	const struct source_limits limits = {
		.at_once = config_int(m->config, CONFIG_PER_SOURCE),
		.per_second = config_int(m->config, CONFIG_HANDSHAKES),
		.penalty_ms = config_int(m->config, CONFIG_PENALTY_MS),
	};
	int64_t strangers = config_int(m->config, CONFIG_STRANGERS);
	struct source *source;
	enum source_verdict v;
	char addr[ADDR_CHARS];
	int on = 1;

	address_text(ss, addr);
	if (strangers && m->strangers >= strangers) {
		refuse(
		    fd, addr, "too many connections that have not logged in");
		return;
	}
	v = sources_admit(m->sources, (const struct sockaddr *)ss, &limits,
	    clock_mono_us() / 1000, &source);
	if (v != SOURCE_ADMITTED) {
		refuse(fd, addr, source_verdict_name(v));
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (!procs_pass(m, fd, addr, source)) {
		sources_leave(m->sources, source);
		refuse(fd, addr, "no worker has room");
		return;
	}
	close(fd);
}

static void
on_readable(uv_poll_t *poll, int status, int events)
{
	struct listener *l = poll->data;

	(void)status;
	(void)events;
	for (int i = 0; i < ACCEPTS_AT_ONCE; i++) {
		struct sockaddr_storage ss = { 0 };
		socklen_t n = sizeof ss;
		int fd = accept4(l->fd, (struct sockaddr *)&ss, &n,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd >= 0) {
			take(l->master, fd, &ss);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE)
			log_error("no descriptor left to accept with");
		if (errno != EINTR && errno != ECONNABORTED)
			return;
	}
}

static enum err
add_listener(struct master *m, const struct addrinfo *ai)
{
	struct listener *l = &m->listener[m->listeners];
	struct sockaddr_storage ss = { 0 };
	socklen_t n = sizeof ss;
	char addr[ADDR_CHARS];
	int on = 1;

	l->fd = socket(
	    ai->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (l->fd < 0)
		return ERR_IO;
	setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (ai->ai_family == AF_INET6)
		setsockopt(l->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(l->fd, ai->ai_addr, ai->ai_addrlen) < 0 ||
	    listen(l->fd, BACKLOG) < 0) {
		close(l->fd);
		return ERR_IO;
	}
	getsockname(l->fd, (struct sockaddr *)&ss, &n);
	if (m->port == 0) {
		struct sockaddr_in in;

		memcpy(&in, &ss, sizeof in); /* the port stands alike in v6 */
		m->port = ntohs(in.sin_port);
	}
	address_text(&ss, addr);
	l->master = m;
	l->poll.data = l;
	uv_poll_init(&m->loop, &l->poll, l->fd);
	uv_poll_start(&l->poll, UV_READABLE, on_readable);
	m->listeners++;
	log_info("listening", "addr", addr, "port", LOG_NUM(m->port));
	return ERR_NONE;
}

static enum err
open_one(struct master *m, struct str address)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_PASSIVE };
	struct arena a = ARENA_INIT;
	char *host = arena_cstr(&a, address);
	char port[16];
	struct addrinfo *list = NULL;
	enum err e = ERR_INVALID;
	int rc;

	snprintf(port, sizeof port, "%lld", (long long)m->port);
	rc = getaddrinfo(host, port, &hints, &list);
	if (rc == 0 && m->listeners < LISTENERS_MAX)
		e = add_listener(m, list);
	if (e != ERR_NONE)
		log_error("cannot listen", "addr", host, "port", port, "why",
		    rc ? gai_strerror(rc) : strerror(errno));
	if (list)
		freeaddrinfo(list);
	arena_free(&a);
	return e;
}

enum err
listen_open(struct master *m)
{
	struct str all = config_text(m->config, CONFIG_LISTEN);

	m->port = config_int(m->config, CONFIG_PORT);
	while (all.n) {
		struct str one = str_trim(str_cut(&all, ','));

		if (one.n)
			TRY(open_one(m, one));
	}
	return m->listeners ? ERR_NONE : ERR_INVALID;
}

static void
on_closed(uv_handle_t *handle)
{
	struct listener *l = handle->data;

	close(l->fd);
}

void
listen_close(struct master *m)
{
	for (int i = 0; i < m->listeners; i++) {
		uv_handle_t *h = (uv_handle_t *)&m->listener[i].poll;

		if (!uv_is_closing(h))
			uv_close(h, on_closed);
	}
}
