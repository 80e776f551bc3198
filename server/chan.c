/* chan - session channels: requests, input, output in order, the close. */
#include <linux/sockios.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "server/conn_impl.h"

enum {
	/* Handed to libssh at a time; it copies and may hold all of it. */
	SEND_BYTES = 32 * 1024,
	/* Real clients take 32 KiB; a tiny packet costs as much as those. */
	PACKET_MIN = 512,
	/* Small writes share a piece of the queue. */
	OUT_BYTES = 4 * 1024,
	/* How long an owner waits for the peer to confirm a close. */
	CLOSE_MS = 2000,
	/* The status of what conn_close() cut short, as ssh itself has it. */
	STATUS_CUT = 255,

	COLS_DEFAULT = 80,
	COLS_MAX = 500,
	ROWS_DEFAULT = 24,
	ROWS_MAX = 200,
};

static int32_t
clamp(int n, int32_t if_unknown, int32_t max)
{
	if (n <= 0)
		return if_unknown;
	return n > max ? max : n;
}

static void
set_size(struct chan *ch, int cols, int rows)
{
	ch->pty.cols = clamp(cols, COLS_DEFAULT, COLS_MAX);
	ch->pty.rows = clamp(rows, ROWS_DEFAULT, ROWS_MAX);
}

/* The name goes into file names and escape tables: letters and the like. */
static bool
is_term(const char *s)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789.+_-";
	size_t n = strlen(s);

	return n >= 1 && n <= 64 && strspn(s, ok) == n;
}

/* Callbacks: run inside libssh, only take notes.  0 is yes, 1 is no. */

static int
on_pty(ssh_session session, ssh_channel channel, const char *term, int cols,
    int rows, int width, int height, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel, (void)width, (void)height;
	if (ch->asked || ch->pty.present)
		return 1;
	ch->pty.present = true;
	snprintf(ch->pty.term, sizeof ch->pty.term, "%s",
	    term && is_term(term) ? term : "dumb");
	set_size(ch, cols, rows);
	return 0;
}

static int
on_resize(ssh_session session, ssh_channel channel, int cols, int rows,
    int width, int height, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel, (void)width, (void)height;
	if (!ch->pty.present)
		return 1;
	set_size(ch, cols, rows);
	ch->resized = true;
	return 0;
}

static int
on_shell(ssh_session session, ssh_channel channel, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel;
	if (ch->asked || ch->exiting)
		return 1;
	ch->asked = true;
	return 0;
}

static int
on_exec(ssh_session session, ssh_channel channel, const char *line, void *arg)
{
	struct chan *ch = arg;

	if (!line || on_shell(session, channel, arg) != 0)
		return 1;
	ch->line = mem_strdup(line);
	return 0;
}

static const char *const env_names[] = {
	[CHAN_LC_ALL] = "LC_ALL",
	[CHAN_LC_CTYPE] = "LC_CTYPE",
	[CHAN_LANG] = "LANG",
	[CHAN_NO_COLOR] = "NO_COLOR",
	[CHAN_COLORTERM] = "COLORTERM",
	[CHAN_COLORFGBG] = "COLORFGBG",
};

static bool
is_printable(const char *s)
{
	for (; *s; s++) {
		if (*s < ' ' || *s > '~')
			return false;
	}
	return true;
}

/* Clients that ask for an answer complain about a no; few are kept. */
static int
on_env(ssh_session session, ssh_channel channel, const char *name,
    const char *value, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel;
	if (ch->asked || !name || !value ||
	    strnlen(value, CHAN_ENV_BYTES + 1) > CHAN_ENV_BYTES ||
	    !is_printable(value))
		return 0;
	for (size_t i = 0; i < CHAN_ENV_COUNT; i++) {
		if (strcmp(name, env_names[i]) == 0)
			snprintf(ch->env[i], sizeof ch->env[i], "%s", value);
	}
	return 0;
}

static void
check_held(const struct chan *ch, size_t with_libssh)
{
	int64_t held = (int64_t)(ch->in.n + with_libssh);

	if (held <= ch->conn->limits->input_bytes)
		return;
	log_info("held input over the limit", "conn", LOG_NUM(ch->conn->id));
	conn_fail(ch->conn, CONN_END_ERROR);
}

