/* Logging in by server/conn.h, host keys, and what nobody is granted. */
#include "server/conn.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/log.h"
#include "tests/lib/sshcli.h"
#include "tests/lib/sshkeys.h"

static void
a_name_alone_gets_in_when_the_hook_says_so(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "ok@127.0.0.1", "echo", "hello", NULL);
	child_expect(&r, 0, "hello\n");
	sshd_expect(s, "end peer");
	sshcli_run(&r, s, "ok@127.0.0.1", NULL);
	child_expect(&r, 0, "shell\n");
	sshd_stop(s);
}

static void
the_third_of_three_keys_gets_in(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "-i", sshkeys_path("u0"), "-i", sshkeys_path("u1"),
	    "-i", sshkeys_path("known"), "x@127.0.0.1", "echo", "in", NULL);
	child_expect(&r, 0, "in\n");
	sshd_expect(s, "auth 2");
	sshd_stop(s);
}

/* Run with `unknown` keys before the known one. */
static void
many_keys(struct child_result *r, struct sshd *s, int unknown)
{
	const char *a[SSHKEYS_UNKNOWN];
	char name[16];

	for (int i = 0; i < SSHKEYS_UNKNOWN; i++) {
		snprintf(name, sizeof name, "u%d", i);
		a[i] = sshkeys_path(name);
	}
	sshcli_run(r, s, "-i", a[0], "-i", a[1], "-i", a[2], "-i", a[3], "-i",
	    a[4], "-i", a[5], "-i", a[6], "-i", a[7], "-i", a[8], "-i",
	    unknown == SSHKEYS_UNKNOWN ? a[9] : sshkeys_path("known"), "-i",
	    sshkeys_path("known"), "x@127.0.0.1", "echo", "in", NULL);
}

static void
ten_keys_pass_and_the_eleventh_closes(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	many_keys(&r, s, SSHKEYS_UNKNOWN - 1);
	child_expect(&r, 0, "in\n");
	sshd_expect(s, "end peer");
	many_keys(&r, s, SSHKEYS_UNKNOWN);
	child_expect_failure(&r, "Too many authentication failures");
	sshd_expect(s, "end keys");
	sshd_stop(s);
}

static void
three_wrong_passwords_close_and_a_right_third_does_not(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshkeys_type("no\nnever\nsecret\n");
	sshcli_run(&r, s, "kb@127.0.0.1", "echo", "in", NULL);
	child_expect(&r, 0, "in\n");
	sshd_expect(s, "end peer");
	sshkeys_type("no\nnever\nwrong\nsecret\n");
	sshcli_run(&r, s, "-o", "NumberOfPasswordPrompts=9", "kb@127.0.0.1",
	    "echo", "in", NULL);
	child_expect_failure(&r, "Too many authentication failures");
	sshd_expect(s, "end passwords");
	sshd_stop(s);
}

static void
an_answer_that_was_right_is_no_try(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshkeys_type("go on\ngo on\ngo on\ngo on\nsecret\n");
	sshcli_run(&r, s, "more@127.0.0.1", "echo", "in", NULL);
	child_expect(&r, 0, "in\n");
	sshd_stop(s);
}

static void
an_answer_may_come_later(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child c;
	struct child_result r;

	(void)state;
	c = sshcli_start(s, "undecided@127.0.0.1", "echo", "late", NULL);
	sshd_expect(s, "auth 0");
	sshcli_run(&r, s, "ok@127.0.0.1", "accept", NULL);
	child_expect(&r, 0, "");
	child_finish(&c, &r);
	child_expect(&r, 0, "late\n");
	sshd_stop(s);
}

static void
a_certificate_is_refused_and_its_plain_key_is_not(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "-i", sshkeys_path("signed"), "-o",
	    "PubkeyAcceptedAlgorithms="
	    "ssh-ed25519-cert-v01@openssh.com",
	    "join@127.0.0.1", "echo", "in", NULL);
	child_expect_failure(&r, "Permission denied");
	sshd_expect(s, "end peer");
	sshcli_run(&r, s, "-i", sshkeys_path("signed"), "join@127.0.0.1",
	    "echo", "in", NULL);
	child_expect(&r, 0, "in\n");
	sshd_stop(s);
}

