/* sshd_serve - the server of tests/lib/sshd.h, in the child. */
#include "tests/lib/sshd_serve.h"

#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "tests/lib/sshd.h"
#include "tests/lib/sshkeys.h"

enum { BLOCK_BYTES = 64 * 1024, KEYS = 2, PRINTS = 2 };

struct app {
	uv_loop_t loop;
	struct turns *turns;
	uv_poll_t listener;
	int listen_fd;
	uv_signal_t term;
	struct host *host;
	const struct conn_limits *limits;
	int report;
	uint64_t conns;
	struct conn *live[64];
	struct conn *undecided; /* asked about, not answered yet */
	struct chan *paused;
	/* Files of sshkeys, with a NUL: host keys, prints it knows. */
	struct buf key[KEYS];
	struct buf print[PRINTS];
};

struct job {
	int64_t left;	 /* bytes still to write */
	int64_t written; /* bytes written */
	int64_t got;	 /* bytes read */
	bool counting;
	bool resizing;
	bool at_eof;
};

static void
report(struct app *, const char *, ...) __attribute__((format(printf, 2, 3)));

static void
report(struct app *app, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vdprintf(app->report, format, ap);
	va_end(ap);
}

static struct app *
app_of(const struct chan *ch)
{
	return conn_arg(chan_conn(ch));
}