/*
 * What is not taken stays with libssh and counts against the window, so a
 * peer that keeps to the rules waits while a chan is paused.
 */
static int
on_data(ssh_session session, ssh_channel channel, void *data, uint32_t len,
    int is_stderr, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel;
	if (is_stderr || ch->exiting)
		return (int)len;
	if (ch->paused || !ch->asked) {
		check_held(ch, len);
		ch->held = true;
		return 0;
	}
	buf_put(&ch->in, (struct str){ data, len });
	return (int)len;
}

static void
on_eof(ssh_session session, ssh_channel channel, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel;
	ch->eof = true;
}

static void
on_close(ssh_session session, ssh_channel channel, void *arg)
{
	struct chan *ch = arg;

	(void)session, (void)channel;
	ch->peer_closed = true;
}

ssh_channel
chan_open(ssh_session session, void *arg)
{
	struct conn *c = arg;
	struct chan *ch, **last = &c->chans;
	ssh_channel channel;

	if (c->closing || c->ending || c->channels >= c->limits->channels)
		return NULL;
	channel = ssh_channel_new(session);
	if (!channel)
		return NULL;
	ch = mem_new(struct chan);
	ch->conn = c;
	ch->channel = channel;
	ch->cb.userdata = ch;
	ch->cb.channel_pty_request_function = on_pty;
	ch->cb.channel_pty_window_change_function = on_resize;
	ch->cb.channel_shell_request_function = on_shell;
	ch->cb.channel_exec_request_function = on_exec;
	ch->cb.channel_env_request_function = on_env;
	ch->cb.channel_data_function = on_data;
	ch->cb.channel_eof_function = on_eof;
	ch->cb.channel_close_function = on_close;
	ssh_callbacks_init(&ch->cb);
	if (ssh_set_channel_callbacks(channel, &ch->cb) != SSH_OK)
		bug("ssh_set_channel_callbacks failed");
	while (*last)
		last = &(*last)->next;
	*last = ch;
	c->channels++;
	return channel;
}

/* What was left with libssh while the chan was paused. */
static void
take_held(struct chan *ch)
{
	char bytes[4096];

	for (;;) {
		/* Never asks for more than is there: that would read on. */
		int held = ssh_channel_poll(ch->channel, 0);
		int n;

		if (held <= 0)
			return;
		if (held > (int)sizeof bytes)
			held = (int)sizeof bytes;
		n = ssh_channel_read_nonblocking(
		    ch->channel, bytes, (uint32_t)held, 0);
		if (n <= 0)
			return;
		buf_put(&ch->in, (struct str){ bytes, (size_t)n });
	}
}

static void
deliver_input(struct chan *ch)
{
	const struct conn_hooks *hooks = ch->conn->hooks;
	struct buf in;

	if (ch->exiting)
		return;
	if (ch->paused) {
		/* Came before the pause; what came after was checked then. */
		check_held(ch, 0);
		return;
	}
	if (ch->held) {
		ch->held = false;
		take_held(ch);
	}
	if (ch->in.n > 0) {
		/* The hook may write, and writing may bring more input. */
		in = ch->in;
		ch->in = (struct buf)BUF_INIT(0);
		hooks->input(ch, buf_str(&in));
		buf_free(&in);
	}
	if (ch->eof && !ch->eof_told && !ch->paused && !ch->exiting &&
	    ch->in.n == 0) {
		ch->eof_told = true;
		hooks->eof(ch);
	}
}

static void
tell_gone(struct chan *ch)
{
	if (!ch->started || ch->gone_told)
		return;
	ch->gone_told = true;
	ch->conn->hooks->chan_closed(ch);
}

static void
drop_output(struct chan *ch)
{
	while (ch->out) {
		struct chan_out *o = ch->out;

		ch->out = o->next;
		free(o);
	}
	ch->out_last = NULL;
	ch->queued = 0;
}

/*
 * libssh 0.10 never returns from a write to a peer that takes packets of 10
 * bytes (it keeps 10 for itself; Debian's mend for 0 does not help), and
 * nothing public tells the size.  So look where it is in 0.10 and 0.11, if
 * all that is around it is what it should be.
 */
