/* sessions - who is logged in, as the master knows it. */
#include "server/sessions.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/mem.h"
#include "common/base/rand.h"

struct sessions {
	void *tree; /* by handle */
	struct session *first;
	size_t count;
	int64_t last_n;
};

static int
compare(const void *a, const void *b)
{
	const struct session *x = a, *y = b;

	return memcmp(x->handle, y->handle, SESSION_HANDLE_CHARS);
}

struct sessions *
sessions_new(void)
{
	return mem_new(struct sessions);
}

void
sessions_free(struct sessions *t)
{
	if (t == NULL)
		return;
	while (t->first)
		sessions_drop(t, t->first);
	free(t);
}

static char *
copy(struct str s)
{
	char *text;

	if (s.n == 0)
		return NULL;
	text = mem_zalloc(s.n + 1);
	memcpy(text, s.p, s.n);
	return text;
}

struct session *
sessions_add(struct sessions *t, int worker, int64_t member_id,
    struct str fingerprint, struct str pubkey, bool proven, int64_t now_ms)
{
	struct session *s = mem_new(struct session);
	unsigned char raw[SESSION_HANDLE_CHARS / 2];

	rand_bytes(raw, sizeof raw);
	for (size_t i = 0; i < sizeof raw; i++)
		snprintf(s->handle + 2 * i, 3, "%02x", raw[i]);
	s->n = ++t->last_n;
	s->worker = worker;
	s->member_id = member_id;
	s->since_ms = now_ms;
	s->fingerprint = copy(fingerprint);
	s->pubkey = copy(pubkey);
	s->proven = proven;
	s->next = t->first;
	s->at = &t->first;
	if (t->first)
		t->first->at = &s->next;
	t->first = s;
	t->count++;
	tsearch(s, &t->tree, compare);
	return s;
}

struct session *
sessions_find(struct sessions *t, int worker, const char *handle)
{
	struct session probe = { 0 };
	struct session **found;

	if (handle == NULL || strlen(handle) != SESSION_HANDLE_CHARS)
		return NULL;
	memcpy(probe.handle, handle, SESSION_HANDLE_CHARS);
	found = tfind(&probe, &t->tree, compare);
	return found && (*found)->worker == worker ? *found : NULL;
}

struct session *
sessions_first(struct sessions *t)
{
	return t->first;
}

size_t
sessions_count(const struct sessions *t)
{
	return t->count;
}

void
sessions_drop(struct sessions *t, struct session *s)
{
	tdelete(s, &t->tree, compare);
	*s->at = s->next;
	if (s->next)
		s->next->at = s->at;
	t->count--;
	free(s->fingerprint);
	free(s->pubkey);
	free(s);
}
