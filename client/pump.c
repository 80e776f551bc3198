/* pump - move bytes between a channel and our three descriptors. */
#include "client/pump.h"

#include <errno.h>
#include <libssh/callbacks.h>
#include <libssh/server.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/escape.h"
#include "client/flow.h"
#include "client/link.h"
#include "client/tty.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"

enum {
	CHUNK_BYTES = 32 * 1024,
	/* What a pipe that polls as writable takes without blocking. */
	WRITE_BYTES = 4096,
	ROUNDS_MAX = 16, /* of reading the network before writing */
	TICK_MS = 15 * CLOCK_SECOND_MS,
	SILENT_TICKS = 3, /* without a byte, in spite of keepalives */
};

enum { POLL_NET, POLL_IN, POLL_OUT, POLL_ERR, POLL_WAKE, POLLS };

static const char help[] = "\nAfter Enter, or at the beginning:\n"
			   "  ~.  disconnect\n"
			   "  ~~  send one ~\n"
			   "  ~?  this text\n";

struct pump {
	struct link *link;
	ssh_channel channel;
	ssh_event event;
	int wake;
	struct escape escape;
	struct flow in;
	struct flow out[2]; /* standard output, standard error */
	uint32_t unread[2]; /* bytes of each that libssh holds */
	bool in_done;	    /* nothing more to read from standard input */
	bool eof_sent;
	bool closed; /* by the far side */
	bool over;   /* `end` is decided, whatever is still held */
	uint64_t heard_bytes;
	int silent_ticks;
	int64_t tick_ms;
	struct pump_end end;
	struct ssh_channel_callbacks_struct on;
};

static void
decide(struct pump *p, enum pump_why why, int problem)
{
	if (p->over)
		return;
	p->over = true;
	p->end.why = why;
	p->end.problem = problem;
}

/*
 * Output has come.  It stays with libssh, and so counts against the window,
 * until pull() has somewhere to put it.
 */
static int
on_data(ssh_session session, ssh_channel channel, void *bytes, uint32_t len,
    int is_stderr, void *data)
{
	struct pump *p = data;

	(void)session;
	(void)channel;
	(void)bytes;
	p->unread[is_stderr ? 1 : 0] = len;
	return 0;
}

/*
 * Take over all that libssh holds of one stream.  In one go, because libssh
 * opens the window again at the first byte read: taking a part would let the
 * far side send a window for every part, without bound.
 */
static void
pull(struct pump *p, int stream)
{
	char chunk[CHUNK_BYTES];

	while (p->unread[stream] > 0) {
		uint32_t want = p->unread[stream] < CHUNK_BYTES ?
		    p->unread[stream] :
		    CHUNK_BYTES;
		int n = ssh_channel_read_nonblocking(
		    p->channel, chunk, want, stream);

		if (n <= 0)
			break;
		flow_put(&p->out[stream], (struct str){ chunk, (size_t)n });
		p->unread[stream] -= (uint32_t)n;
	}
	p->unread[stream] = 0;
}

/*
 * All output is here.  It is taken over at once: when the connection ends
 * right after, libssh gives nothing out any more.
 */
static void
on_eof(ssh_session session, ssh_channel channel, void *data)
{
	struct pump *p = data;

	(void)session;
	(void)channel;
	p->end.complete = true;
	pull(p, 0);
	pull(p, 1);
}

static void
on_close(ssh_session session, ssh_channel channel, void *data)
{
	struct pump *p = data;

	on_eof(session, channel, data);
	p->closed = true;
}

static void
on_status(ssh_session session, ssh_channel channel, int status, void *data)
{
	struct pump *p = data;

	(void)session;
	(void)channel;
	p->end.status = status & 0xff;
}

static void
on_signal(ssh_session session, ssh_channel channel, const char *name, int core,
    const char *text, const char *lang, void *data)
{
	struct pump *p = data;

	(void)session;
	(void)channel;
	(void)core;
	(void)text;
	(void)lang;
	(void)snprintf(p->end.signal_name, sizeof p->end.signal_name, "%s",
	    name && *name ? name : "?");
}

