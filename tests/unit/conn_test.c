/*
 * Drives server/conn.h with OpenSSH's own client.  A forked child serves and
 * writes a line for everything its hooks see; the tests wait for those lines
 * and for clients to end, never for time to pass.
 */
#include "server/conn.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/base/mem.h"

enum {
	UNKNOWN_KEYS = 10,
	FLOOD_STEP = 64 * 1024,
	ARGS_MAX = 64,
	/* The whole program; a hang is a failure, not a wait. */
	ALARM_S = 240,
};

static char dir[] = "/tmp/conn_test.XXXXXX";
static char known_print[128], rsa_print[128];
static struct buf host_keys[2];

static const struct conn_limits roomy = {
	.banner_ms = 60000,
	.kex_ms = 60000,
	.login_ms = 60000,
	.prompt_ms = 60000,
	.bytes = 65536,
	.keys = 10,
	.passwords = 3,
	.channels = 4,
	.input_bytes = 2 << 20,
	.keepalive_ms = 60000,
};

/* The server, in the child. */

struct app {
	uv_loop_t loop;
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

static char
pattern(int64_t at)
{
	return (char)('a' + at * 7 / 1000 % 26);
}

static bool
key_is_known(const struct auth_request *r)
{
	return str_eq(r->user, STR("join")) ||
	    str_eq(r->fingerprint, str_from(known_print)) ||
	    str_eq(r->fingerprint, str_from(rsa_print));
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
		decide(c, key_is_known(r));
		break;
	case AUTH_KEY:
		decide(
		    c, key_is_known(r) && str_starts(r->pubkey, STR("ssh-")));
		break;
	case AUTH_INTERACTIVE:
		if (str_eq(r->user, STR("kb")))
			conn_auth_ask(c, STR("Hello"), &prompt, 1);
		else
			conn_auth_refuse(c);
		break;
	case AUTH_ANSWERS:
		decide(c,
		    str_eq(r->user, STR("kb")) && r->answers == 1 &&
			str_eq(r->answer[0], STR("secret")));
		break;
	}
}

