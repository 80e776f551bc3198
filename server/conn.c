/* conn - the life of a connection: its socket, its clock, its end. */
#include "server/conn.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "server/conn_impl.h"

enum {
	/* Rounds of libssh before other connections get their turn. */
	ROUNDS = 4,
	/* For conn_close(): what the peer has not taken by then is lost. */
	CLOSE_MS = 1000,
	/* For bytes sent but never acknowledged: the peer is gone. */
	TCP_TIMEOUT_MS = 120 * 1000,
	TCP_IDLE_S = 60,
};

static const char *const end_names[] = {
	[CONN_END_PEER] = "peer",
	[CONN_END_US] = "us",
	[CONN_END_BANNER] = "banner",
	[CONN_END_KEX] = "kex",
	[CONN_END_LOGIN] = "login",
	[CONN_END_BYTES] = "bytes",
	[CONN_END_KEYS] = "keys",
	[CONN_END_PASSWORDS] = "passwords",
	[CONN_END_ERROR] = "error",
};

const char *
conn_end_name(enum conn_end end)
{
	return end_names[end];
}

uint64_t
conn_now(const struct conn *c)
{
	return uv_now(turns_loop(c->turns));
}

static uint64_t
later(const struct conn *c, int64_t ms)
{
	return conn_now(c) + (uint64_t)(ms > 0 ? ms : 0);
}

void
conn_fail(struct conn *c, enum conn_end end)
{
	if (c->ending)
		return;
	c->ending = true;
	c->end = end;
}

static void
on_handle_closed(uv_handle_t *handle)
{
	struct conn *c = handle->data;

	if (--c->handles > 0)
		return;
	ssh_event_free(c->event);
	ssh_free(c->session);
	free(c);
}

/* What the peer is told, where its client can show it. */
static const char *const goodbyes[] = {
	[CONN_END_PEER] = "Goodbye",
	[CONN_END_US] = "Goodbye",
	[CONN_END_BANNER] = "Too slow",
	[CONN_END_KEX] = "Too slow",
	[CONN_END_LOGIN] = "Login took too long",
	[CONN_END_BYTES] = "Too much before login",
	[CONN_END_KEYS] = "Too many authentication failures",
	[CONN_END_PASSWORDS] = "Too many authentication failures",
	[CONN_END_ERROR] = "Protocol error",
};

static void
say_goodbye(struct conn *c)
{
	ssh_session_set_disconnect_message(c->session, goodbyes[c->end]);
	/*
	 * Have libssh try to send at once what it holds back until the socket
	 * polls as writable; there is no later.
	 */
	ssh_set_fd_towrite(c->session);
	ssh_disconnect(c->session);
}

/* The end.  Nothing of the conn is used after this but by libuv. */
static void
finish(struct conn *c)
{
	/* First of all: the fd may be closed and its number used again. */
	uv_poll_stop(&c->poll);
	uv_timer_stop(&c->timer);
	turn_drop(c->turns, &c->turn);
	c->stage = STAGE_GONE;
	log_write(c->end == CONN_END_PEER || c->end == CONN_END_US ? LOG_DEBUG :
								     LOG_INFO,
	    "conn ended", "conn", LOG_NUM(c->id), "addr", c->addr, "end",
	    conn_end_name(c->end), "why", ssh_get_error(c->session), "in",
	    LOG_NUM(c->bytes.in_bytes), "out", LOG_NUM(c->bytes.out_bytes),
	    (const char *)0);
	auth_free(c);
	chan_tell_gone_all(c);
	if (c->in_event)
		ssh_event_remove_session(c->event, c->session);
	say_goodbye(c);
	chan_free_all(c);
	c->hooks->closed(c, c->end);
	uv_close((uv_handle_t *)&c->poll, on_handle_closed);
	uv_close((uv_handle_t *)&c->timer, on_handle_closed);
}

