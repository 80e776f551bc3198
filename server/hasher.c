/* hasher - passwords hashed and checked one at a time. */
#include "server/hasher.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/hash.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "server/share.h"

struct task {
	struct task *next;
	struct arena arena;
	char *password;
	size_t password_bytes;
	struct str stored;
	struct str hash;
	bool make;
	bool matches;
	enum err err;
	hasher_done done;
	void *arg;
};

struct hasher {
	uv_thread_t thread;
	uv_async_t wake_loop;
	struct arena arena;
	struct str decoy; /* what nobody's password is checked against */
	/* Under the lock: */
	uv_mutex_t lock;
	uv_cond_t wake;
	struct task *todo;
	struct task *finished;
	size_t waiting;
	bool stop;
};

static void
task_free(struct task *t)
{
	explicit_bzero(t->password, t->password_bytes);
	free(t->password);
	arena_free(&t->arena);
	free(t);
}

static void
work(const struct hasher *h, struct task *t)
{
	struct str password = { t->password, t->password_bytes };

	if (t->make)
		t->err = hash_password(&t->arena, password, &t->hash);
	else if (t->stored.n)
		t->matches = hash_password_matches(t->stored, password);
	else
		hash_password_matches(h->decoy, password);
}

static void
hasher_main(void *arg)
{
	struct hasher *h = arg;

	share_as_work();
	for (;;) {
		struct task *t;

		uv_mutex_lock(&h->lock);
		while (h->todo == NULL && !h->stop)
			uv_cond_wait(&h->wake, &h->lock);
		t = h->todo;
		if (h->stop) {
			uv_mutex_unlock(&h->lock);
			return;
		}
		h->todo = t->next;
		uv_mutex_unlock(&h->lock);
		work(h, t);
		uv_mutex_lock(&h->lock);
		t->next = h->finished;
		h->finished = t;
		h->waiting--;
		uv_mutex_unlock(&h->lock);
		uv_async_send(&h->wake_loop);
	}
}

static void
on_wake(uv_async_t *handle)
{
	struct hasher *h = container_of(handle, struct hasher, wake_loop);
	struct task *t;

	uv_mutex_lock(&h->lock);
	t = h->finished;
	h->finished = NULL;
	uv_mutex_unlock(&h->lock);
	while (t) {
		struct task *next = t->next;

		t->done(t->arg, t->err, t->hash, t->matches);
		task_free(t);
		t = next;
	}
}

struct hasher *
hasher_start(uv_loop_t *loop)
{
	struct hasher *h = mem_new(struct hasher);

	if (hash_password(&h->arena, STR("nobody's password"), &h->decoy) !=
	    ERR_NONE)
		bug("no memory for one password hash");
	uv_mutex_init(&h->lock);
	uv_cond_init(&h->wake);
	uv_async_init(loop, &h->wake_loop, on_wake);
	if (uv_thread_create(&h->thread, hasher_main, h) != 0)
		bug("no thread for password hashes");
	return h;
}

static void
on_closed(uv_handle_t *handle)
{
	struct hasher *h = container_of(handle, struct hasher, wake_loop);

	arena_free(&h->arena);
	free(h);
}

static void
free_all(struct task *t)
{
	while (t) {
		struct task *next = t->next;

		task_free(t);
		t = next;
	}
}

void
hasher_stop(struct hasher *h)
{
	uv_mutex_lock(&h->lock);
	h->stop = true;
	uv_cond_signal(&h->wake);
	uv_mutex_unlock(&h->lock);
	uv_thread_join(&h->thread);
	free_all(h->todo);
	free_all(h->finished);
	uv_mutex_destroy(&h->lock);
	uv_cond_destroy(&h->wake);
	uv_close((uv_handle_t *)&h->wake_loop, on_closed);
}

static enum err
put(struct hasher *h, struct task proto, struct str password, size_t max)
{
	struct task *t, **at;

	uv_mutex_lock(&h->lock);
	if (h->waiting >= max) {
		uv_mutex_unlock(&h->lock);
		log_warn("password queue is full", "max", LOG_NUM(max));
		return ERR_LIMIT;
	}
	t = mem_new(struct task);
	*t = proto;
	t->password = mem_zalloc(password.n + 1);
	t->password_bytes = password.n;
	memcpy(t->password, password.p, password.n);
	t->stored = arena_dup(&t->arena, proto.stored);
	for (at = &h->todo; *at; at = &(*at)->next)
		continue;
	*at = t;
	h->waiting++;
	uv_cond_signal(&h->wake);
	uv_mutex_unlock(&h->lock);
	return ERR_NONE;
}

enum err
hasher_make(struct hasher *h, struct str password, size_t max, hasher_done done,
    void *arg)
{
	const struct task t = { .make = true, .done = done, .arg = arg };

	return put(h, t, password, max);
}

enum err
hasher_check(struct hasher *h, struct str password, struct str stored,
    size_t max, hasher_done done, void *arg)
{
	const struct task t = { .stored = stored, .done = done, .arg = arg };

	return put(h, t, password, max);
}
