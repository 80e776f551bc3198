/*
 * live - how soon a post shows on the open screens of many.
 *
 *	live PORT KEYFILE USER SESSIONS THREAD ROUNDS
 *
 * Opens that many ssh sessions with a terminal each, opens the thread on all
 * of them, then replies to it, time after time, and tells when the words of
 * the reply had arrived at each: p50, p99 and the last, in milliseconds.
 */
#include <libssh/libssh.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/base/mem.h"
#include "common/base/str.h"

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
	const char *port, *key, *user;
	struct session *session;
	struct pollfd *fd;
	size_t n;
	int64_t last_us; /* something arrived anywhere */
};

static void
give_up(const char *what, ssh_session s)
{
	fprintf(stderr, "live: %s: %s\n", what, s ? ssh_get_error(s) : "");
	exit(1);
}

static ssh_session
log_in(const struct bench *b)
{
	ssh_session s = ssh_new();
	ssh_key key;
	int no = 0;

	ssh_options_set(s, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(s, SSH_OPTIONS_PORT_STR, b->port);
	ssh_options_set(s, SSH_OPTIONS_USER, b->user);
	ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
	if (ssh_connect(s) != SSH_OK)
		give_up("connect", s);
	if (ssh_pki_import_privkey_file(b->key, NULL, NULL, NULL, &key) !=
	    SSH_OK)
		give_up(b->key, NULL);
	if (ssh_userauth_publickey(s, NULL, key) != SSH_AUTH_SUCCESS)
		give_up("login", s);
	ssh_key_free(key);
	return s;
}

static void
open_screen(const struct bench *b, struct session *s)
{
	s->ssh = log_in(b);
	s->channel = ssh_channel_new(s->ssh);
	s->seen.max = KEPT_BYTES;
	if (ssh_channel_open_session(s->channel) != SSH_OK ||
	    ssh_channel_request_pty_size(
		s->channel, "xterm-256color", 80, 24) != SSH_OK ||
	    ssh_channel_request_shell(s->channel) != SSH_OK)
		give_up("screen", s->ssh);
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
		give_up("a session ended", s->ssh);
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

static void
run_command(ssh_session s, const char *command)
{
	ssh_channel c = ssh_channel_new(s);
	char bytes[256];

	if (ssh_channel_open_session(c) != SSH_OK ||
	    ssh_channel_request_exec(c, command) != SSH_OK)
		give_up("command", s);
	while (ssh_channel_read(c, bytes, sizeof bytes, 0) > 0)
		continue;
	if (ssh_channel_get_exit_status(c) != 0)
		give_up(command, s);
	ssh_channel_free(c);
}

static int
compare(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
post_once(struct bench *b, ssh_session poster, const char *thread, int round)
{
	int64_t *took = mem_zalloc(b->n * sizeof *took), begin;
	char words[64], command[128];
	size_t seen;

	snprintf(words, sizeof words, "round%dx%u", round,
	    (unsigned)clock_mono_us());
	snprintf(command, sizeof command, "reply %s %s", thread, words);
	for (size_t i = 0; i < b->n; i++) {
		b->session[i].seen_us = 0;
		buf_reset(&b->session[i].seen);
	}
	begin = clock_mono_us();
	run_command(poster, command);
	printf("round %d: acknowledged after %.1f ms", round,
	    (double)(clock_mono_us() - begin) / 1000);
	seen = listen_for(b, str_from(words), WAIT_US, WAIT_US);
	for (size_t i = 0; i < b->n; i++)
		took[i] = b->session[i].seen_us ?
		    b->session[i].seen_us - begin :
		    WAIT_US;
	qsort(took, b->n, sizeof *took, compare);
	printf("; %zu of %zu saw it: p50 %.1f, p99 %.1f, last %.1f ms\n", seen,
	    b->n, (double)took[b->n / 2] / 1000,
	    (double)took[b->n * 99 / 100] / 1000,
	    (double)took[b->n - 1] / 1000);
	fflush(stdout);
	free(took);
}

int
main(int argc, char **argv)
{
	struct bench b = { 0 };
	ssh_session poster;
	char keys[64];
	long rounds;

	if (argc != 7) {
		fprintf(
		    stderr, "live PORT KEYFILE USER SESSIONS THREAD ROUNDS\n");
		return 2;
	}
	b.port = argv[1];
	b.key = argv[2];
	b.user = argv[3];
	b.n = (size_t)strtoul(argv[4], NULL, 10);
	rounds = strtol(argv[6], NULL, 10);
	b.session = mem_zalloc(b.n * sizeof *b.session);
	b.fd = mem_zalloc(b.n * sizeof *b.fd);
	for (size_t i = 0; i < b.n; i++) {
		open_screen(&b, &b.session[i]);
		b.fd[i] =
		    (struct pollfd){ ssh_get_fd(b.session[i].ssh), POLLIN, 0 };
	}
	poster = log_in(&b);
	snprintf(keys, sizeof keys, ":read %s\r", argv[5]);
	type_all(&b, keys);
	type_all(&b, "G");
	listen_for(&b, STR(""), WAIT_US, TOLD_US);
	printf("rounds from %s\n", clock_iso(clock_now_ms()).text);
	fflush(stdout);
	for (int i = 1; i <= rounds; i++)
		post_once(&b, poster, argv[5], i);
	listen_for(&b, STR(""), WAIT_US, TOLD_US);
	printf("rounds until %s\n", clock_iso(clock_now_ms()).text);
	return 0;
}