static bool
packets_too_small(const struct chan *ch)
{
	struct {
		void *session;
		uint32_t local_channel, local_window, local_eof;
		uint32_t local_maxpacket, remote_channel, remote_window;
		uint32_t remote_eof, remote_maxpacket;
	} c;

	if (LIBSSH_VERSION_INT >= SSH_VERSION_INT(0, 12, 0))
		return false;
	memcpy(&c, (const void *)ch->channel, sizeof c);
	if (c.session != (const void *)ch->conn->session ||
	    c.remote_window != ssh_channel_window_size(ch->channel) ||
	    c.local_eof != 0 || c.remote_eof > 1)
		return false;
	return c.remote_maxpacket < PACKET_MIN;
}

static bool
write_pending(const struct conn *c)
{
	return (ssh_get_poll_flags(c->session) & SSH_WRITE_PENDING) != 0;
}

static void
deliver(struct chan *ch)
{
	const struct conn_hooks *hooks = ch->conn->hooks;

	if (ch->asked && !ch->started && !ch->exiting) {
		if (packets_too_small(ch)) {
			log_info("peer wants tiny packets", "conn",
			    LOG_NUM(ch->conn->id));
			conn_fail(ch->conn, CONN_END_ERROR);
			return;
		}
		ch->started = true;
		if (ch->line)
			hooks->exec(ch, str_from(ch->line));
		else
			hooks->shell(ch);
		/* The first size is known to the hook above. */
		ch->resized = false;
	}
	if (ch->resized && ch->started && !ch->exiting)
		hooks->resize(ch);
	ch->resized = false;
	if (ch->started)
		deliver_input(ch);
	if (ch->undrained && !ch->out && !ch->exiting &&
	    !write_pending(ch->conn)) {
		ch->undrained = false;
		hooks->drained(ch);
	}
	if (ch->peer_closed ||
	    (ch->close_until && conn_now(ch->conn) >= ch->close_until))
		tell_gone(ch);
}

static void
free_chan(struct chan *ch)
{
	drop_output(ch);
	buf_free(&ch->in);
	free(ch->line);
	free(ch);
}

/*
 * Both sides are done.  Until the peer has closed too, the chan stays, even
 * when its owner has forgotten it: it swallows what still comes.
 */
static void
reap(struct conn *c, struct chan **at)
{
	struct chan *ch = *at;

	/* By itself a close is forgotten when its eof cannot be flushed. */
	ssh_channel_send_eof(ch->channel);
	ssh_channel_close(ch->channel);
	ssh_channel_free(ch->channel);
	*at = ch->next;
	c->channels--;
	free_chan(ch);
	/* The above may have read; see what it noted. */
	conn_kick(c);
}

void
chan_deliver_all(struct conn *c)
{
	for (struct chan *ch = c->chans; ch && !c->ending; ch = ch->next)
		deliver(ch);
	for (struct chan **at = &c->chans; *at && !c->ending;) {
		if ((*at)->peer_closed && ((*at)->gone_told || !(*at)->started))
			reap(c, at);
		else
			at = &(*at)->next;
	}
}

/*
 * With no window a write would wait for one inside libssh, running our own
 * callbacks from there.
 */
static bool
can_send(const struct chan *ch)
{
	return ch->out && !ch->peer_closed && !ch->close_until &&
	    ssh_channel_window_size(ch->channel) > 0;
}

/* Hand one piece to libssh; false when it took nothing, as in a rekey. */
static bool
send_piece(struct chan *ch)
{
	struct chan_out *o = ch->out;
	uint32_t n = ssh_channel_window_size(ch->channel);
	int rc;

	if (n > SEND_BYTES)
		n = SEND_BYTES;
	if (n > o->n - o->sent)
		n = (uint32_t)(o->n - o->sent);
	if (o->to_err)
		rc = ssh_channel_write_stderr(
		    ch->channel, o->bytes + o->sent, n);
	else
		rc = ssh_channel_write(ch->channel, o->bytes + o->sent, n);
	if (rc == SSH_ERROR) {
		/* The channel is closing; a broken session shows elsewhere. */
		drop_output(ch);
		return false;
	}
	o->sent += (size_t)rc;
	ch->queued -= (size_t)rc;
	if (o->sent == o->n) {
		ch->out = o->next;
		if (!ch->out)
			ch->out_last = NULL;
		free(o);
	}
	return rc > 0;
}

