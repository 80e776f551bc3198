/*
 * live - how soon a post shows on the open screens of many.
 *
 *	live PORT KEYFILE USER SESSIONS THREAD ROUNDS ROWS
 *
 * Opens that many ssh sessions with a terminal each, opens the thread on all
 * of them, then replies to it, time after time, and tells when the reply was
 * acknowledged and when its words had arrived at each.  One that never saw
 * them counts with the time that it was waited for.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/base/mem.h"
#include "common/base/str.h"
#include "tests/bench/lib/peer.h"
#include "tests/bench/lib/table.h"

enum {
	READ_BYTES = 65536,
	KEPT_BYTES = 16384,
	WAIT_US = 10 * 1000 * 1000,
	QUIET_US = 500 * 1000,
	/* The server's log hears of turns that held a loop once a second. */
	TOLD_US = 1500 * 1000,
};

struct session {
	ssh_session ssh;
	ssh_channel channel;
	struct buf seen; /* since the last round began */
	int64_t seen_us; /* when the words came; 0: not yet */
};

struct bench {
	struct peer peer;
	struct table table;
	struct session *session;
	struct pollfd *fd;
	size_t n;
	int64_t last_us; /* something arrived anywhere */
};

static void
open_screen(const struct bench *b, struct session *s)
{
	s->ssh = peer_log_in(&b->peer);
	s->channel = peer_screen(s->ssh);
	s->seen.max = KEPT_BYTES;
	ssh_set_blocking(s->ssh, 0);
}

static void
take(struct bench *b, struct session *s, struct str words)
{
	static char bytes[READ_BYTES];
	int n;

	while ((n = ssh_channel_read_nonblocking(
		    s->channel, bytes, sizeof bytes, 0)) > 0) {
		if (s->seen.n + (size_t)n > KEPT_BYTES)
			buf_reset(&s->seen);
		buf_put(&s->seen, (struct str){ bytes, (size_t)n });
		b->last_us = clock_mono_us();
		if (words.n && s->seen_us == 0 && s->seen.n &&
		    memmem(s->seen.p, s->seen.n, words.p, words.n))
			s->seen_us = b->last_us;
	}
	if (ssh_channel_is_eof(s->channel))
		peer_give_up("a session ended", s->ssh);
}

/* Take what comes until all have seen the words, or all is quiet. */
static size_t
listen_for(struct bench *b, struct str words, int64_t for_us, int64_t quiet_us)
{
	int64_t end = clock_mono_us() + for_us;
	size_t seen = 0;

	b->last_us = clock_mono_us();
	while (clock_mono_us() < end && (words.n == 0 || seen < b->n) &&
	    clock_mono_us() - b->last_us < quiet_us) {
		if (poll(b->fd, b->n, 50) < 0)
			break;
		for (size_t i = 0; i < b->n; i++) {
			struct session *s = &b->session[i];
			bool had = s->seen_us > 0;

			if (b->fd[i].revents == 0)
				continue;
			take(b, s, words);
			seen += !had && s->seen_us;
		}
	}
	return seen;
}

static void
type_all(struct bench *b, const char *keys)
{
	for (size_t i = 0; i < b->n; i++) {
		ssh_channel_write(
		    b->session[i].channel, keys, (uint32_t)strlen(keys));
		listen_for(b, STR(""), 1000, QUIET_US);
	}
	listen_for(b, STR(""), WAIT_US, QUIET_US);
}

/* What the rounds took: the answer, each screen, and the last of them. */
struct times {
	int64_t *answer;
	int64_t *screen;
	int64_t *last;
};

static void
post_once(struct bench *b, ssh_session poster, const char *thread, size_t nth,
    struct times *t)
{
	int64_t begin, *screen = t->screen + nth * b->n;
	char words[64], command[128];
	size_t seen;

	snprintf(
	    words, sizeof words, "round%zux%u", nth, (unsigned)clock_mono_us());
	snprintf(command, sizeof command, "reply %s %s", thread, words);
	for (size_t i = 0; i < b->n; i++) {
		b->session[i].seen_us = 0;
		buf_reset(&b->session[i].seen);
	}
	begin = clock_mono_us();
	if (peer_run(poster, command) != 0)
		peer_give_up(command, poster);
	t->answer[nth] = clock_mono_us() - begin;
	seen = listen_for(b, str_from(words), WAIT_US, WAIT_US);
	if (seen < b->n)
		printf("round %zu: %zu of %zu saw it\n", nth, seen, b->n);
	t->last[nth] = 0;
	for (size_t i = 0; i < b->n; i++) {
		screen[i] = b->session[i].seen_us ?
		    b->session[i].seen_us - begin :
		    WAIT_US;
		if (screen[i] > t->last[nth])
			t->last[nth] = screen[i];
	}
}

static void
measure(struct bench *b, const char *thread, size_t rounds)
{
	struct times t = { mem_zalloc(rounds * sizeof *t.answer),
		mem_zalloc(rounds * b->n * sizeof *t.screen),
		mem_zalloc(rounds * sizeof *t.last) };
	ssh_session poster = peer_log_in(&b->peer);

	printf("rounds from %s\n", clock_iso(clock_now_ms()).text);
	for (size_t i = 0; i < rounds; i++)
		post_once(b, poster, thread, i, &t);
	listen_for(b, STR(""), WAIT_US, TOLD_US);
	printf("rounds until %s\n", clock_iso(clock_now_ms()).text);
	table_row(
	    &b->table, "a reply", "is acknowledged", t.answer, NULL, rounds);
	table_row(&b->table, "a reply", "on the screens", t.screen, NULL,
	    rounds * b->n);
	table_row(
	    &b->table, "a reply", "on the last one", t.last, NULL, rounds);
	free(t.answer);
	free(t.screen);
	free(t.last);
}

int
main(int argc, char **argv)
{
	struct bench b = { 0 };
	char keys[64];

	if (argc != 8) {
		fprintf(stderr,
		    "live PORT KEYFILE USER SESSIONS THREAD ROUNDS ROWS\n");
		return 2;
	}
	b.peer = (struct peer){ argv[1], argv[2], argv[3] };
	b.n = (size_t)strtoul(argv[4], NULL, 10);
	table_open(&b.table, "live", argv[7]);
	b.session = mem_zalloc(b.n * sizeof *b.session);
	b.fd = mem_zalloc(b.n * sizeof *b.fd);
	for (size_t i = 0; i < b.n; i++) {
		open_screen(&b, &b.session[i]);
		b.fd[i] =
		    (struct pollfd){ ssh_get_fd(b.session[i].ssh), POLLIN, 0 };
	}
	snprintf(keys, sizeof keys, ":read %s\r", argv[5]);
	type_all(&b, keys);
	type_all(&b, "G");
	listen_for(&b, STR(""), WAIT_US, TOLD_US);
	measure(&b, argv[5], (size_t)strtoul(argv[6], NULL, 10));
	table_close(&b.table);
	return 0;
}
