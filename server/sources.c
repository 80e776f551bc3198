/* sources - how much one address may ask of the server. */
#include "server/sources.h"

#include <netinet/in.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

enum { KEY_BYTES = 9, TOKEN_MS = 1000 };

struct source {
	unsigned char key[KEY_BYTES]; /* family, then address or /64 */
	struct source *newer, *older; /* by last use */
	int64_t connections;
	int64_t tokens; /* thousandths of a connection */
	int64_t filled_ms;
	int64_t penalty_until_ms;
};

struct sources {
	void *tree;
	struct source *newest, *oldest;
	size_t n;
};

static const char *const names[] = {
	[SOURCE_ADMITTED] = "admitted",
	[SOURCE_TOO_MANY] = "too many connections",
	[SOURCE_TOO_FAST] = "too many new connections",
	[SOURCE_PENALTY] = "failed a moment ago",
	[SOURCE_TABLE_FULL] = "too many addresses",
};

const char *
source_verdict_name(enum source_verdict v)
{
	return names[v];
}

static int
compare(const void *a, const void *b)
{
	const struct source *x = a, *y = b;

	return memcmp(x->key, y->key, KEY_BYTES);
}

static void
make_key(const struct sockaddr *addr, unsigned char key[KEY_BYTES])
{
	memset(key, 0, KEY_BYTES);
	if (addr->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, addr, sizeof in6);
		if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr)) {
			key[0] = 4;
			memcpy(key + 1, in6.sin6_addr.s6_addr + 12, 4);
			return;
		}
		key[0] = 6;
		memcpy(key + 1, &in6.sin6_addr, 8);
	} else if (addr->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, addr, sizeof in);
		key[0] = 4;
		memcpy(key + 1, &in.sin_addr, 4);
	}
}

struct sources *
sources_new(void)
{
	return mem_new(struct sources);
}

static void
unlink_used(struct sources *t, struct source *s)
{
	*(s->newer ? &s->newer->older : &t->newest) = s->older;
	*(s->older ? &s->older->newer : &t->oldest) = s->newer;
	s->newer = s->older = NULL;
}

static void
link_newest(struct sources *t, struct source *s)
{
	s->older = t->newest;
	if (t->newest)
		t->newest->newer = s;
	else
		t->oldest = s;
	t->newest = s;
}

static void
drop(struct sources *t, struct source *s)
{
	unlink_used(t, s);
	tdelete(s, &t->tree, compare);
	free(s);
	t->n--;
}

void
sources_free(struct sources *t)
{
	if (t == NULL)
		return;
	while (t->oldest)
		drop(t, t->oldest);
	free(t);
}

/* Room for one more, if any entry is idle. */
static bool
make_room(struct sources *t)
{
	struct source *s = t->oldest;

	if (t->n < SOURCES_MAX)
		return true;
	while (s && s->connections)
		s = s->newer;
	if (s == NULL)
		return false;
	drop(t, s);
	return true;
}

static struct source *
find(struct sources *t, const struct sockaddr *addr,
    const struct source_limits *limits, int64_t now_ms)
{
	struct source probe = { 0 }, *s;
	struct source **found;

	make_key(addr, probe.key);
	found = tfind(&probe, &t->tree, compare);
	if (found) {
		unlink_used(t, *found);
		link_newest(t, *found);
		return *found;
	}
	if (!make_room(t))
		return NULL;
	s = mem_new(struct source);
	memcpy(s->key, probe.key, KEY_BYTES);
	s->tokens = limits->per_second * 2 * TOKEN_MS;
	s->filled_ms = now_ms;
	tsearch(s, &t->tree, compare);
	link_newest(t, s);
	t->n++;
	return s;
}

static bool
take_token(struct source *s, const struct source_limits *limits, int64_t now_ms)
{
	int64_t full = limits->per_second * 2 * TOKEN_MS;
	int64_t gap = now_ms - s->filled_ms;

	if (limits->per_second == 0)
		return true;
	/* Whatever the gap, two seconds fill it. */
	if (gap > 2000)
		gap = 2000;
	s->tokens += gap * limits->per_second;
	if (s->tokens > full)
		s->tokens = full;
	s->filled_ms = now_ms;
	if (s->tokens < TOKEN_MS)
		return false;
	s->tokens -= TOKEN_MS;
	return true;
}

enum source_verdict
sources_admit(struct sources *t, const struct sockaddr *addr,
    const struct source_limits *limits, int64_t now_ms, struct source **out)
{
	struct source *s = find(t, addr, limits, now_ms);

	if (s == NULL)
		return SOURCE_TABLE_FULL;
	if (s->penalty_until_ms > now_ms)
		return SOURCE_PENALTY;
	if (limits->at_once && s->connections >= limits->at_once)
		return SOURCE_TOO_MANY;
	if (!take_token(s, limits, now_ms))
		return SOURCE_TOO_FAST;
	s->connections++;
	*out = s;
	return SOURCE_ADMITTED;
}

void
sources_leave(struct sources *t, struct source *s)
{
	(void)t;
	s->connections--;
}

void
sources_penalize(
    struct source *s, const struct source_limits *limits, int64_t now_ms)
{
	s->penalty_until_ms = now_ms + limits->penalty_ms;
}
