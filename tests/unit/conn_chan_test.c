/* Channels of server/conn.h: commands, streams, pauses, terminals. */
#include "server/conn.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/sshcli.h"
#include "tests/lib/sshkeys.h"

static void
the_exit_status_arrives(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "ok@127.0.0.1", "exit", "10", NULL);
	child_expect(&r, 10, "");
	sshcli_run(&r, s, "ok@127.0.0.1", "exit", "0", NULL);
	child_expect(&r, 0, "");
	sshd_stop(s);
}

static void
both_streams_arrive_whole_and_apart(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;
	struct buf want = BUF_INIT(0);
	size_t errs = 0;

	(void)state;
	sshcli_run(&r, s, "-q", "ok@127.0.0.1", "two", NULL);
	for (int i = 0; i < 1000; i++)
		buf_printf(&want, "out %d\n", i);
	buf_char(&want, '\0');
	for (const char *p = r.err.p; (p = strstr(p, "err\n")); p += 4)
		errs++;
	assert_int_equal(errs, 1000);
	assert_int_equal(strlen(r.err.p), 4000);
	child_expect(&r, 3, want.p);
	buf_free(&want);
	sshd_stop(s);
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
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child c;
	struct child_result r;

	(void)state;
	c = sshcli_start(s, "ok@127.0.0.1", "count", NULL);
	write_all(c.in, 5000000);
	child_finish(&c, &r);
	child_expect(&r, 0, "5000000\n");
	c = sshcli_start(s, "ok@127.0.0.1", "cat", NULL);
	child_send(c.in, "there and back");
	child_finish(&c, &r);
	child_expect(&r, 0, "there and back");
	sshd_stop(s);
}

static void
expect_pattern(struct child_result *r, int64_t n)
{
	if (r->status != 0 || r->out.n != (size_t)n + 1)
		print_error("stderr: %s\n", r->err.p);
	assert_int_equal(r->status, 0);
	assert_int_equal(r->out.n, n + 1);
	for (int64_t i = 0; i < n; i++)
		if (r->out.p[i] != sshd_pattern(i))
			fail_msg("byte %lld differs", (long long)i);
	child_result_free(r);
}

static void
output_goes_on_after_the_peers_eof(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "ok@127.0.0.1", "afterwards", "1000000", NULL);
	expect_pattern(&r, 1000000);
	sshd_stop(s);
}

static void
rekeying_in_the_middle_loses_nothing(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child c;
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "-o", "RekeyLimit=1M", "ok@127.0.0.1", "flood",
	    "20000000", NULL);
	expect_pattern(&r, 20000000);
	c = sshcli_start(
	    s, "-o", "RekeyLimit=1M", "ok@127.0.0.1", "count", NULL);
	write_all(c.in, 10000000);
	child_finish(&c, &r);
	child_expect(&r, 0, "10000000\n");
	sshd_stop(s);
}

static void
a_stalled_reader_holds_up_nobody_and_loses_nothing(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child c;
	struct child_result r;

	(void)state;
	c = sshcli_start(s, "ok@127.0.0.1", "bulk", "10000000", NULL);
	sshd_expect(s, "exec bulk 10000000");
	for (int i = 0; i < 3; i++) {
		sshcli_run(&r, s, "ok@127.0.0.1", "echo", "me too", NULL);
		child_expect(&r, 0, "me too\n");
	}
	child_finish(&c, &r);
	expect_pattern(&r, 10000000);
	sshd_stop(s);
}

static void
a_paused_chan_makes_its_peer_wait(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child c;
	struct child_result r;
	char byte = 0;

	(void)state;
	c = sshcli_start(s, "ok@127.0.0.1", "pause", NULL);
	/* Nobody reads: the pipe fills when the window is used up. */
	assert_return_code(fcntl(c.in, F_SETFL, O_NONBLOCK), errno);
	sshd_expect(s, "exec pause");
	for (int i = 0; i < 300000; i++)
		if (write(c.in, &byte, 1) != 1)
			fail_msg("the window is not even that large");
	sshcli_run(&r, s, "ok@127.0.0.1", "resume", NULL);
	child_expect(&r, 0, "");
	assert_return_code(fcntl(c.in, F_SETFL, 0), errno);
	write_all(c.in, 4700000);
	child_finish(&c, &r);
	child_expect(&r, 0, "5000000\n");
	sshd_stop(s);
}

