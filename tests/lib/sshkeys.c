/* sshkeys - a folder of keys, and of programs that type passwords. */
#include "tests/lib/sshkeys.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/child.h"

enum { PATHS = 16, PATH_CHARS = 128 };

static char folder[] = "/tmp/sshkeys.XXXXXX";

const char *
sshkeys_path(const char *name)
{
	static char text[PATHS][PATH_CHARS];
	static int next;
	char *p = text[next++ % PATHS];

	snprintf(p, PATH_CHARS, "%s/%s", folder, name);
	return p;
}

void
sshkeys_read(const char *name, struct buf *b)
{
	child_slurp(open(sshkeys_path(name), O_RDONLY | O_CLOEXEC), b);
}

static void
put(const char *name, struct str text, mode_t mode)
{
	int fd = open(sshkeys_path(name), O_WRONLY | O_CREAT | O_TRUNC, mode);

	assert_return_code(fd, errno);
	assert_int_equal(write(fd, text.p, text.n), text.n);
	close(fd);
}

static void
ask_with(const char *program)
{
	setenv("SSH_ASKPASS", sshkeys_path(program), 1);
	setenv("SSH_ASKPASS_REQUIRE", "force", 1);
}

void
sshkeys_type(const char *answers)
{
	put("answers", str_from(answers), 0600);
	ask_with("askpass");
}

void
sshkeys_type_later(void)
{
	ask_with("askfifo");
}

void
sshkeys_type_now(const char *answer)
{
	int fd = open(sshkeys_path("fifo"), O_WRONLY | O_CLOEXEC);

	assert_return_code(fd, errno);
	child_send(fd, answer);
	close(fd);
}

static void
make_key(const char *name, const char *type)
{
	const char *const argv[] = { "ssh-keygen", "-q", "-t", type, "-N", "",
		"-f", sshkeys_path(name), "-C", name, NULL };

	child_tool(NULL, argv);
}

static void
write_print(const char *public, const char *name)
{
	const char *const argv[] = { "ssh-keygen", "-l", "-f",
		sshkeys_path(public), NULL };
	struct str rest;
	struct buf b;

	child_tool(&b, argv);
	rest = buf_str(&b);
	str_cut(&rest, ' ');
	put(name, str_cut(&rest, ' '), 0600);
	buf_free(&b);
}

static void
make_keys(void)
{
	static const char *const known[] = { "known", "ca", "signed",
		"host_ed25519" };
	char name[16];

	for (int i = 0; i < SSHKEYS_UNKNOWN; i++) {
		snprintf(name, sizeof name, "u%d", i);
		make_key(name, "ed25519");
	}
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		make_key(known[i], "ed25519");
	make_key("rsa", "rsa");
	write_print("known.pub", "known.print");
	write_print("rsa.pub", "rsa.print");
}

bool
sshkeys_make(void)
{
	const char *sign[] = { "ssh-keygen", "-q", "-s", NULL, "-I", "id", "-n",
		"join", NULL, NULL };

	if (!mkdtemp(folder))
		return false;
	make_keys();
	sign[3] = sshkeys_path("ca");
	sign[8] = sshkeys_path("signed.pub");
	child_tool(NULL, sign);
	put("askpass",
	    STR("#!/bin/sh\ncd \"${0%/*}\" && "
		"head -n1 answers && sed -i 1d answers\n"),
	    0700);
	put("askfifo", STR("#!/bin/sh\nhead -n1 <\"${0%/*}/fifo\"\n"), 0700);
	assert_return_code(mkfifo(sshkeys_path("fifo"), 0600), errno);
	return true;
}

void
sshkeys_remove(void)
{
	const char *const argv[] = { "rm", "-rf", folder, NULL };

	child_tool(NULL, argv);
}