/*
 * Whether the peer just left.  libssh tells that from breaking the protocol by
 * words only, and before the key exchange is done it may call a banner it does
 * not like a socket error, too.
 */
static bool
peer_left(const struct conn *c)
{
	struct str why = str_from(ssh_get_error(c->session));

	if (str_starts(why, STR("Received SSH_MSG_DISCONNECT")))
		return true;
	if (str_eq(str_cut(&why, ':'), STR("Socket error")))
		why = str_trim(why);
	else
		return false;
	return c->stage >= STAGE_LOGIN || str_eq(why, STR("disconnected")) ||
	    str_eq(why, str_from(strerror(ECONNRESET))) ||
	    str_eq(why, str_from(strerror(EPIPE)));
}

/* The session broke: find out whose doing it was. */
static void
lost(struct conn *c)
{
	if (c->closing)
		conn_fail(c, CONN_END_US);
	else if (peer_left(c))
		conn_fail(c, CONN_END_PEER);
	else if (c->stage == STAGE_BANNER)
		conn_fail(c, CONN_END_BANNER);
	else if (c->stage == STAGE_KEX)
		conn_fail(c, CONN_END_KEX);
	else
		conn_fail(c, CONN_END_ERROR);
}

/*
 * After a packet it does not like, libssh marks the session as broken but
 * neither closes the socket nor fails the call.
 */
static bool
is_lost(const struct conn *c)
{
	return ssh_get_fd(c->session) < 0 || !ssh_is_connected(c->session) ||
	    (ssh_get_status(c->session) & (SSH_CLOSED | SSH_CLOSED_ERROR));
}

static bool
too_many_bytes(struct conn *c)
{
	if (c->bytes.in_bytes <= (uint64_t)c->limits->bytes)
		return false;
	conn_fail(c, CONN_END_BYTES);
	return true;
}

static void
key_exchange(struct conn *c)
{
	int rc = ssh_handle_key_exchange(c->session);
	struct str banner = str_from(ssh_get_clientbanner(c->session));

	if (too_many_bytes(c))
		return;
	if (c->stage == STAGE_BANNER && str_starts(banner, STR("SSH-"))) {
		c->stage = STAGE_KEX;
		c->stage_until = later(c, c->limits->kex_ms);
	}
	if (rc == SSH_ERROR || is_lost(c)) {
		lost(c);
		return;
	}
	if (rc != SSH_OK)
		return;
	if (ssh_event_add_session(c->event, c->session) != SSH_OK) {
		conn_fail(c, CONN_END_ERROR);
		return;
	}
	c->in_event = true;
	c->stage = STAGE_LOGIN;
	c->stage_until = later(c, c->limits->login_ms);
}

static void
login(struct conn *c)
{
	/* A hook that has yet to answer keeps us from reading on. */
	for (int i = 0; i < ROUNDS && c->stage == STAGE_LOGIN && !c->ending &&
	     !c->auth.msg;
	     i++) {
		ssh_message msg = ssh_message_get(c->session);

		if (too_many_bytes(c)) {
			ssh_message_free(msg);
			return;
		}
		if (is_lost(c)) {
			ssh_message_free(msg);
			lost(c);
			return;
		}
		if (!msg)
			return;
		auth_message(c, msg);
	}
}

void
conn_opened(struct conn *c)
{
	c->server_cb.userdata = c;
	c->server_cb.channel_open_request_session_function = chan_open;
	ssh_callbacks_init(&c->server_cb);
	if (ssh_set_server_callbacks(c->session, &c->server_cb) != SSH_OK)
		bug("ssh_set_server_callbacks failed");
	c->stage = STAGE_OPEN;
	c->logged_in = true;
	c->keepalive_at = later(c, c->limits->keepalive_ms);
	log_debug("conn open", "conn", LOG_NUM(c->id));
}