static void
input_over_the_limit_of_a_paused_chan_closes(void **state)
{
	struct conn_limits limits = sshd_roomy;
	struct sshd *s;
	struct child c;
	struct child_result r;

	(void)state;
	limits.input_bytes = 1000;
	s = sshd_start(&limits);
	c = sshcli_start(s, "ok@127.0.0.1", "pause", NULL);
	write_all(c.in, 1001);
	sshd_expect(s, "end error");
	child_finish(&c, &r);
	assert_int_not_equal(r.status, 0);
	child_result_free(&r);
	sshd_stop(s);
}

static void
closing_from_our_side_sends_what_was_written(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "ok@127.0.0.1", "close", NULL);
	child_expect(&r, 255, "bye\n");
	sshd_expect(s, "gone");
	sshd_expect(s, "end us");
	sshd_stop(s);
}

static void
keepalives_are_answered_again_and_again(void **state)
{
	struct conn_limits limits = sshd_roomy;
	struct sshd *s;
	struct child c;
	struct child_result r;
	char line[4096];
	FILE *err;

	(void)state;
	limits.keepalive_ms = 20;
	s = sshd_start(&limits);
	c = sshcli_start(s, "-vvv", "ok@127.0.0.1", "cat", NULL);
	err = fdopen(dup(c.err), "r");
	for (int seen = 0; seen < 5;) {
		assert_non_null(fgets(line, sizeof line, err));
		if (strstr(line, "rtype keepalive@openssh.com"))
			seen++;
	}
	fclose(err);
	child_finish(&c, &r);
	child_expect(&r, 0, "");
	sshd_stop(s);
}

/* Terminals. */

static void
terminals_are_what_can_be_believed(void **state)
{
	static const char name65[] = "a1234567890123456789012345678901234567890"
				     "123456789012345678901234";
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	setenv("TERM", "xterm-256color", 1);
	sshcli_run(&r, s, "ok@127.0.0.1", "pty", NULL);
	child_expect(&r, 0, "none 0 0\n");
	/* No terminal on this side: the size is 0x0. */
	sshcli_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	child_expect(&r, 0, "xterm-256color 80 24\n");
	setenv("TERM", "../../etc/passwd", 1);
	sshcli_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	child_expect(&r, 0, "dumb 80 24\n");
	setenv("TERM", "x\033]0;hi\007", 1);
	sshcli_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	child_expect(&r, 0, "dumb 80 24\n");
	assert_int_equal(strlen(name65), 65);
	setenv("TERM", name65, 1);
	sshcli_run(&r, s, "-tt", "ok@127.0.0.1", "pty", NULL);
	child_expect(&r, 0, "dumb 80 24\n");
	setenv("TERM", "xterm", 1);
	sshd_stop(s);
}

