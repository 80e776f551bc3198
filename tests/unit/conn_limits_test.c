/* Time, size and peers that vanish or lie: how server/conn.h bears them. */
#include "server/conn.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "tests/lib/sshcli.h"
#include "tests/lib/sshkeys.h"

static void
a_silent_peer_is_closed_at_the_banner_limit(void **state)
{
	struct conn_limits limits = sshd_roomy;

	(void)state;
	limits.banner_ms = 100;
	sshd_raw(&limits, "", "end banner");
	sshd_raw(&limits, "SSH-2.0-half a line", "end banner");
}

static void
what_is_not_ssh_is_closed_as_a_bad_banner(void **state)
{
	(void)state;
	sshd_raw(&sshd_roomy, "GET / HTTP/1.1\r\n\r\n", "end banner");
}

static void
a_peer_without_key_exchange_is_closed_at_its_limit(void **state)
{
	struct conn_limits limits = sshd_roomy;

	(void)state;
	limits.kex_ms = 100;
	sshd_raw(&limits, "SSH-2.0-Test\r\n", "end kex");
	sshd_raw(
	    &sshd_roomy, "SSH-2.0-Test\r\nthis is no packet at all", "end kex");
}

static void
a_login_that_takes_too_long_is_closed(void **state)
{
	struct conn_limits limits = sshd_roomy;
	struct sshd *s;
	struct child_result r;

	(void)state;
	limits.login_ms = 200;
	s = sshd_start(&limits);
	sshcli_run(&r, s, "undecided@127.0.0.1", "echo", NULL);
	assert_int_not_equal(r.status, 0);
	child_result_free(&r);
	sshd_expect(s, "end login");
	sshd_stop(s);
}

static void
from_the_first_prompt_on_there_is_the_time_of_prompts(void **state)
{
	struct conn_limits limits = sshd_roomy;
	struct sshd *s;
	struct child c;
	struct child_result r;

	(void)state;
	limits.login_ms = 200;
	s = sshd_start(&limits);
	sshkeys_type_later();
	c = sshcli_start(s, "kb@127.0.0.1", "echo", "in", NULL);
	sshd_expect(s, "auth 3");
	/* Another peer's login time starts now and runs out: so did this. */
	sshcli_run(&r, s, "undecided@127.0.0.1", "echo", NULL);
	child_result_free(&r);
	sshd_expect(s, "end login");
	sshkeys_type_now("secret\n");
	child_finish(&c, &r);
	child_expect(&r, 0, "in\n");
	sshd_stop(s);
}

static void
a_prompt_that_is_not_answered_in_time_closes(void **state)
{
	struct conn_limits limits = sshd_roomy;
	struct sshd *s;
	struct child c;
	struct child_result r;

	(void)state;
	limits.prompt_ms = 200;
	s = sshd_start(&limits);
	sshkeys_type_later();
	c = sshcli_start(s, "kb@127.0.0.1", "echo", "in", NULL);
	sshd_expect(s, "end login");
	sshkeys_type_now("secret\n");
	child_finish(&c, &r);
	assert_int_not_equal(r.status, 0);
	child_result_free(&r);
	sshd_stop(s);
}

static void
the_byte_limit_holds_and_one_more_closes(void **state)
{
	struct conn_limits limits = sshd_roomy;

	(void)state;
	limits.bytes = 20;
	limits.kex_ms = 100;
	sshd_raw(&limits, "SSH-2.0-abcdefghij\r\n", "end kex");
	sshd_raw(&limits, "SSH-2.0-abcdefghijk\r\n", "end bytes");
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

	sshkeys_read("known.pub", &file);
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
	struct conn_limits limits = sshd_roomy;
	const char *agent = sshkeys_path("liar");
	struct buf option = BUF_INIT(0);
	struct sshd *s;
	struct child_result r;
	pid_t liar;

	(void)state;
	limits.login_ms = 300;
	s = sshd_start(&limits);
	liar = start_liar(agent);
	buf_printf(&option, "-oIdentityAgent=%s", agent);
	buf_char(&option, '\0');
	sshcli_run(&r, s, option.p, "x@127.0.0.1", "echo", "in", NULL);
	child_expect_failure(&r, "Login took too long");
	sshd_expect(s, "auth 1");
	sshd_expect(s, "end login");
	buf_free(&option);
	assert_int_equal(waitpid(liar, NULL, 0), liar);
	sshd_stop(s);
}

static void
a_peer_may_vanish_at_any_stage(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child c;
	struct child_result r;
	int fd = sshd_dial(s);

	(void)state;
	close(fd);
	sshd_expect(s, "end peer");
	fd = sshd_dial(s);
	child_send(fd, "SSH-2.0-Test\r\n");
	close(fd);
	sshd_expect(s, "end peer");
	/* While the hook thinks … */
	c = sshcli_start(s, "undecided@127.0.0.1", "echo", NULL);
	sshd_expect(s, "auth 0");
	kill(c.pid, SIGKILL);
	child_finish(&c, &r);
	child_result_free(&r);
	sshd_expect(s, "end peer");
	/* … with a command at work … */
	c = sshcli_start(s, "ok@127.0.0.1", "hang", NULL);
	sshd_expect(s, "exec hang");
	kill(c.pid, SIGKILL);
	child_finish(&c, &r);
	child_result_free(&r);
	sshd_expect(s, "gone");
	sshd_expect(s, "end peer");
	/* … and in the middle of a flood. */
	c = sshcli_start(s, "ok@127.0.0.1", "flood", "1000000000", NULL);
	sshd_expect(s, "exec flood 1000000000");
	assert_int_equal(read(c.out, &fd, 1), 1);
	kill(c.pid, SIGKILL);
	child_finish(&c, &r);
	child_result_free(&r);
	sshd_expect(s, "gone");
	sshd_expect(s, "end peer");
	sshd_stop(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_silent_peer_is_closed_at_the_banner_limit),
		cmocka_unit_test(what_is_not_ssh_is_closed_as_a_bad_banner),
		cmocka_unit_test(
		    a_peer_without_key_exchange_is_closed_at_its_limit),
		cmocka_unit_test(a_login_that_takes_too_long_is_closed),
		cmocka_unit_test(
		    from_the_first_prompt_on_there_is_the_time_of_prompts),
		cmocka_unit_test(a_prompt_that_is_not_answered_in_time_closes),
		cmocka_unit_test(the_byte_limit_holds_and_one_more_closes),
		cmocka_unit_test(
		    a_wrong_signature_gets_no_answer_until_the_login_timer),
		cmocka_unit_test(a_peer_may_vanish_at_any_stage),
	};

	return cmocka_run_group_tests(tests, sshcli_set_up, sshcli_tear_down);
}