/* Pass on what was read from standard input, as far as there is room. */
static void
feed(struct pump *p)
{
	while (!flow_is_empty(&p->in)) {
		struct str rest = flow_rest(&p->in);
		uint32_t window = ssh_channel_window_size(p->channel);
		int n;

		if (window == 0 ||
		    (ssh_get_poll_flags(p->link->session) & SSH_WRITE_PENDING))
			return;
		if (rest.n < window)
			window = (uint32_t)rest.n;
		n = ssh_channel_write(p->channel, rest.p, window);
		if (n < 0) {
			/* The far side reads no more; its status will come. */
			flow_took(&p->in, rest.n);
			p->in_done = true;
			return;
		}
		if (n == 0)
			return;
		flow_took(&p->in, (size_t)n);
	}
	if (p->in_done && !p->eof_sent && !p->closed)
		p->eof_sent = ssh_channel_send_eof(p->channel) == SSH_OK;
}

static void
read_input(struct pump *p)
{
	char chunk[CHUNK_BYTES];
	ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
	struct str typed;

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n < 0) {
		/* No EOF is sent: half a text must not pass for a whole. */
		decide(p, PUMP_INPUT_BROKE, errno);
		return;
	}
	if (n == 0) {
		p->in_done = true;
		return;
	}
	typed = (struct str){ chunk, (size_t)n };
	if (p->wake < 0) {
		flow_put(&p->in, typed);
		return;
	}
	switch (escape_pass(&p->escape, typed, &p->in.held)) {
	case ESCAPE_LEAVE:
		decide(p, PUMP_LEFT, 0);
		break;
	case ESCAPE_HELP:
		tty_show(STR(_(help)));
		break;
	case ESCAPE_NONE:
		break;
	}
}

static void
write_output(struct pump *p, int stream)
{
	struct flow *f = &p->out[stream];
	struct str rest = str_slice(flow_rest(f), 0, WRITE_BYTES);
	int fd = stream ? STDERR_FILENO : STDOUT_FILENO;
	ssize_t n = write(fd, rest.p, rest.n);

	if (n >= 0)
		flow_took(f, (size_t)n);
	else if (errno == EINTR || errno == EAGAIN)
		return;
	else if (stream)
		flow_took(f, flow_rest(f).n); /* no place for complaints */
	else if (errno == EPIPE)
		decide(p, PUMP_OUTPUT_GONE, errno);
	else
		decide(p, PUMP_OUTPUT_BROKE, errno);
}

/*
 * libssh grants window without counting what it holds of the other stream;
 * a far side that plays on this is left waiting.
 */
static bool
holds_too_much(const struct pump *p)
{
	size_t held = 0;

	for (int i = 0; i < 2; i++)
		held += p->out[i].held.n + p->unread[i];
	return held > PUMP_HELD_MAX;
}

static void
lost(struct pump *p, bool silent)
{
	p->end.silent = silent;
	p->closed = true;
	p->in_done = true;
	if (!p->over)
		p->end.why = PUMP_LOST;
}

static void
serve_network(struct pump *p)
{
	int rc = SSH_OK;

	for (int i = 0; i < ROUNDS_MAX && rc == SSH_OK && !p->closed; i++)
		rc = ssh_event_dopoll(p->event, 0);
	if (rc == SSH_ERROR && !p->closed)
		lost(p, false);
}

/* Ask a server that says nothing for a sign of life; give up in the end. */
static void
tick(struct pump *p)
{
	int64_t now = clock_mono_us() / 1000;
	uint64_t heard = p->link->socket.in_bytes;

	if (now < p->tick_ms)
		return;
	p->tick_ms = now + TICK_MS;
	if (heard != p->heard_bytes) {
		p->heard_bytes = heard;
		p->silent_ticks = 0;
		return;
	}
	if (++p->silent_ticks >= SILENT_TICKS) {
		lost(p, true);
		return;
	}
	/* The first call may do no more than take note of the last answer. */
	(void)ssh_send_keepalive(p->link->session);
	(void)ssh_send_keepalive(p->link->session);
}

