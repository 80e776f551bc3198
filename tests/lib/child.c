/* child - programs that a test runs, with pipes to all of their ends. */
#include "tests/lib/child.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct child
child_start(const char *const argv[], bool with_input)
{
	struct child c = { .in = -1 };
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

void
child_slurp(int fd, struct buf *b)
{
	char bytes[16384];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_put(b, (struct str){ bytes, (size_t)n });
	buf_char(b, '\0');
	close(fd);
}

void
child_send(int fd, const char *text)
{
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
}

void
child_result_free(struct child_result *r)
{
	buf_free(&r->out);
	buf_free(&r->err);
}

void
child_finish(struct child *c, struct child_result *r)
{
	int status;

	*r = (struct child_result){ 0 };
	if (c->in >= 0)
		close(c->in);
	child_slurp(c->out, &r->out);
	child_slurp(c->err, &r->err);
	assert_int_equal(waitpid(c->pid, &status, 0), c->pid);
	r->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void
child_expect(struct child_result *r, int status, const char *out)
{
	if (r->status != status || strcmp(r->out.p, out) != 0)
		print_error("stderr: %s\n", r->err.p);
	assert_int_equal(r->status, status);
	assert_string_equal(r->out.p, out);
	child_result_free(r);
}

void
child_expect_failure(struct child_result *r, const char *words)
{
	if (!strstr(r->err.p, words))
		fail_msg("no \"%s\" in: %s", words, r->err.p);
	assert_int_not_equal(r->status, 0);
	child_result_free(r);
}

void
child_tool(struct buf *out, const char *const argv[])
{
	struct child c = child_start(argv, false);
	struct child_result r;

	child_finish(&c, &r);
	if (r.status != 0)
		fail_msg("%s: %s", argv[0], r.err.p);
	if (out)
		*out = r.out;
	else
		buf_free(&r.out);
	buf_free(&r.err);
}