static void
serve(struct conn *c)
{
	for (int i = 0; i < ROUNDS && !c->ending; i++) {
		int rc = ssh_event_dopoll(c->event, 0);
		bool sent;

		if (rc == SSH_ERROR || is_lost(c)) {
			lost(c);
			return;
		}
		c->kicked = false;
		chan_deliver_all(c);
		if (c->closing && !c->close_until) {
			c->close_until = later(c, CLOSE_MS);
			chan_exit_all(c);
		}
		/* Sending reads, too, so there may be more to deliver. */
		sent = chan_send_all(c);
		if (is_lost(c)) {
			lost(c);
			return;
		}
		if (c->closing && !c->chans)
			conn_fail(c, CONN_END_US);
		if (rc == SSH_AGAIN && !sent && !c->kicked)
			return;
	}
	c->kicked = true;
}

static void
keep_alive(struct conn *c)
{
	uint64_t before = c->packets.out_packets;

	c->keepalive_at = later(c, c->limits->keepalive_ms);
	ssh_send_keepalive(c->session);
	/*
	 * Without blocking, every other call only takes note of the answer to
	 * the one before and sends nothing.
	 */
	if (c->packets.out_packets == before)
		ssh_send_keepalive(c->session);
	if (is_lost(c))
		lost(c);
}

/* Whatever time has run out for. */
static void
check_clock(struct conn *c)
{
	uint64_t now = conn_now(c);

	if (c->stage == STAGE_OPEN) {
		if (c->close_until && now >= c->close_until)
			conn_fail(c, CONN_END_US);
		else if (c->limits->keepalive_ms > 0 && now >= c->keepalive_at)
			keep_alive(c);
	} else if (now >= c->stage_until) {
		conn_fail(c,
		    c->stage == STAGE_BANNER  ? CONN_END_BANNER :
			c->stage == STAGE_KEX ? CONN_END_KEX :
						CONN_END_LOGIN);
	}
}

static void on_timer(uv_timer_t *timer);
static void on_socket(uv_poll_t *poll, int status, int events);

static void
set_timer(struct conn *c)
{
	uint64_t now = conn_now(c), at = UINT64_MAX;

	if (c->stage != STAGE_OPEN) {
		at = c->stage_until;
	} else {
		at = chan_deadline(c);
		if (c->close_until && c->close_until < at)
			at = c->close_until;
		if (c->limits->keepalive_ms > 0 && c->keepalive_at < at)
			at = c->keepalive_at;
	}
	if (at == c->timer_at)
		return;
	c->timer_at = at;
	if (at == UINT64_MAX)
		uv_timer_stop(&c->timer);
	else
		uv_timer_start(&c->timer, on_timer, at > now ? at - now : 0, 0);
}

static void
set_poll(struct conn *c)
{
	int events = UV_READABLE;

	/* While a hook thinks, the peer may leave but is not heard. */
	if (c->auth.msg)
		events = UV_DISCONNECT;
	else if (ssh_get_poll_flags(c->session) & SSH_WRITE_PENDING)
		events |= UV_WRITABLE;
	if (uv_poll_start(&c->poll, events, on_socket) != 0)
		conn_fail(c, CONN_END_ERROR);
}

/*
 * Let libssh work, call the hooks that became due, and wait for more.  All
 * the connection does is done from here.
 */
static void
pump(struct turn *turn)
{
	struct conn *c = container_of(turn, struct conn, turn);

	c->pumping = true;
	c->kicked = false;
	if (c->closing && c->stage != STAGE_OPEN)
		conn_fail(c, CONN_END_US);
	if (!c->ending && c->stage <= STAGE_KEX)
		key_exchange(c);
	if (!c->ending && c->stage == STAGE_LOGIN)
		login(c);
	if (!c->ending && c->stage == STAGE_OPEN)
		serve(c);
	if (!c->ending)
		check_clock(c);
	if (!c->ending)
		set_poll(c);
	c->pumping = false;
	if (c->ending) {
		finish(c);
		return;
	}
	set_timer(c);
	if (c->kicked)
		conn_kick(c);
}