static void
resize(struct pump *p)
{
	struct tty_size size;

	tty_woken();
	size = tty_size();
	(void)ssh_channel_change_pty_size(p->channel, size.cols, size.rows);
}

static void
wait_for_work(struct pump *p, struct pollfd *fds)
{
	int64_t left = p->tick_ms - clock_mono_us() / 1000;
	bool stalled = !p->closed && holds_too_much(p);

	for (int i = 0; i < POLLS; i++)
		fds[i] = (struct pollfd){ .fd = -1 };
	if (stalled) {
		/* Its silence is our doing. */
		p->silent_ticks = 0;
	} else if (!p->closed) {
		fds[POLL_NET].fd = ssh_get_fd(p->link->session);
		fds[POLL_NET].events = POLLIN;
		if (ssh_get_poll_flags(p->link->session) & SSH_WRITE_PENDING)
			fds[POLL_NET].events |= POLLOUT;
	}
	if (!p->in_done && !p->closed && flow_is_empty(&p->in))
		fds[POLL_IN] = (struct pollfd){ STDIN_FILENO, POLLIN, 0 };
	if (!flow_is_empty(&p->out[0]))
		fds[POLL_OUT] = (struct pollfd){ STDOUT_FILENO, POLLOUT, 0 };
	if (!flow_is_empty(&p->out[1]))
		fds[POLL_ERR] = (struct pollfd){ STDERR_FILENO, POLLOUT, 0 };
	fds[POLL_WAKE] = (struct pollfd){ p->wake, POLLIN, 0 };
	if (poll(fds, POLLS, left > 0 ? (int)left : 0) < 0)
		fds[POLL_NET].revents = 0;
}

/* One turn of the loop; false when all is done. */
static bool
turn(struct pump *p)
{
	struct pollfd fds[POLLS];

	for (int i = 0; i < 2 && !p->closed; i++) {
		if (flow_is_empty(&p->out[i]))
			pull(p, i);
	}
	if (!p->closed)
		feed(p);
	if (!p->closed && !ssh_is_connected(p->link->session))
		lost(p, false);
	if (p->over ||
	    (p->closed && flow_is_empty(&p->out[0]) &&
		flow_is_empty(&p->out[1])))
		return false;
	wait_for_work(p, fds);
	if (fds[POLL_WAKE].revents)
		resize(p);
	if (fds[POLL_OUT].revents)
		write_output(p, 0);
	if (fds[POLL_ERR].revents)
		write_output(p, 1);
	if (fds[POLL_IN].revents)
		read_input(p);
	if (fds[POLL_NET].revents)
		serve_network(p);
	if (!p->closed)
		tick(p);
	return true;
}

struct pump *
pump_new(struct link *l, ssh_channel channel)
{
	struct pump *p = mem_new(struct pump);

	p->link = l;
	p->channel = channel;
	p->end.status = -1;
	p->on.userdata = p;
	p->on.channel_data_function = on_data;
	p->on.channel_eof_function = on_eof;
	p->on.channel_close_function = on_close;
	p->on.channel_exit_status_function = on_status;
	p->on.channel_exit_signal_function = on_signal;
	ssh_callbacks_init(&p->on);
	if (ssh_set_channel_callbacks(channel, &p->on) < 0)
		bug("libssh refuses callbacks");
	return p;
}

struct pump_end
pump_run(struct pump *p, int wake)
{
	p->wake = wake;
	p->heard_bytes = p->link->socket.in_bytes;
	p->tick_ms = clock_mono_us() / 1000 + TICK_MS;
	p->event = ssh_event_new();
	if (!p->event || ssh_event_add_session(p->event, p->link->session) < 0)
		lost(p, false);
	while (turn(p))
		;
	return p->end;
}

void
pump_free(struct pump *p)
{
	(void)ssh_remove_channel_callbacks(p->channel, &p->on);
	if (p->event) {
		(void)ssh_event_remove_session(p->event, p->link->session);
		ssh_event_free(p->event);
	}
	flow_free(&p->in);
	flow_free(&p->out[0]);
	flow_free(&p->out[1]);
	free(p);
}
