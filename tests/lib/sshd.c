/* sshd - a server of server/conn.h, in a forked child. */
#include "tests/lib/sshd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/mem.h"
#include "tests/lib/child.h"
#include "tests/lib/sshd_serve.h"

const struct conn_limits sshd_roomy = {
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

struct sshd {
	pid_t pid;
	int port;
	FILE *reports;
};

struct sshd *
sshd_start(const struct conn_limits *limits)
{
	struct sshd *s;
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
		sshd_serve(fd, pipes[1], limits);
	/* Not before: the child would leak it. */
	s = mem_new(struct sshd);
	s->pid = pid;
	s->port = ntohs(a.sin_port);
	close(fd);
	close(pipes[1]);
	s->reports = fdopen(pipes[0], "r");
	return s;
}

void
sshd_stop(struct sshd *s)
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

int
sshd_port(const struct sshd *s)
{
	return s->port;
}

int
sshd_dial(const struct sshd *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)s->port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_return_code(connect(fd, (struct sockaddr *)&a, sizeof a), errno);
	return fd;
}

void
sshd_expect(struct sshd *s, const char *line)
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

void
sshd_raw(const struct conn_limits *limits, const char *text, const char *end)
{
	struct sshd *s = sshd_start(limits);
	int fd = sshd_dial(s);

	child_send(fd, text);
	sshd_expect(s, end);
	close(fd);
	sshd_stop(s);
}