static void
flood(struct chan *ch, struct job *j, int64_t most)
{
	static char block[FLOOD_STEP];

	while (j->left > 0 && most > 0) {
		int64_t n = j->left < FLOOD_STEP ? j->left : FLOOD_STEP;

		for (int64_t i = 0; i < n; i++)
			block[i] = pattern(j->written + i);
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
		flood(ch, j, FLOOD_STEP);
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
		flood(ch, j, FLOOD_STEP);
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
		flood(ch, j, FLOOD_STEP);
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
	if (conn_open(&app->loop, app->host, fd, app->conns, STR("127.0.0.1"),
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

static _Noreturn void
serve(int listen_fd, int report_fd, const struct conn_limits *limits)
{
	struct app *app = mem_new(struct app);
	struct str keys[2] = { buf_str(&host_keys[0]), buf_str(&host_keys[1]) };

	log_set_level(getenv("CONN_TEST_LOG") ? LOG_DEBUG : LOG_WARN);
	app->limits = limits;
	app->listen_fd = listen_fd;
	app->report = report_fd;
	if (host_open(keys, 2, &app->host) != ERR_NONE)
		exit(13);
	uv_loop_init(&app->loop);
	uv_poll_init(&app->loop, &app->listener, listen_fd);
	uv_signal_init(&app->loop, &app->term);
	app->listener.data = app->term.data = app;
	uv_poll_start(&app->listener, UV_READABLE, on_connection);
	uv_signal_start(&app->term, on_term, SIGTERM);
	uv_run(&app->loop, UV_RUN_DEFAULT);
	/* Everything must have gone: a handle left over is a leak. */
	if (uv_loop_close(&app->loop) != 0)
		exit(14);
	host_free(app->host);
	free(app);
	for (int i = 0; i < 2; i++)
		buf_free(&host_keys[i]);
	exit(0);
}

/* The tests, in the parent. */

struct server {
	pid_t pid;
	int port;
	FILE *reports;
};

static struct server *
start(const struct conn_limits *limits)
{
	struct server *s;
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof a;
	pid_t pid;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), pipes[2];

	assert_return_code(bind(fd, (struct sockaddr *)&a, n), errno);
	assert_return_code(listen(fd, 64), errno);
	assert_return_code(getsockname(fd, (struct sockaddr *)&a, &n), errno);
	assert_return_code(pipe2(pipes, O_CLOEXEC), errno);
	fflush(NULL);
	pid = fork();
	assert_return_code(pid, errno);
	if (pid == 0)
		serve(fd, pipes[1], limits);
	/* Not before: the child would leak it. */
	s = mem_new(struct server);
	s->pid = pid;
	s->port = ntohs(a.sin_port);
	close(fd);
	close(pipes[1]);
	s->reports = fdopen(pipes[0], "r");
	return s;
}

/* Read reports until one is `line`; fails when the server dies first. */
static void
expect(struct server *s, const char *line)
{
	char got[512];

	while (fgets(got, sizeof got, s->reports)) {
		got[strcspn(got, "\n")] = '\0';
		if (strcmp(got, line) == 0)
			return;
		assert_string_not_equal(got, "drained too early");
	}
	fail_msg("the server never reported \"%s\"", line);
}

/* End the server; it must leave nothing behind. */
static void
stop(struct server *s)
{
	char line[512];
	int status;

	kill(s->pid, SIGTERM);
	while (fgets(line, sizeof line, s->reports))
		assert_string_not_equal(line, "drained too early\n");
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	assert_int_equal(status, 0);
	fclose(s->reports);
	free(s);
}

struct client {
	pid_t pid;
	int in;	 /* write end of its input; -1: was /dev/null */
	int out; /* read end of its output */
	int err;
};

/* Run `argv` with pipes; `with_input` keeps its input open. */
static struct client
spawn(const char *const argv[], bool with_input)
{
	struct client c = { .in = -1 };
	int in[2], out[2], err[2];

	assert_return_code(pipe2(in, O_CLOEXEC), errno);
	assert_return_code(pipe2(out, O_CLOEXEC), errno);
	assert_return_code(pipe2(err, O_CLOEXEC), errno);
	fflush(NULL);
	c.pid = fork();
	assert_return_code(c.pid, errno);
	if (c.pid == 0) {
		dup2(with_input ? in[0] : open("/dev/null", O_RDONLY), 0);
		dup2(out[1], 1);
		dup2(err[1], 2);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	close(err[1]);
	if (with_input)
		c.in = in[1];
	else
		close(in[1]);
	c.out = out[0];
	c.err = err[0];
	return c;
}

static struct client
ssh_list(struct server *s, bool with_input, va_list ap)
{
	const char *argv[ARGS_MAX];
	char port[16];
	size_t n = 0;
	static const char *const fixed[] = { "ssh", "-F", "none", "-o",
		"StrictHostKeyChecking=no", "-o",
		"UserKnownHostsFile=/dev/null", "-o", "LogLevel=INFO", "-o",
		"IdentityFile=none", "-o", "GSSAPIAuthentication=no" };

	for (; n < sizeof fixed / sizeof fixed[0]; n++)
		argv[n] = fixed[n];
	snprintf(port, sizeof port, "-p%d", s->port);
	argv[n++] = port;
	do {
		assert_true(n < ARGS_MAX);
		argv[n] = va_arg(ap, const char *);
	} while (argv[n++]);
	return spawn(argv, with_input);
}

/* Start a client; arguments of ssh follow, ended by NULL. */
static struct client ssh_start(struct server *, ...) __attribute__((sentinel));

static struct client
ssh_start(struct server *s, ...)
{
	struct client c;
	va_list ap;

	va_start(ap, s);
	c = ssh_list(s, true, ap);
	va_end(ap);
	return c;
}

struct result {
	int status;
	struct buf out;
	struct buf err;
};

static void
slurp(int fd, struct buf *b)
{
	char bytes[16384];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_put(b, (struct str){ bytes, (size_t)n });
	buf_char(b, '\0');
	close(fd);
}

static void
result_free(struct result *r)
{
	buf_free(&r->out);
	buf_free(&r->err);
}

/* Close its input, take its output, wait for its end. */
static void
finish(struct client *c, struct result *r)
{
	int status;

	*r = (struct result){ 0 };
	if (c->in >= 0)
		close(c->in);
	slurp(c->out, &r->out);
	slurp(c->err, &r->err);
	assert_int_equal(waitpid(c->pid, &status, 0), c->pid);
	r->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Run one to its end with no input. */
static void
ssh_run(struct result *, struct server *, ...) __attribute__((sentinel));

static void
ssh_run(struct result *r, struct server *s, ...)
{
	struct client c;
	va_list ap;

	va_start(ap, s);
	c = ssh_list(s, false, ap);
	va_end(ap);
	finish(&c, r);
}

static void
expect_result(struct result *r, int status, const char *out)
{
	if (r->status != status || strcmp(r->out.p, out) != 0)
		print_error("stderr: %s\n", r->err.p);
	assert_int_equal(r->status, status);
	assert_string_equal(r->out.p, out);
	result_free(r);
}

static void
expect_failure(struct result *r, const char *words)
{
	if (!strstr(r->err.p, words))
		fail_msg("no \"%s\" in: %s", words, r->err.p);
	assert_int_not_equal(r->status, 0);
	result_free(r);
}

static const char *
path(const char *name)
{
	static char text[8][128];
	static int next;
	char *p = text[next++ % 8];

	snprintf(p, sizeof text[0], "%s/%s", dir, name);
	return p;
}

static void
put_file(const char *name, const char *text, mode_t mode)
{
	int fd = open(path(name), O_WRONLY | O_CREAT | O_TRUNC, mode);

	assert_return_code(fd, errno);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void
tool(struct buf *out, const char *const argv[])
{
	struct client c = spawn(argv, false);
	struct result r;

	finish(&c, &r);
	if (r.status != 0)
		fail_msg("%s: %s", argv[0], r.err.p);
	if (out)
		*out = r.out;
	else
		buf_free(&r.out);
	buf_free(&r.err);
}

/* The passwords that ssh will be given, one a line. */
static void
will_type(const char *answers)
{
	put_file("answers", answers, 0600);
	setenv("SSH_ASKPASS", path("askpass"), 1);
	setenv("SSH_ASKPASS_REQUIRE", "force", 1);
}

static int
dial(struct server *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)s->port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_return_code(connect(fd, (struct sockaddr *)&a, sizeof a), errno);
	return fd;
}

static void
send_text(int fd, const char *text)
{
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
}

/* One raw connection that sends `text`, says no more, and how it ended. */
static void
raw(const struct conn_limits *limits, const char *text, const char *end)
{
	struct server *s = start(limits);
	int fd = dial(s);

	send_text(fd, text);
	expect(s, end);
	close(fd);
	stop(s);
}

/* Logging in. */

static void
a_name_alone_gets_in_when_the_hook_says_so(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "ok@127.0.0.1", "echo", "hello", NULL);
	expect_result(&r, 0, "hello\n");
	expect(s, "end peer");
	ssh_run(&r, s, "ok@127.0.0.1", NULL);
	expect_result(&r, 0, "shell\n");
	stop(s);
}

static void
the_third_of_three_keys_gets_in(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "-i", path("u0"), "-i", path("u1"), "-i", path("known"),
	    "x@127.0.0.1", "echo", "in", NULL);
	expect_result(&r, 0, "in\n");
	expect(s, "auth 2");
	stop(s);
}

/* Run with `unknown` keys before the known one. */
static void
many_keys(struct result *r, struct server *s, int unknown)
{
	const char *a[2 * UNKNOWN_KEYS];
	char names[UNKNOWN_KEYS][128];

	for (int i = 0; i < UNKNOWN_KEYS; i++) {
		snprintf(names[i], sizeof names[i], "%s/u%d", dir, i);
		a[i] = names[i];
	}
	ssh_run(r, s, "-i", a[0], "-i", a[1], "-i", a[2], "-i", a[3], "-i",
	    a[4], "-i", a[5], "-i", a[6], "-i", a[7], "-i", a[8], "-i",
	    unknown == UNKNOWN_KEYS ? a[9] : path("known"), "-i", path("known"),
	    "x@127.0.0.1", "echo", "in", NULL);
}

static void
ten_keys_pass_and_the_eleventh_closes(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	many_keys(&r, s, UNKNOWN_KEYS - 1);
	expect_result(&r, 0, "in\n");
	expect(s, "end peer");
	many_keys(&r, s, UNKNOWN_KEYS);
	expect_failure(&r, "Too many authentication failures");
	expect(s, "end keys");
	stop(s);
}

static void
three_wrong_passwords_close_and_a_right_third_does_not(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	will_type("no\nnever\nsecret\n");
	ssh_run(&r, s, "kb@127.0.0.1", "echo", "in", NULL);
	expect_result(&r, 0, "in\n");
	expect(s, "end peer");
	will_type("no\nnever\nwrong\nsecret\n");
	ssh_run(&r, s, "-o", "NumberOfPasswordPrompts=9", "kb@127.0.0.1",
	    "echo", "in", NULL);
	expect_failure(&r, "Too many authentication failures");
	expect(s, "end passwords");
	stop(s);
}

static void
an_answer_may_come_later(void **state)
{
	struct server *s = start(&roomy);
	struct client c;
	struct result r;

	(void)state;
	c = ssh_start(s, "undecided@127.0.0.1", "echo", "late", NULL);
	expect(s, "auth 0");
	ssh_run(&r, s, "ok@127.0.0.1", "accept", NULL);
	expect_result(&r, 0, "");
	finish(&c, &r);
	expect_result(&r, 0, "late\n");
	stop(s);
}

static void
a_certificate_is_refused_and_its_plain_key_is_not(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "-i", path("signed"), "-o",
	    "PubkeyAcceptedAlgorithms="
	    "ssh-ed25519-cert-v01@openssh.com",
	    "join@127.0.0.1", "echo", "in", NULL);
	expect_failure(&r, "Permission denied");
	expect(s, "end peer");
	ssh_run(
	    &r, s, "-i", path("signed"), "join@127.0.0.1", "echo", "in", NULL);
	expect_result(&r, 0, "in\n");
	stop(s);
}

static void
put32(struct buf *b, size_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(n >> shift & 0xff));
}

static void
put_string(struct buf *b, struct str s)
{
	put32(b, s.n);
	buf_put(b, s);
}

/* What an agent that knows one key, and signs with zeros, has to say. */
static void
lie(struct buf *reply, int question, struct str key)
{
	static const char zeros[64];
	struct buf sig = BUF_INIT(0);

	switch (question) {
	case 11: /* which keys are there? */
		buf_char(reply, 12);
		put32(reply, 1);
		put_string(reply, key);
		put_string(reply, STR("known"));
		break;
	case 13: /* sign this */
		put_string(&sig, STR("ssh-ed25519"));
		put_string(&sig, (struct str){ zeros, sizeof zeros });
		buf_char(reply, 14);
		put_string(reply, buf_str(&sig));
		buf_free(&sig);
		break;
	default:
		buf_char(reply, 5);
		break;
	}
}

static bool
read_all(int fd, unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = read(fd, p, n);

		if (did <= 0)
			return false;
		p += did;
		n -= (size_t)did;
	}
	return true;
}

