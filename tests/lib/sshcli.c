/* sshcli - OpenSSH's own client, as a peer of the server under test. */
#include "tests/lib/sshcli.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/sshkeys.h"

enum {
	ARGS_MAX = 64,
	/* The whole program; a hang is a failure, not a wait. */
	ALARM_S = 240,
};

static struct child
start_list(struct sshd *s, bool with_input, va_list ap)
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
	snprintf(port, sizeof port, "-p%d", sshd_port(s));
	argv[n++] = port;
	do {
		assert_true(n < ARGS_MAX);
		argv[n] = va_arg(ap, const char *);
	} while (argv[n++]);
	return child_start(argv, with_input);
}

struct child
sshcli_start(struct sshd *s, ...)
{
	struct child c;
	va_list ap;

	va_start(ap, s);
	c = start_list(s, true, ap);
	va_end(ap);
	return c;
}

void
sshcli_run(struct child_result *r, struct sshd *s, ...)
{
	struct child c;
	va_list ap;

	va_start(ap, s);
	c = start_list(s, false, ap);
	va_end(ap);
	child_finish(&c, r);
}

int
sshcli_set_up(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	alarm(ALARM_S);
	unsetenv("SSH_AUTH_SOCK");
	setenv("TERM", "xterm", 1);
	return sshkeys_make() ? 0 : -1;
}

int
sshcli_tear_down(void **state)
{
	(void)state;
	sshkeys_remove();
	return 0;
}