static void
an_rsa_key_signs_with_sha2(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "-i", sshkeys_path("rsa"), "x@127.0.0.1", "echo",
	    "rsa", NULL);
	child_expect(&r, 0, "rsa\n");
	sshd_stop(s);
}

/* What is never granted. */

static void
forwarding_x11_and_subsystems_are_refused(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "-W", "127.0.0.1:1", "ok@127.0.0.1", NULL);
	child_expect_failure(&r, "administratively prohibited");
	sshcli_run(&r, s, "-o", "ExitOnForwardFailure=yes", "-R",
	    "0:127.0.0.1:1", "ok@127.0.0.1", "echo", NULL);
	child_expect_failure(&r, "remote port forwarding failed");
	sshcli_run(&r, s, "-s", "ok@127.0.0.1", "sftp", NULL);
	child_expect_failure(&r, "subsystem request failed");
	setenv("DISPLAY", "127.0.0.1:99", 1);
	sshcli_run(&r, s, "-Y", "ok@127.0.0.1", "echo", "no windows", NULL);
	unsetenv("DISPLAY");
	if (!strstr(r.err.p, "X11 forwarding request failed"))
		fail_msg("X11: %s", r.err.p);
	child_expect(&r, 0, "no windows\n");
	sshd_stop(s);
}

static void
an_agent_is_not_forwarded(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	const char *const argv[] = { "ssh-agent", "-D", "-a",
		sshkeys_path("agent"), NULL };
	struct child agent = child_start(argv, false);
	struct child_result r;
	char byte;

	(void)state;
	/* It prints its socket's name once that is there. */
	assert_int_equal(read(agent.out, &byte, 1), 1);
	setenv("SSH_AUTH_SOCK", sshkeys_path("agent"), 1);
	sshcli_run(&r, s, "-A", "-v", "ok@127.0.0.1", "echo", "alone", NULL);
	unsetenv("SSH_AUTH_SOCK");
	assert_null(strstr(r.err.p, "auth-agent@openssh.com"));
	child_expect(&r, 0, "alone\n");
	kill(agent.pid, SIGTERM);
	child_finish(&agent, &r);
	child_result_free(&r);
	sshd_stop(s);
}

static void
environment_variables_make_no_noise(void **state)
{
	struct sshd *s = sshd_start(&sshd_roomy);
	struct child_result r;

	(void)state;
	sshcli_run(&r, s, "-q", "-o", "SetEnv=LANG=de_DE.UTF-8", "ok@127.0.0.1",
	    "echo", "quiet", NULL);
	assert_string_equal(r.err.p, "");
	child_expect(&r, 0, "quiet\n");
	sshd_stop(s);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_alone_gets_in_when_the_hook_says_so),
		cmocka_unit_test(the_third_of_three_keys_gets_in),
		cmocka_unit_test(ten_keys_pass_and_the_eleventh_closes),
		cmocka_unit_test(
		    three_wrong_passwords_close_and_a_right_third_does_not),
		cmocka_unit_test(an_answer_that_was_right_is_no_try),
		cmocka_unit_test(an_answer_may_come_later),
		cmocka_unit_test(
		    a_certificate_is_refused_and_its_plain_key_is_not),
		cmocka_unit_test(an_rsa_key_signs_with_sha2),
		cmocka_unit_test(forwarding_x11_and_subsystems_are_refused),
		cmocka_unit_test(an_agent_is_not_forwarded),
		cmocka_unit_test(environment_variables_make_no_noise),
		cmocka_unit_test(a_bad_host_key_is_an_error),
	};

	return cmocka_run_group_tests(tests, sshcli_set_up, sshcli_tear_down);
}