static _Noreturn void
run_liar(int listen_fd, struct str key)
{
	unsigned char head[4], body[4096];
	int fd = accept(listen_fd, NULL, NULL);

	while (read_all(fd, head, sizeof head)) {
		size_t n = (size_t)head[2] << 8 | head[3];
		struct buf reply = BUF_INIT(0), framed = BUF_INIT(0);

		if (n == 0 || n > sizeof body || !read_all(fd, body, n))
			break;
		lie(&reply, body[0], key);
		put_string(&framed, buf_str(&reply));
		if (write(fd, framed.p, framed.n) < 0)
			break;
		buf_free(&reply);
		buf_free(&framed);
	}
	_exit(0);
}

/* Start it on a socket of that name; the public key is the known one's. */
static pid_t
start_liar(const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct buf file = BUF_INIT(0);
	struct str rest, base64;
	unsigned char blob[256];
	size_t n;
	pid_t pid;

	slurp(open(path("known.pub"), O_RDONLY | O_CLOEXEC), &file);
	rest = buf_str(&file);
	str_cut(&rest, ' ');
	base64 = str_cut(&rest, ' ');
	assert_int_equal(
	    sodium_base642bin(blob, sizeof blob, base64.p, base64.n, NULL, &n,
		NULL, sodium_base64_VARIANT_ORIGINAL),
	    0);
	buf_free(&file);
	snprintf(a.sun_path, sizeof a.sun_path, "%s", name);
	assert_return_code(bind(fd, (struct sockaddr *)&a, sizeof a), errno);
	assert_return_code(listen(fd, 4), errno);
	pid = fork();
	assert_return_code(pid, errno);
	if (pid == 0)
		run_liar(fd, (struct str){ (const char *)blob, n });
	close(fd);
	return pid;
}

