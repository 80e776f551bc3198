/* watch - how long a loop works between two waits, and on what. */
#include "server/watch.h"

#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"

enum { HELD_US = 5000, TELL_US = 1000000, HANDLES = 2 };

/* What the loop does when nothing else is said: ssh, most of the time. */
static const char connections[] = "connections";
/* And what sockets call while it looks at them, the master's above all. */
static const char sockets[] = "sockets";

/* A turn of the loop, without its wait; of its pieces, the longest. */
struct held {
	int64_t us;
	const char *most;
	int64_t most_us;
};

struct watch {
	uv_loop_t *loop;
	uv_prepare_t before_wait;
	uv_check_t after_wait;
	int closing;
	/* When this turn began, with its wait; what was used before. */
	int64_t begun_us, begun_cpu_us, begun_idle_us;
	const char *doing; /* and since when */
	int64_t doing_us;
	struct held turn; /* this one, so far */
	/* Since the log was told: turns over HELD_US, the longest of them. */
	int64_t told_us;
	int64_t turns;
	struct held longest;
	int64_t cpu_us; /* the most that one computed; the rest was waiting */
};

/* How long the loop has waited for something to happen, ever. */
static int64_t
idle_us(const struct watch *w)
{
	return (int64_t)(uv_metrics_idle_time(w->loop) / 1000);
}

static void
add_piece(struct watch *w, const char *what, int64_t us)
{
	if (us <= w->turn.most_us)
		return;
	w->turn.most_us = us;
	w->turn.most = what;
}

const char *
watch_doing(struct watch *w, const char *what)
{
	const char *was = w->doing;
	int64_t now = clock_mono_us();

	add_piece(w, was, now - w->doing_us);
	w->doing = what;
	w->doing_us = now;
	return was;
}

static void
start(struct watch *w)
{
	w->begun_us = w->doing_us = clock_mono_us();
	w->begun_cpu_us = clock_cpu_us();
	w->begun_idle_us = idle_us(w);
	w->doing = sockets;
	w->turn = (struct held){ .most = sockets };
}

/* libuv calls for sockets as it learns of them, before this. */
static void
on_woken(uv_check_t *check)
{
	struct watch *w = container_of(check, struct watch, after_wait);

	/* The wait is no work. */
	w->doing_us += idle_us(w) - w->begun_idle_us;
	(void)watch_doing(w, connections);
}

static void
count(struct watch *w)
{
	int64_t cpu_us = clock_cpu_us() - w->begun_cpu_us;

	w->turns++;
	if (w->turn.us > w->longest.us)
		w->longest = w->turn;
	if (cpu_us > w->cpu_us)
		w->cpu_us = cpu_us;
}

static void
on_before_wait(uv_prepare_t *prepare)
{
	struct watch *w = container_of(prepare, struct watch, before_wait);

	(void)watch_doing(w, sockets);
	w->turn.us =
	    w->doing_us - w->begun_us - (idle_us(w) - w->begun_idle_us);
	if (w->turn.us > HELD_US)
		count(w);
	start(w);
}

void
watch_tell(struct watch *w)
{
	int64_t now = clock_mono_us();

	if (w->turns == 0 || now - w->told_us < TELL_US)
		return;
	log_info("the loop was held", "turns", LOG_NUM(w->turns), "us",
	    LOG_NUM(w->longest.us), "cpu_us", LOG_NUM(w->cpu_us), "most",
	    w->longest.most, "most_us", LOG_NUM(w->longest.most_us));
	w->told_us = now;
	w->turns = w->cpu_us = 0;
	w->longest = (struct held){ 0 };
}

struct watch *
watch_new(uv_loop_t *loop)
{
	struct watch *w = mem_new(struct watch);

	w->loop = loop;
	w->closing = HANDLES;
	if (uv_loop_configure(loop, UV_METRICS_IDLE_TIME) != 0)
		bug("libuv tells how long it waits");
	uv_prepare_init(loop, &w->before_wait);
	uv_check_init(loop, &w->after_wait);
	uv_prepare_start(&w->before_wait, on_before_wait);
	uv_check_start(&w->after_wait, on_woken);
	w->before_wait.data = w->after_wait.data = w;
	start(w);
	return w;
}

static void
on_closed(uv_handle_t *handle)
{
	struct watch *w = handle->data;

	if (--w->closing == 0)
		free(w);
}

void
watch_free(struct watch *w)
{
	uv_close((uv_handle_t *)&w->before_wait, on_closed);
	uv_close((uv_handle_t *)&w->after_wait, on_closed);
}