static void
on_timer(uv_timer_t *timer)
{
	struct conn *c = timer->data;

	c->timer_at = 0;
	turn_wait(c->turns, &c->turn, pump);
}

static void
on_socket(uv_poll_t *poll, int status, int events)
{
	struct conn *c = poll->data;

	/* While a hook thinks, libssh does not look at the socket. */
	if (c->auth.msg && (status < 0 || (events & UV_DISCONNECT)))
		conn_fail(c, CONN_END_PEER);
	turn_wait(c->turns, &c->turn, pump);
}

void
conn_kick(struct conn *c)
{
	c->kicked = true;
	if (c->pumping || c->stage == STAGE_GONE)
		return;
	/* libssh closes the socket when a reply fails; libuv must not see. */
	if (ssh_get_fd(c->session) < 0)
		uv_poll_stop(&c->poll);
	turn_wait(c->turns, &c->turn, pump);
}

/* Small packets at once, and no waiting for ever for a peer that is gone. */
static void
tune_socket(int fd)
{
	int on = 1, idle_s = TCP_IDLE_S;
	unsigned timeout_ms = TCP_TIMEOUT_MS;

	/* Not fatal: the socket need not be TCP. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(
	    fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms, sizeof timeout_ms);
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle_s, sizeof idle_s);
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

static bool
start_session(struct conn *c, struct host *host, int fd)
{
	ssh_session s = c->session;

	if (ssh_bind_accept_fd(host->bind, s, fd) != SSH_OK)
		return false;
	/* A decompressor costs memory and is one more thing to attack. */
	if (ssh_options_set(s, SSH_OPTIONS_COMPRESSION_C_S, "none") ||
	    ssh_options_set(s, SSH_OPTIONS_COMPRESSION_S_C, "none"))
		return false;
	ssh_set_blocking(s, 0);
	ssh_set_auth_methods(
	    s, SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_INTERACTIVE);
	ssh_set_counters(s, &c->bytes, &c->packets);
	return true;
}

enum err
conn_open(struct turns *turns, struct host *host, int fd, uint64_t id,
    struct str addr, const struct conn_limits *limits,
    const struct conn_hooks *hooks, void *arg, struct conn **out)
{
	struct conn *c = mem_new(struct conn);

	c->turns = turns;
	c->id = id;
	c->limits = limits;
	c->hooks = hooks;
	c->arg = arg;
	snprintf(c->addr, sizeof c->addr, "%.*s", STR_ARG(addr));
	tune_socket(fd);
	c->session = ssh_new();
	c->event = ssh_event_new();
	if (!c->session || !c->event)
		bug("ssh_new failed");
	if (!start_session(c, host, fd) ||
	    uv_poll_init_socket(turns_loop(turns), &c->poll, fd) != 0) {
		log_warn("conn not served", "conn", LOG_NUM(id), "why",
		    ssh_get_error(host->bind));
		if (ssh_get_fd(c->session) != fd)
			close(fd);
		ssh_event_free(c->event);
		ssh_free(c->session);
		free(c);
		return ERR_IO;
	}
	uv_timer_init(turns_loop(turns), &c->timer);
	c->poll.data = c->timer.data = c;
	c->handles = 2;
	c->stage_until = later(c, limits->banner_ms);
	/* The pump's first run sends our banner. */
	conn_kick(c);
	*out = c;
	return ERR_NONE;
}

void *
conn_arg(const struct conn *c)
{
	return c->arg;
}

uint64_t
conn_id(const struct conn *c)
{
	return c->id;
}

void
conn_set_data(struct conn *c, void *data)
{
	c->data = data;
}

void *
conn_data(const struct conn *c)
{
	return c->data;
}

void
conn_close(struct conn *c)
{
	c->closing = true;
	conn_kick(c);
}