static void
a_wrong_signature_gets_no_answer_until_the_login_timer(void **state)
{
	struct conn_limits limits = roomy;
	const char *agent = path("liar");
	struct buf option = BUF_INIT(0);
	struct server *s;
	struct result r;
	pid_t liar;

	(void)state;
	limits.login_ms = 300;
	s = start(&limits);
	liar = start_liar(agent);
	buf_printf(&option, "-oIdentityAgent=%s", agent);
	buf_char(&option, '\0');
	ssh_run(&r, s, option.p, "x@127.0.0.1", "echo", "in", NULL);
	expect_failure(&r, "Login took too long");
	expect(s, "auth 1");
	expect(s, "end login");
	buf_free(&option);
	assert_int_equal(waitpid(liar, NULL, 0), liar);
	stop(s);
}

static void
an_rsa_key_signs_with_sha2(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "-i", path("rsa"), "x@127.0.0.1", "echo", "rsa", NULL);
	expect_result(&r, 0, "rsa\n");
	stop(s);
}

/* Time and size before login. */

static void
a_silent_peer_is_closed_at_the_banner_limit(void **state)
{
	struct conn_limits limits = roomy;

	(void)state;
	limits.banner_ms = 100;
	raw(&limits, "", "end banner");
	raw(&limits, "SSH-2.0-half a line", "end banner");
}

static void
what_is_not_ssh_is_closed_as_a_bad_banner(void **state)
{
	(void)state;
	raw(&roomy, "GET / HTTP/1.1\r\n\r\n", "end banner");
}

static void
a_peer_without_key_exchange_is_closed_at_its_limit(void **state)
{
	struct conn_limits limits = roomy;

	(void)state;
	limits.kex_ms = 100;
	raw(&limits, "SSH-2.0-Test\r\n", "end kex");
	raw(&roomy, "SSH-2.0-Test\r\nthis is no packet at all", "end kex");
}

static void
a_login_that_takes_too_long_is_closed(void **state)
{
	struct conn_limits limits = roomy;
	struct server *s;
	struct result r;

	(void)state;
	limits.login_ms = 200;
	s = start(&limits);
	ssh_run(&r, s, "undecided@127.0.0.1", "echo", NULL);
	assert_int_not_equal(r.status, 0);
	result_free(&r);
	expect(s, "end login");
	stop(s);
}

static void
from_the_first_prompt_on_there_is_the_time_of_prompts(void **state)
{
	struct conn_limits limits = roomy;
	struct server *s;
	struct client c;
	struct result r;
	int fd;

	(void)state;
	limits.login_ms = 200;
	s = start(&limits);
	assert_return_code(mkfifo(path("fifo"), 0600), errno);
	setenv("SSH_ASKPASS", path("askfifo"), 1);
	c = ssh_start(s, "kb@127.0.0.1", "echo", "in", NULL);
	expect(s, "auth 3");
	/* Another peer's login time starts now and runs out: so did this. */
	ssh_run(&r, s, "undecided@127.0.0.1", "echo", NULL);
	result_free(&r);
	expect(s, "end login");
	fd = open(path("fifo"), O_WRONLY | O_CLOEXEC);
	send_text(fd, "secret\n");
	close(fd);
	finish(&c, &r);
	expect_result(&r, 0, "in\n");
	stop(s);
}

