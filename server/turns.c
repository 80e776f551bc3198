/* turns - work of many that shares one loop: everybody in turn, none long. */
#include "server/turns.h"

#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/mem.h"

/* How long turns are given out before sockets and clocks are looked at. */
enum { TURNS_US = 1500 };

struct turns {
	uv_idle_t idle; /* a timer of 0 ms would run before all else */
	struct turn *first, **last;
};

struct turns *
turns_new(uv_loop_t *loop)
{
	struct turns *ts = mem_new(struct turns);

	ts->last = &ts->first;
	uv_idle_init(loop, &ts->idle);
	return ts;
}

uv_loop_t *
turns_loop(const struct turns *ts)
{
	return ts->idle.loop;
}

static void
on_closed(uv_handle_t *handle)
{
	free(container_of((uv_idle_t *)handle, struct turns, idle));
}

void
turns_free(struct turns *ts)
{
	uv_close((uv_handle_t *)&ts->idle, on_closed);
}

bool
turn_waits(const struct turn *t)
{
	return t->at != NULL;
}

void
turn_drop(struct turns *ts, struct turn *t)
{
	if (!turn_waits(t))
		return;
	*t->at = t->next;
	if (t->next)
		t->next->at = t->at;
	else
		ts->last = t->at;
	t->next = NULL;
	t->at = NULL;
	if (ts->first == NULL)
		uv_idle_stop(&ts->idle);
}

static void
on_idle(uv_idle_t *idle)
{
	struct turns *ts = container_of(idle, struct turns, idle);
	int64_t end = clock_mono_us() + TURNS_US;

	while (ts->first && clock_mono_us() < end) {
		struct turn *t = ts->first;

		turn_drop(ts, t);
		t->run(t);
	}
}

void
turn_wait(struct turns *ts, struct turn *t, void (*run)(struct turn *))
{
	t->run = run;
	if (turn_waits(t))
		return;
	t->at = ts->last;
	*ts->last = t;
	ts->last = &t->next;
	uv_idle_start(&ts->idle, on_idle);
}