static void
few_variables_are_kept_and_only_if_they_are_clean(void **state)
{
	static const char long64[] = "a123456789012345678901234567890123456789"
				     "012345678901234567890123";
	struct sshd *s = sshd_start(&sshd_roomy);
	char most[160], over[160];
	struct child_result r;

	(void)state;
	assert_int_equal(strlen(long64), CHAN_ENV_BYTES);
	sshcli_run(&r, s, "ok@127.0.0.1", "env", NULL);
	child_expect(&r, 0, "[][][][][][]\n");
	sshcli_run(&r, s, "-o",
	    "SetEnv=LANG=de_DE.UTF-8 LC_ALL=C LC_CTYPE=POSIX NO_COLOR=1 "
	    "LC_TIME=C PATH=/evil TERM=dumb COLORTERM=truecolor "
	    "COLORFGBG=15;0",
	    "ok@127.0.0.1", "env", NULL);
	child_expect(&r, 0, "[C][POSIX][de_DE.UTF-8][1][truecolor][15;0]\n");
	snprintf(most, sizeof most, "SetEnv=LANG=%s", long64);
	sshcli_run(&r, s, "-o", most, "ok@127.0.0.1", "env", NULL);
	snprintf(most, sizeof most, "[][][%s][][][]\n", long64);
	child_expect(&r, 0, most);
	snprintf(over, sizeof over, "SetEnv=LANG=%s4", long64);
	sshcli_run(&r, s, "-o", over, "ok@127.0.0.1", "env", NULL);
	child_expect(&r, 0, "[][][][][][]\n");
	setenv("LANG", "x\033]0;hi\007", 1);
	setenv("LC_ALL", "caf\303\251", 1);
	setenv("LC_CTYPE", "C", 1);
	sshcli_run(
	    &r, s, "-o", "SendEnv=LANG LC_*", "ok@127.0.0.1", "env", NULL);
	unsetenv("LANG");
	unsetenv("LC_ALL");
	unsetenv("LC_CTYPE");
	child_expect(&r, 0, "[][C][][][][]\n");
	sshd_stop(s);
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
	struct sshd *s = sshd_start(&sshd_roomy);
	struct winsize size = { .ws_row = 300, .ws_col = 600 };
	char port[16];
	int master, status;
	pid_t pid;
	FILE *f;

	(void)state;
	snprintf(port, sizeof port, "-p%d", sshd_port(s));
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
	wait_for_line(f, "xterm 100 3");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	fclose(f);
	sshd_stop(s);
}

/* Several channels on one connection. */

static void
one_connection_carries_several_channels_up_to_the_limit(void **state)
{
	struct conn_limits limits = sshd_roomy;
	struct sshd *s;
	struct child m, a, b;
	struct child_result r;
	const char *via = sshkeys_path("control");
	char line[256];

	(void)state;
	limits.channels = 2;
	s = sshd_start(&limits);
	m = sshcli_start(s, "-v", "-M", "-S", via, "-N", "ok@127.0.0.1", NULL);
	/* It listens before it says so. */
	for (FILE *f = fdopen(dup(m.err), "r");;) {
		assert_non_null(fgets(line, sizeof line, f));
		if (strstr(line, "Entering interactive session")) {
			fclose(f);
			break;
		}
	}
	a = sshcli_start(s, "-S", via, "x@127.0.0.1", "cat", NULL);
	b = sshcli_start(s, "-S", via, "x@127.0.0.1", "flood", "3000000", NULL);
	sshd_expect(s, "exec flood 3000000");
	sshcli_run(&r, s, "-S", via, "-o", "ProxyCommand=false", "x@127.0.0.1",
	    "echo", "third", NULL);
	child_expect_failure(&r, "open refused by peer");
	child_finish(&b, &r);
	expect_pattern(&r, 3000000);
	child_send(a.in, "still here");
	child_finish(&a, &r);
	child_expect(&r, 0, "still here");
	sshd_expect(s, "gone");
	sshd_expect(s, "gone");
	sshcli_run(&r, s, "-S", via, "x@127.0.0.1", "echo", "room again", NULL);
	child_expect(&r, 0, "room again\n");
	kill(m.pid, SIGTERM);
	child_finish(&m, &r);
	child_result_free(&r);
	sshd_expect(s, "end peer");
	sshd_stop(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
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
		cmocka_unit_test(
		    few_variables_are_kept_and_only_if_they_are_clean),
		cmocka_unit_test(sizes_are_clamped_and_changes_are_told),
		cmocka_unit_test(
		    one_connection_carries_several_channels_up_to_the_limit),
	};

	return cmocka_run_group_tests(tests, sshcli_set_up, sshcli_tear_down);
}