static void
a_prompt_that_is_not_answered_in_time_closes(void **state)
{
	struct conn_limits limits = roomy;
	struct server *s;
	struct client c;
	struct result r;
	int fd;

	(void)state;
	limits.prompt_ms = 200;
	s = start(&limits);
	setenv("SSH_ASKPASS", path("askfifo"), 1);
	c = ssh_start(s, "kb@127.0.0.1", "echo", "in", NULL);
	expect(s, "end login");
	fd = open(path("fifo"), O_WRONLY | O_CLOEXEC);
	send_text(fd, "secret\n");
	close(fd);
	finish(&c, &r);
	assert_int_not_equal(r.status, 0);
	result_free(&r);
	stop(s);
}

static void
the_byte_limit_holds_and_one_more_closes(void **state)
{
	struct conn_limits limits = roomy;

	(void)state;
	limits.bytes = 20;
	limits.kex_ms = 100;
	raw(&limits, "SSH-2.0-abcdefghij\r\n", "end kex");
	raw(&limits, "SSH-2.0-abcdefghijk\r\n", "end bytes");
}

static void
a_peer_may_vanish_at_any_stage(void **state)
{
	struct server *s = start(&roomy);
	struct client c;
	struct result r;
	int fd = dial(s);

	(void)state;
	close(fd);
	expect(s, "end peer");
	fd = dial(s);
	send_text(fd, "SSH-2.0-Test\r\n");
	close(fd);
	expect(s, "end peer");
	/* While the hook thinks … */
	c = ssh_start(s, "undecided@127.0.0.1", "echo", NULL);
	expect(s, "auth 0");
	kill(c.pid, SIGKILL);
	finish(&c, &r);
	result_free(&r);
	expect(s, "end peer");
	/* … with a command at work … */
	c = ssh_start(s, "ok@127.0.0.1", "hang", NULL);
	expect(s, "exec hang");
	kill(c.pid, SIGKILL);
	finish(&c, &r);
	result_free(&r);
	expect(s, "gone");
	expect(s, "end peer");
	/* … and in the middle of a flood. */
	c = ssh_start(s, "ok@127.0.0.1", "flood", "1000000000", NULL);
	expect(s, "exec flood 1000000000");
	assert_int_equal(read(c.out, &fd, 1), 1);
	kill(c.pid, SIGKILL);
	finish(&c, &r);
	result_free(&r);
	expect(s, "gone");
	expect(s, "end peer");
	stop(s);
}

/* What is never granted. */

static void
forwarding_x11_and_subsystems_are_refused(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "-W", "127.0.0.1:1", "ok@127.0.0.1", NULL);
	expect_failure(&r, "administratively prohibited");
	ssh_run(&r, s, "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1",
	    "ok@127.0.0.1", "echo", NULL);
	expect_failure(&r, "remote port forwarding failed");
	ssh_run(&r, s, "-s", "ok@127.0.0.1", "sftp", NULL);
	expect_failure(&r, "subsystem request failed");
	setenv("DISPLAY", "127.0.0.1:99", 1);
	ssh_run(&r, s, "-Y", "ok@127.0.0.1", "echo", "no windows", NULL);
	unsetenv("DISPLAY");
	if (!strstr(r.err.p, "X11 forwarding request failed"))
		fail_msg("X11: %s", r.err.p);
	expect_result(&r, 0, "no windows\n");
	stop(s);
}

static void
an_agent_is_not_forwarded(void **state)
{
	struct server *s = start(&roomy);
	const char *const argv[] = { "ssh-agent", "-D", "-a", path("agent"),
		NULL };
	struct client agent = spawn(argv, false);
	struct result r;
	char byte;

	(void)state;
	/* It prints its socket's name once that is there. */
	assert_int_equal(read(agent.out, &byte, 1), 1);
	setenv("SSH_AUTH_SOCK", path("agent"), 1);
	ssh_run(&r, s, "-A", "-v", "ok@127.0.0.1", "echo", "alone", NULL);
	unsetenv("SSH_AUTH_SOCK");
	assert_null(strstr(r.err.p, "auth-agent@openssh.com"));
	expect_result(&r, 0, "alone\n");
	kill(agent.pid, SIGTERM);
	finish(&agent, &r);
	result_free(&r);
	stop(s);
}

static void
environment_variables_make_no_noise(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "-q", "-o", "SetEnv=LANG=de_DE.UTF-8", "ok@127.0.0.1",
	    "echo", "quiet", NULL);
	assert_string_equal(r.err.p, "");
	expect_result(&r, 0, "quiet\n");
	stop(s);
}

/* Commands, input and output. */

static void
the_exit_status_arrives(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "ok@127.0.0.1", "exit", "10", NULL);
	expect_result(&r, 10, "");
	ssh_run(&r, s, "ok@127.0.0.1", "exit", "0", NULL);
	expect_result(&r, 0, "");
	stop(s);
}

