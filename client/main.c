/* main - stoa, the client: from the command line to a session. */
#include <fcntl.h>
#include <libssh/libssh.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "common/base/version.h"
#include "client/link.h"
#include "client/login.h"
#include "client/options.h"
#include "client/session.h"
#include "client/tty.h"

static const char version[] = STOA_VERSION;

/* A closed descriptor would be given to the connection: fill the holes. */
static bool
descriptors_are_open(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		(void)close(fd);
	return fd >= 0;
}

static int
connect_and_run(const struct options *o)
{
	struct link link;
	int status;
	enum err e = link_open(&link, o);

	if (e)
		return err_exit_code(e);
	e = login_run(&link);
	status = e ? err_exit_code(e) : session_run(&link);
	link_close(&link);
	return status;
}

int
main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct options o;
	struct str why;
	enum err e;
	int status = 0;

	if (!descriptors_are_open() || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		return err_exit_code(ERR_IO);
	e = options_parse(&a, argc, argv, &o, &why);
	if (e) {
		tty_say("%.*s", STR_ARG(why));
		tty_say(_("stoa --help shows what it takes"));
		status = err_exit_code(e);
	} else if (o.what == OPTIONS_HELP) {
		(void)fputs(options_usage(), stdout);
	} else if (o.what == OPTIONS_VERSION) {
		(void)printf("stoa %s, libssh %s\n", version, ssh_version(0));
	} else {
		status = connect_and_run(&o);
	}
	arena_free(&a);
	return status;
}