static void
close_out(struct chan *ch)
{
	ch->close_until = conn_now(ch->conn) + CLOSE_MS;
	ssh_channel_request_send_exit_status(ch->channel, ch->status);
	ssh_channel_send_eof(ch->channel);
	ssh_channel_close(ch->channel);
}

/* So that one flood does not silence the other chans of its connection. */
static void
move_last(struct chan **at)
{
	struct chan *ch = *at;

	*at = ch->next;
	while (*at)
		at = &(*at)->next;
	ch->next = NULL;
	*at = ch;
}

bool
chan_send_all(struct conn *c)
{
	bool sent = false;

	for (struct chan **at = &c->chans; *at && !write_pending(c);
	     at = &(*at)->next) {
		if (can_send(*at) && send_piece(*at)) {
			sent = true;
			move_last(at);
			break;
		}
	}
	for (struct chan *ch = c->chans; ch; ch = ch->next) {
		if (ch->exiting && !ch->out && !ch->close_until &&
		    !ch->peer_closed) {
			close_out(ch);
			sent = true;
		}
	}
	return sent;
}

void
chan_exit_all(struct conn *c)
{
	for (struct chan *ch = c->chans; ch; ch = ch->next)
		chan_exit(ch, STATUS_CUT);
}

uint64_t
chan_deadline(const struct conn *c)
{
	uint64_t at = UINT64_MAX;

	for (const struct chan *ch = c->chans; ch; ch = ch->next)
		if (ch->close_until && !ch->gone_told && ch->started &&
		    ch->close_until < at)
			at = ch->close_until;
	return at;
}

void
chan_tell_gone_all(struct conn *c)
{
	for (struct chan *ch = c->chans; ch; ch = ch->next)
		tell_gone(ch);
}

void
chan_free_all(struct conn *c)
{
	while (c->chans) {
		struct chan *ch = c->chans;

		c->chans = ch->next;
		free_chan(ch);
	}
}

const struct chan_pty *
chan_pty(const struct chan *ch)
{
	return &ch->pty;
}

struct str
chan_env(const struct chan *ch, enum chan_env which)
{
	return str_from(ch->env[which]);
}

struct conn *
chan_conn(const struct chan *ch)
{
	return ch->conn;
}

void
chan_set_data(struct chan *ch, void *data)
{
	ch->data = data;
}

void *
chan_data(const struct chan *ch)
{
	return ch->data;
}

static void
put(struct chan *ch, struct str bytes, bool to_err)
{
	struct chan_out *o = ch->out_last;

	if (bytes.n == 0 || ch->exiting || ch->peer_closed)
		return;
	if (!o || o->to_err != to_err || o->cap - o->n < bytes.n) {
		size_t cap = bytes.n > OUT_BYTES ? bytes.n : OUT_BYTES;

		o = mem_zalloc(sizeof *o + cap);
		o->cap = cap;
		o->to_err = to_err;
		if (ch->out_last)
			ch->out_last->next = o;
		else
			ch->out = o;
		ch->out_last = o;
	}
	memcpy(o->bytes + o->n, bytes.p, bytes.n);
	o->n += bytes.n;
	ch->queued += bytes.n;
	ch->undrained = true;
	conn_kick(ch->conn);
}

void
chan_write(struct chan *ch, struct str bytes)
{
	put(ch, bytes, false);
}

void
chan_write_err(struct chan *ch, struct str bytes)
{
	put(ch, bytes, true);
}

size_t
chan_queued(const struct chan *ch)
{
	return ch->queued;
}

size_t
chan_on_way(const struct chan *ch)
{
	int fd = ssh_get_fd(ch->conn->session), n = 0;

	return fd >= 0 && ioctl(fd, SIOCOUTQ, &n) == 0 && n > 0 ? (size_t)n : 0;
}

void
chan_pause(struct chan *ch, bool paused)
{
	ch->paused = paused;
	conn_kick(ch->conn);
}

void
chan_exit(struct chan *ch, int status)
{
	if (ch->exiting)
		return;
	ch->exiting = true;
	ch->status = status;
	conn_kick(ch->conn);
}