static void
both_streams_arrive_whole_and_apart(void **state)
{
	struct server *s = start(&roomy);
	struct result r;
	struct buf want = BUF_INIT(0);
	size_t errs = 0;

	(void)state;
	ssh_run(&r, s, "-q", "ok@127.0.0.1", "two", NULL);
	for (int i = 0; i < 1000; i++)
		buf_printf(&want, "out %d\n", i);
	buf_char(&want, '\0');
	for (const char *p = r.err.p; (p = strstr(p, "err\n")); p += 4)
		errs++;
	assert_int_equal(errs, 1000);
	assert_int_equal(strlen(r.err.p), 4000);
	expect_result(&r, 3, want.p);
	buf_free(&want);
	stop(s);
}

static void
write_all(int fd, size_t n)
{
	static const char zeros[65536];

	while (n > 0) {
		size_t most = n < sizeof zeros ? n : sizeof zeros;
		ssize_t did = write(fd, zeros, most);

		assert_true(did > 0);
		n -= (size_t)did;
	}
}

static void
input_ends_and_is_all_there(void **state)
{
	struct server *s = start(&roomy);
	struct client c;
	struct result r;

	(void)state;
	c = ssh_start(s, "ok@127.0.0.1", "count", NULL);
	write_all(c.in, 5000000);
	finish(&c, &r);
	expect_result(&r, 0, "5000000\n");
	c = ssh_start(s, "ok@127.0.0.1", "cat", NULL);
	send_text(c.in, "there and back");
	finish(&c, &r);
	expect_result(&r, 0, "there and back");
	stop(s);
}

static void
expect_pattern(struct result *r, int64_t n)
{
	if (r->status != 0 || r->out.n != (size_t)n + 1)
		print_error("stderr: %s\n", r->err.p);
	assert_int_equal(r->status, 0);
	assert_int_equal(r->out.n, n + 1);
	for (int64_t i = 0; i < n; i++)
		if (r->out.p[i] !=
		    pattern(i % FLOOD_STEP + i / FLOOD_STEP * FLOOD_STEP))
			fail_msg("byte %lld differs", (long long)i);
	result_free(r);
}

static void
output_goes_on_after_the_peers_eof(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "ok@127.0.0.1", "afterwards", "1000000", NULL);
	expect_pattern(&r, 1000000);
	stop(s);
}

static void
rekeying_in_the_middle_loses_nothing(void **state)
{
	struct server *s = start(&roomy);
	struct client c;
	struct result r;

	(void)state;
	ssh_run(&r, s, "-o", "RekeyLimit=1M", "ok@127.0.0.1", "flood",
	    "20000000", NULL);
	expect_pattern(&r, 20000000);
	c = ssh_start(s, "-o", "RekeyLimit=1M", "ok@127.0.0.1", "count", NULL);
	write_all(c.in, 10000000);
	finish(&c, &r);
	expect_result(&r, 0, "10000000\n");
	stop(s);
}

static void
a_stalled_reader_holds_up_nobody_and_loses_nothing(void **state)
{
	struct server *s = start(&roomy);
	struct client c;
	struct result r;

	(void)state;
	c = ssh_start(s, "ok@127.0.0.1", "bulk", "10000000", NULL);
	expect(s, "exec bulk 10000000");
	for (int i = 0; i < 3; i++) {
		ssh_run(&r, s, "ok@127.0.0.1", "echo", "me too", NULL);
		expect_result(&r, 0, "me too\n");
	}
	finish(&c, &r);
	expect_pattern(&r, 10000000);
	stop(s);
}

static void
a_paused_chan_makes_its_peer_wait(void **state)
{
	struct server *s = start(&roomy);
	struct client c;
	struct result r;
	char byte = 0;

	(void)state;
	c = ssh_start(s, "ok@127.0.0.1", "pause", NULL);
	/* Nobody reads: the pipe fills when the window is used up. */
	assert_return_code(fcntl(c.in, F_SETFL, O_NONBLOCK), errno);
	expect(s, "exec pause");
	for (int i = 0; i < 300000; i++)
		if (write(c.in, &byte, 1) != 1)
			fail_msg("the window is not even that large");
	ssh_run(&r, s, "ok@127.0.0.1", "resume", NULL);
	expect_result(&r, 0, "");
	assert_return_code(fcntl(c.in, F_SETFL, 0), errno);
	write_all(c.in, 4700000);
	finish(&c, &r);
	expect_result(&r, 0, "5000000\n");
	stop(s);
}

static void
input_over_the_limit_of_a_paused_chan_closes(void **state)
{
	struct conn_limits limits = roomy;
	struct server *s;
	struct client c;
	struct result r;

	(void)state;
	limits.input_bytes = 1000;
	s = start(&limits);
	c = ssh_start(s, "ok@127.0.0.1", "pause", NULL);
	write_all(c.in, 1001);
	expect(s, "end error");
	finish(&c, &r);
	assert_int_not_equal(r.status, 0);
	result_free(&r);
	stop(s);
}

static void
closing_from_our_side_sends_what_was_written(void **state)
{
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	ssh_run(&r, s, "ok@127.0.0.1", "close", NULL);
	expect_result(&r, 255, "bye\n");
	expect(s, "gone");
	expect(s, "end us");
	stop(s);
}

