/*
 * keys - what a key costs on one screen while others search, over real ssh.
 *
 *	keys PORT KEYFILE USER BOARD PEERS LINES ROWS
 *
 * One session has the screen of the BOARDth board and presses j and k there:
 * alone; beside PEERS processes that only count, for what full processors do
 * to it; beside as many connections that run a small command time after time;
 * and beside as many that run the searches of LINES (see words.c).  A key
 * took from when it was sent until the first of what it changed had come.
 * The server, and the one who types, go before those that only ask it.
 */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/mem.h"
#include "tests/bench/lib/peer.h"
#include "tests/bench/lib/table.h"

enum {
	KEYS = 2000,
	KEY_PAUSE_US = 2000,
	ROWS_DOWN = 10, /* before it goes up again */
	ANSWER_MS = 5000,
	QUIET_MS = 500,
	PEERS_MAX = 64,
	LINES_MAX = 10000,
	NICE = 19,
	POLL_US = 1000,
};

/* What peers and the one who types have in common. */
struct shared {
	atomic_size_t ready;
	atomic_bool end;
	atomic_long done;
	atomic_long failed;
};

struct bench {
	struct peer peer;
	struct table table;
	struct shared *shared;
	ssh_session ssh;
	ssh_channel screen;
	char *line[LINES_MAX];
	size_t lines;
	size_t peers;
	pid_t pid[PEERS_MAX];
};

static void
nap(long us)
{
	struct timespec t = { us / 1000000, us % 1000000 * 1000 };

	nanosleep(&t, NULL);
}

/* The third field of each line is a command. */
static void
read_lines(struct bench *b, const char *path)
{
	FILE *in = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;
	ssize_t n;

	if (in == NULL)
		table_must(ERR_IO, path);
	while (b->lines < LINES_MAX && (n = getline(&text, &size, in)) > 0) {
		char *rest = text;

		text[n - 1] = '\0';
		(void)strsep(&rest, "\t");
		(void)strsep(&rest, "\t");
		if (rest)
			b->line[b->lines++] = mem_strdup(rest);
	}
	free(text);
	fclose(in);
	if (b->lines == 0)
		table_must(ERR_INVALID, path);
}

enum does { NOTHING, COUNTS, COMMANDS, SEARCHES };

static const struct phase {
	enum does does; /* what each of the peers does */
	const char *who;
} phases[] = {
	{ NOTHING, "alone" },
	{ COUNTS, "beside busy processes" },
	{ COMMANDS, "beside a small command" },
	{ SEARCHES, "beside searches" },
};

static void
ask(struct bench *b, size_t nth, bool searches)
{
	ssh_session s;

	if (nice(NICE) == -1)
		peer_give_up("nice", NULL);
	s = peer_log_in(&b->peer);
	atomic_fetch_add(&b->shared->ready, 1);
	for (size_t i = nth * b->lines / b->peers;
	     !atomic_load(&b->shared->end); i++) {
		const char *line = searches ? b->line[i % b->lines] : "whoami";

		if (peer_run(s, line) == 0)
			atomic_fetch_add(&b->shared->done, 1);
		else
			atomic_fetch_add(&b->shared->failed, 1);
	}
	ssh_disconnect(s);
}

/* A peer's whole life. */
static void __attribute__((noreturn))
work(struct bench *b, size_t nth, enum does does)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (does == COUNTS) {
		atomic_fetch_add(&b->shared->ready, 1);
		while (!atomic_load(&b->shared->end))
			continue;
	} else {
		ask(b, nth, does == SEARCHES);
	}
	_exit(0);
}

static void
start_peers(struct bench *b, enum does does)
{
	atomic_store(&b->shared->ready, 0);
	atomic_store(&b->shared->end, false);
	atomic_store(&b->shared->done, 0);
	atomic_store(&b->shared->failed, 0);
	fflush(NULL);
	for (size_t i = 0; i < b->peers; i++) {
		b->pid[i] = fork();
		if (b->pid[i] < 0)
			table_must(ERR_LIMIT, "fork");
		if (b->pid[i] == 0)
			work(b, i, does);
	}
	while (atomic_load(&b->shared->ready) < b->peers) {
		if (waitpid(-1, NULL, WNOHANG) > 0)
			table_must(ERR_IO, "one beside ended");
		nap(POLL_US);
	}
}

static void
end_peers(struct bench *b, const struct phase *p)
{
	int status;

	atomic_store(&b->shared->end, true);
	for (size_t i = 0; i < b->peers; i++) {
		if (waitpid(b->pid[i], &status, 0) < 0 || status != 0)
			table_must(ERR_IO, p->who);
	}
	if (p->does == COUNTS)
		return;
	table_count(&b->table, "commands meanwhile", p->who,
	    atomic_load(&b->shared->done));
	table_count(&b->table, "commands that failed", p->who,
	    atomic_load(&b->shared->failed));
	if (atomic_load(&b->shared->done) == 0)
		table_must(ERR_IO, p->who);
}

/* Take what comes until nothing has come for so long. */
static void
settle(struct bench *b, int quiet_ms)
{
	static char bytes[65536];

	while (ssh_channel_read_timeout(
		   b->screen, bytes, sizeof bytes, 0, quiet_ms) > 0)
		continue;
}

static void
press(struct bench *b, const char *key)
{
	if (ssh_channel_write(b->screen, key, (uint32_t)strlen(key)) ==
	    SSH_ERROR)
		peer_give_up("a key", b->ssh);
}

static void
type_keys(struct bench *b, const char *who)
{
	static char bytes[65536];
	static int64_t us[KEYS];

	for (size_t i = 0; i < KEYS; i++) {
		nap(KEY_PAUSE_US);
		while (ssh_channel_read_nonblocking(
			   b->screen, bytes, sizeof bytes, 0) > 0)
			continue;
		us[i] = clock_mono_us();
		press(b, i % (2 * ROWS_DOWN) < ROWS_DOWN ? "j" : "k");
		if (ssh_channel_read_timeout(
			b->screen, bytes, sizeof bytes, 0, ANSWER_MS) <= 0)
			peer_give_up("a key was not answered", b->ssh);
		us[i] = clock_mono_us() - us[i];
	}
	table_row(&b->table, "a key on a board", who, us, NULL, KEYS);
}

static void
measure(struct bench *b)
{
	for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
		const struct phase *p = &phases[i];

		if (p->does != NOTHING)
			start_peers(b, p->does);
		type_keys(b, p->who);
		if (p->does != NOTHING)
			end_peers(b, p);
	}
}

int
main(int argc, char **argv)
{
	static struct bench b;

	if (argc != 8) {
		fprintf(
		    stderr, "keys PORT KEYFILE USER BOARD PEERS LINES ROWS\n");
		return 2;
	}
	b.peer = (struct peer){ argv[1], argv[2], argv[3] };
	b.peers = (size_t)strtoul(argv[5], NULL, 10);
	if (b.peers < 1 || b.peers > PEERS_MAX)
		table_must(ERR_LIMIT, "PEERS is 1 to 64");
	read_lines(&b, argv[6]);
	table_open(&b.table, "keys", argv[7]);
	b.shared = mmap(NULL, sizeof *b.shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b.shared == MAP_FAILED)
		table_must(ERR_LIMIT, "memory");
	b.ssh = peer_log_in(&b.peer);
	b.screen = peer_screen(b.ssh);
	settle(&b, QUIET_MS);
	press(&b, argv[4]);
	settle(&b, QUIET_MS);
	press(&b, "g");
	settle(&b, QUIET_MS);
	measure(&b);
	table_close(&b.table);
	ssh_disconnect(b.ssh);
	return 0;
}
