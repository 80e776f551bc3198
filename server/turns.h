/*
 * turns - work of many that shares one loop: everybody in turn, none long.
 *
 * libuv runs all that is due before it waits again: with a thousand
 * connections the last of them, and whoever comes next, would wait for all
 * the others.  Here each waits in a queue, and no more of them are run
 * between two looks at sockets and clocks than a few milliseconds allow.
 */
#ifndef STOA_SERVER_TURNS_H
#define STOA_SERVER_TURNS_H

#include <stdbool.h>
#include <uv.h>

struct turns;

/* A place in the queue; part of what waits.  All zero: does not wait. */
struct turn {
	struct turn *next, **at;
	void (*run)(struct turn *);
};

/* One for each loop, which must outlive it. */
struct turns *turns_new(uv_loop_t *loop);

/* Forgets who still waits; the loop has to run once more. */
void turns_free(struct turns *ts);

uv_loop_t *turns_loop(const struct turns *ts);

/*
 * Have `run` called once, soon, from the loop; then `t` no longer waits.
 * Whoever waits already keeps the place and gets the new `run`.
 */
void turn_wait(struct turns *ts, struct turn *t, void (*run)(struct turn *));

bool turn_waits(const struct turn *t);

/* Before what `t` is part of is freed. */
void turn_drop(struct turns *ts, struct turn *t);

#endif