static void
keepalives_are_answered_again_and_again(void **state)
{
	struct conn_limits limits = roomy;
	struct server *s;
	struct client c;
	struct result r;
	char line[4096];
	FILE *err;

	(void)state;
	limits.keepalive_ms = 20;
	s = start(&limits);
	c = ssh_start(s, "-vvv", "ok@127.0.0.1", "cat", NULL);
	err = fdopen(dup(c.err), "r");
	for (int seen = 0; seen < 5;) {
		assert_non_null(fgets(line, sizeof line, err));
		if (strstr(line, "rtype keepalive@openssh.com"))
			seen++;
	}
	fclose(err);
	finish(&c, &r);
	expect_result(&r, 0, "");
	stop(s);
}

/* Terminals. */

static void
terminals_are_what_can_be_believed(void **state)
{
	static const char name65[] = "a1234567890123456789012345678901234567890"
				     "123456789012345678901234";
	struct server *s = start(&roomy);
	struct result r;

	(void)state;
	setenv("TERM", "xterm-256color", 1);
	ssh_run(&r, s, "ok@127.0.0.1", "pty", NULL);
	expect_result(&r, 0, "none 0 0\n");
	/* No terminal on this side: the size is 0x0. */
	ssh_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	expect_result(&r, 0, "xterm-256color 80 24\n");
	setenv("TERM", "../../etc/passwd", 1);
	ssh_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	expect_result(&r, 0, "dumb 80 24\n");
	setenv("TERM", "x\033]0;hi\007", 1);
	ssh_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	expect_result(&r, 0, "dumb 80 24\n");
	assert_int_equal(strlen(name65), 65);
	setenv("TERM", name65, 1);
	ssh_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	expect_result(&r, 0, "dumb 80 24\n");
	setenv("TERM", "xterm", 1);
	stop(s);
}

static void
wait_for_line(FILE *f, const char *want)
{
	char line[512];

	while (fgets(line, sizeof line, f))
		if (strstr(line, want))
			return;
	fail_msg("never saw \"%s\"", want);
}

static void
sizes_are_clamped_and_changes_are_told(void **state)
{
	struct server *s = start(&roomy);
	struct winsize size = { .ws_row = 300, .ws_col = 600 };
	char port[16];
	int master, status;
	pid_t pid;
	FILE *f;

	(void)state;
	snprintf(port, sizeof port, "-p%d", s->port);
	fflush(NULL);
	pid = forkpty(&master, NULL, NULL, &size);
	assert_return_code(pid, errno);
	if (pid == 0) {
		execlp("ssh", "ssh", "-F", "none", "-t", "-o",
		    "StrictHostKeyChecking=no", "-o",
		    "UserKnownHostsFile=/dev/null", port, "ok@127.0.0.1",
		    "size", (char *)NULL);
		_exit(127);
	}
	f = fdopen(master, "r");
	wait_for_line(f, "xterm 500 200");
	size = (struct winsize){ .ws_row = 3, .ws_col = 100 };
	assert_return_code(ioctl(master, TIOCSWINSZ, &size), errno);
	wait_for_line(f, "xterm 100 5");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	fclose(f);
	stop(s);
}

/* Several channels on one connection. */

static void
one_connection_carries_several_channels_up_to_the_limit(void **state)
{
	struct conn_limits limits = roomy;
	struct server *s;
	struct client m, a, b;
	struct result r;
	const char *via = path("control");
	char line[256];

	(void)state;
	limits.channels = 2;
	s = start(&limits);
	m = ssh_start(s, "-v", "-M", "-S", via, "-N", "ok@127.0.0.1", NULL);
	/* It listens before it says so. */
	for (FILE *f = fdopen(dup(m.err), "r");;) {
		assert_non_null(fgets(line, sizeof line, f));
		if (strstr(line, "Entering interactive session")) {
			fclose(f);
			break;
		}
	}
	a = ssh_start(s, "-S", via, "x@127.0.0.1", "cat", NULL);
	b = ssh_start(s, "-S", via, "x@127.0.0.1", "flood", "3000000", NULL);
	expect(s, "exec flood 3000000");
	ssh_run(&r, s, "-S", via, "-o", "ProxyCommand=false", "x@127.0.0.1",
	    "echo", "third", NULL);
	expect_failure(&r, "open refused by peer");
	finish(&b, &r);
	expect_pattern(&r, 3000000);
	send_text(a.in, "still here");
	finish(&a, &r);
	expect_result(&r, 0, "still here");
	expect(s, "gone");
	expect(s, "gone");
	ssh_run(&r, s, "-S", via, "x@127.0.0.1", "echo", "room again", NULL);
	expect_result(&r, 0, "room again\n");
	kill(m.pid, SIGTERM);
	finish(&m, &r);
	result_free(&r);
	expect(s, "end peer");
	stop(s);
}

static void
a_bad_host_key_is_an_error(void **state)
{
	struct str keys[1] = { STR("not a key") };
	struct host *h = NULL;

	(void)state;
	log_set_level(LOG_ERROR);
	assert_int_equal(host_open(keys, 1, &h), ERR_INVALID);
	assert_int_equal(host_open(keys, 0, &h), ERR_INVALID);
	assert_null(h);
}

static void
make_key(const char *name, const char *type)
{
	const char *const argv[] = { "ssh-keygen", "-q", "-t", type, "-N", "",
		"-f", path(name), "-C", name, NULL };

	tool(NULL, argv);
}

