/*
 * took - run a command, and write what it took to a file.
 *
 *	took FILE COMMAND...
 *
 * Microseconds on the wall's clock, microseconds of processors (its own and
 * the system's for it, with children that it waited for), and the most memory
 * that one process held at once, in KiB.  Ends as the command did, and the
 * command with it.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/clock.h"

static int64_t
us_of(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

static int
tell(const char *path, int64_t wall_us, const struct rusage *used)
{
	FILE *out = fopen(path, "we");

	if (out == NULL)
		return -1;
	fprintf(out, "%lld %lld %ld\n", (long long)wall_us,
	    (long long)(us_of(used->ru_utime) + us_of(used->ru_stime)),
	    used->ru_maxrss);
	return fclose(out);
}

int
main(int argc, char **argv)
{
	struct rusage used;
	int64_t begin;
	int status;
	pid_t pid;

	if (argc < 3) {
		fprintf(stderr, "took FILE COMMAND...\n");
		return 2;
	}
	begin = clock_mono_us();
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid ||
	    tell(argv[1], clock_mono_us() - begin, &used) != 0) {
		perror("took");
		return 1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