static void say(struct chan *ch, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
say(struct chan *ch, const char *format, ...)
{
	struct buf b = BUF_INIT(0);
	va_list ap;

	va_start(ap, format);
	buf_vprintf(&b, format, ap);
	va_end(ap);
	chan_write(ch, buf_str(&b));
	buf_free(&b);
}

char
sshd_pattern(int64_t at)
{
	return (char)('a' + at * 7 / 1000 % 26);
}

static bool
key_is_known(const struct app *app, const struct auth_request *r)
{
	if (str_eq(r->user, STR("join")))
		return true;
	for (int i = 0; i < PRINTS; i++)
		if (str_eq(r->fingerprint, str_from(app->print[i].p)))
			return true;
	return false;
}

static void
decide(struct conn *c, bool yes)
{
	if (yes)
		conn_auth_accept(c);
	else
		conn_auth_refuse(c);
}

static void
on_auth(struct conn *c, const struct auth_request *r)
{
	struct auth_prompt prompt = { STR("Password: "), false };
	struct app *app = conn_arg(c);

	report(app, "auth %d\n", (int)r->kind);
	switch (r->kind) {
	case AUTH_NONE:
		if (str_eq(r->user, STR("undecided")))
			app->undecided = c;
		else
			decide(c, str_eq(r->user, STR("ok")));
		break;
	case AUTH_KEY_QUERY:
		decide(c, key_is_known(app, r));
		break;
	case AUTH_KEY:
		decide(c,
		    key_is_known(app, r) && str_starts(r->pubkey, STR("ssh-")));
		break;
	case AUTH_INTERACTIVE:
		if (str_eq(r->user, STR("kb")) || str_eq(r->user, STR("more")))
			conn_auth_ask(c, STR("Hello"), &prompt, 1);
		else
			conn_auth_refuse(c);
		break;
	case AUTH_ANSWERS:
		if (str_eq(r->user, STR("more")) &&
		    str_eq(r->answer[0], STR("go on")))
			conn_auth_ask_more(c, STR(""), &prompt, 1);
		else
			decide(c,
			    r->answers == 1 &&
				str_eq(r->answer[0], STR("secret")));
		break;
	}
}

static void
flood(struct chan *ch, struct job *j, int64_t most)
{
	static char block[BLOCK_BYTES];

	while (j->left > 0 && most > 0) {
		int64_t n = j->left < BLOCK_BYTES ? j->left : BLOCK_BYTES;

		for (int64_t i = 0; i < n; i++)
			block[i] = sshd_pattern(j->written + i);
		chan_write(ch, (struct str){ block, (size_t)n });
		j->written += n;
		j->left -= n;
		most -= n;
	}
	if (j->left == 0)
		chan_exit(ch, 0);
}

static void
say_pty(struct chan *ch)
{
	const struct chan_pty *p = chan_pty(ch);

	say(ch, "%s %d %d\n", p->present ? p->term : "none", p->cols, p->rows);
}

static int64_t
number(struct str s)
{
	int64_t n = 0;

	str_int(s, 0, 1 << 30, &n);
	return n;
}

static void
two_streams(struct chan *ch)
{
	for (int i = 0; i < 1000; i++) {
		say(ch, "out %d\n", i);
		chan_write_err(ch, STR("err\n"));
	}
	chan_exit(ch, 3);
}

static void
on_exec(struct chan *ch, struct str line)
{
	struct job *j = mem_new(struct job);
	struct app *app = app_of(ch);
	struct str rest = line, verb = str_cut(&rest, ' ');

	chan_set_data(ch, j);
	report(app, "exec %.*s\n", STR_ARG(line));
	if (str_eq(verb, STR("echo"))) {
		say(ch, "%.*s\n", STR_ARG(rest));
		chan_exit(ch, 0);
	} else if (str_eq(verb, STR("exit"))) {
		chan_exit(ch, (int)number(rest));
	} else if (str_eq(verb, STR("flood"))) {
		j->left = number(rest);
		flood(ch, j, BLOCK_BYTES);
	} else if (str_eq(verb, STR("bulk"))) {
		j->left = number(rest);
		flood(ch, j, j->left);
	} else if (str_eq(verb, STR("afterwards"))) {
		j->left = number(rest);
		j->at_eof = true;
	} else if (str_eq(verb, STR("two"))) {
		two_streams(ch);
	} else if (str_eq(verb, STR("pty"))) {
		say_pty(ch);
		chan_exit(ch, 0);
	} else if (str_eq(verb, STR("env"))) {
		for (int i = 0; i < CHAN_ENV_COUNT; i++)
			say(ch, "[%.*s]",
			    STR_ARG(chan_env(ch, (enum chan_env)i)));
		say(ch, "\n");
		chan_exit(ch, 0);
	} else if (str_eq(verb, STR("size"))) {
		j->resizing = true;
		say_pty(ch);
	} else if (str_eq(verb, STR("count"))) {
		j->counting = true;
	} else if (str_eq(verb, STR("pause"))) {
		j->counting = true;
		app->paused = ch;
		chan_pause(ch, true);
	} else if (str_eq(verb, STR("resume"))) {
		chan_pause(app->paused, false);
		chan_exit(ch, 0);
	} else if (str_eq(verb, STR("accept"))) {
		conn_auth_accept(app->undecided);
		chan_exit(ch, 0);
	} else if (str_eq(verb, STR("close"))) {
		j->counting = j->resizing = true;
		say(ch, "bye\n");
		conn_close(chan_conn(ch));
	}
	/* "cat" and "hang" need nothing here. */
}

static void
on_shell(struct chan *ch)
{
	chan_set_data(ch, mem_new(struct job));
	say(ch, "shell\n");
	chan_exit(ch, 0);
}

static void
on_input(struct chan *ch, struct str bytes)
{
	struct job *j = chan_data(ch);

	j->got += (int64_t)bytes.n;
	if (!j->counting)
		chan_write(ch, bytes);
}

static void
on_eof(struct chan *ch)
{
	struct job *j = chan_data(ch);

	if (j->at_eof) {
		flood(ch, j, BLOCK_BYTES);
		return;
	}
	if (j->counting && !j->resizing)
		say(ch, "%lld\n", (long long)j->got);
	if (!j->resizing && j->left == 0)
		chan_exit(ch, 0);
}

static void
on_resize(struct chan *ch)
{
	say_pty(ch);
	chan_exit(ch, 0);
}

static void
on_drained(struct chan *ch)
{
	struct job *j = chan_data(ch);

	if (chan_queued(ch) != 0)
		report(app_of(ch), "drained too early\n");
	if (j->left > 0)
		flood(ch, j, BLOCK_BYTES);
}

static void
on_chan_closed(struct chan *ch)
{
	struct app *app = app_of(ch);

	if (app->paused == ch)
		app->paused = NULL;
	free(chan_data(ch));
	report(app, "gone\n");
}

static void
on_closed(struct conn *c, enum conn_end end)
{
	struct app *app = conn_arg(c);

	if (app->undecided == c)
		app->undecided = NULL;
	app->live[conn_id(c)] = NULL;
	report(app, "end %s\n", conn_end_name(end));
}

static const struct conn_hooks hooks = {
	.auth = on_auth,
	.exec = on_exec,
	.shell = on_shell,
	.input = on_input,
	.eof = on_eof,
	.resize = on_resize,
	.drained = on_drained,
	.chan_closed = on_chan_closed,
	.closed = on_closed,
};

static void
on_connection(uv_poll_t *poll, int status, int events)
{
	struct app *app = poll->data;
	struct conn *c;
	int fd =
	    accept4(app->listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)status, (void)events;
	if (fd < 0)
		return;
	if (conn_open(app->turns, app->host, fd, app->conns, STR("127.0.0.1"),
		app->limits, &hooks, app, &c) != ERR_NONE)
		exit(12);
	app->live[app->conns++] = c;
}

static void
on_term(uv_signal_t *term, int signal)
{
	struct app *app = term->data;

	(void)signal;
	uv_close((uv_handle_t *)&app->listener, NULL);
	uv_close((uv_handle_t *)&app->term, NULL);
	for (uint64_t i = 0; i < app->conns; i++)
		if (app->live[i])
			conn_close(app->live[i]);
}

static void
read_keys(struct app *app)
{
	sshkeys_read("host_ed25519", &app->key[0]);
	sshkeys_read("rsa", &app->key[1]);
	sshkeys_read("known.print", &app->print[0]);
	sshkeys_read("rsa.print", &app->print[1]);
}

static void
app_free(struct app *app)
{
	for (int i = 0; i < KEYS; i++)
		buf_free(&app->key[i]);
	for (int i = 0; i < PRINTS; i++)
		buf_free(&app->print[i]);
	free(app);
}

_Noreturn void
sshd_serve(int listen_fd, int report_fd, const struct conn_limits *limits)
{
	struct app *app = mem_new(struct app);
	struct str keys[KEYS];

	log_set_level(getenv("SSHD_LOG") ? LOG_DEBUG : LOG_WARN);
	app->limits = limits;
	app->listen_fd = listen_fd;
	app->report = report_fd;
	read_keys(app);
	for (int i = 0; i < KEYS; i++)
		keys[i] = buf_str(&app->key[i]);
	if (host_open(keys, KEYS, &app->host) != ERR_NONE)
		exit(13);
	uv_loop_init(&app->loop);
	app->turns = turns_new(&app->loop);
	uv_poll_init(&app->loop, &app->listener, listen_fd);
	uv_signal_init(&app->loop, &app->term);
	app->listener.data = app->term.data = app;
	uv_poll_start(&app->listener, UV_READABLE, on_connection);
	uv_signal_start(&app->term, on_term, SIGTERM);
	uv_run(&app->loop, UV_RUN_DEFAULT);
	turns_free(app->turns);
	uv_run(&app->loop, UV_RUN_DEFAULT);
	/* Everything must have gone: a handle left over is a leak. */
	if (uv_loop_close(&app->loop) != 0)
		exit(14);
	host_free(app->host);
	app_free(app);
	exit(0);
}