static void
print_of(const char *name, char *out, size_t cap)
{
	char pub[128];
	struct buf b;
	struct str rest, print;
	const char *const argv[] = { "ssh-keygen", "-l", "-f", pub, NULL };

	snprintf(pub, sizeof pub, "%s/%s.pub", dir, name);
	tool(&b, argv);
	rest = buf_str(&b);
	str_cut(&rest, ' ');
	print = str_cut(&rest, ' ');
	snprintf(out, cap, "%.*s", STR_ARG(print));
	buf_free(&b);
}

static int
set_up(void **state)
{
	char name[16], pub[128];
	const char *sign[] = { "ssh-keygen", "-q", "-s", NULL, "-I", "id", "-n",
		"join", NULL, NULL };

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	alarm(ALARM_S);
	unsetenv("SSH_AUTH_SOCK");
	setenv("TERM", "xterm", 1);
	if (!mkdtemp(dir))
		return -1;
	for (int i = 0; i < UNKNOWN_KEYS; i++) {
		snprintf(name, sizeof name, "u%d", i);
		make_key(name, "ed25519");
	}
	make_key("known", "ed25519");
	make_key("rsa", "rsa");
	make_key("ca", "ed25519");
	make_key("signed", "ed25519");
	make_key("host_ed25519", "ed25519");
	print_of("known", known_print, sizeof known_print);
	print_of("rsa", rsa_print, sizeof rsa_print);
	snprintf(pub, sizeof pub, "%s/signed.pub", dir);
	sign[3] = path("ca");
	sign[8] = pub;
	tool(NULL, sign);
	slurp(open(path("host_ed25519"), O_RDONLY | O_CLOEXEC), &host_keys[0]);
	slurp(open(path("rsa"), O_RDONLY | O_CLOEXEC), &host_keys[1]);
	put_file("askpass",
	    "#!/bin/sh\ncd \"${0%/*}\" && "
	    "head -n1 answers && sed -i 1d answers\n",
	    0700);
	put_file("askfifo", "#!/bin/sh\nhead -n1 <\"${0%/*}/fifo\"\n", 0700);
	return 0;
}

static int
tear_down(void **state)
{
	const char *const argv[] = { "rm", "-rf", dir, NULL };

	(void)state;
	tool(NULL, argv);
	for (int i = 0; i < 2; i++)
		buf_free(&host_keys[i]);
	return 0;
}

#ifndef CONN_TEST_NO_MAIN
int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_alone_gets_in_when_the_hook_says_so),
		cmocka_unit_test(the_third_of_three_keys_gets_in),
		cmocka_unit_test(ten_keys_pass_and_the_eleventh_closes),
		cmocka_unit_test(
		    three_wrong_passwords_close_and_a_right_third_does_not),
		cmocka_unit_test(an_answer_may_come_later),
		cmocka_unit_test(
		    a_certificate_is_refused_and_its_plain_key_is_not),
		cmocka_unit_test(
		    a_wrong_signature_gets_no_answer_until_the_login_timer),
		cmocka_unit_test(an_rsa_key_signs_with_sha2),
		cmocka_unit_test(a_silent_peer_is_closed_at_the_banner_limit),
		cmocka_unit_test(what_is_not_ssh_is_closed_as_a_bad_banner),
		cmocka_unit_test(
		    a_peer_without_key_exchange_is_closed_at_its_limit),
		cmocka_unit_test(a_login_that_takes_too_long_is_closed),
		cmocka_unit_test(
		    from_the_first_prompt_on_there_is_the_time_of_prompts),
		cmocka_unit_test(a_prompt_that_is_not_answered_in_time_closes),
		cmocka_unit_test(the_byte_limit_holds_and_one_more_closes),
		cmocka_unit_test(a_peer_may_vanish_at_any_stage),
		cmocka_unit_test(forwarding_x11_and_subsystems_are_refused),
		cmocka_unit_test(an_agent_is_not_forwarded),
		cmocka_unit_test(environment_variables_make_no_noise),
		cmocka_unit_test(the_exit_status_arrives),
		cmocka_unit_test(both_streams_arrive_whole_and_apart),
		cmocka_unit_test(input_ends_and_is_all_there),
		cmocka_unit_test(output_goes_on_after_the_peers_eof),
		cmocka_unit_test(rekeying_in_the_middle_loses_nothing),
		cmocka_unit_test(
		    a_stalled_reader_holds_up_nobody_and_loses_nothing),
		cmocka_unit_test(a_paused_chan_makes_its_peer_wait),
		cmocka_unit_test(input_over_the_limit_of_a_paused_chan_closes),
		cmocka_unit_test(closing_from_our_side_sends_what_was_written),
		cmocka_unit_test(keepalives_are_answered_again_and_again),
		cmocka_unit_test(terminals_are_what_can_be_believed),
		cmocka_unit_test(sizes_are_clamped_and_changes_are_told),
		cmocka_unit_test(
		    one_connection_carries_several_channels_up_to_the_limit),
		cmocka_unit_test(a_bad_host_key_is_an_error),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
#endif
