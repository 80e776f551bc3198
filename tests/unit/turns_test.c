/* server/turns: everybody in turn, and the loop looks around in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "common/base/clock.h"
#include "common/base/mem.h"
#include "server/turns.h"

enum { LONG_US = 1000, MANY = 20 };

struct bench {
	uv_loop_t loop;
	struct turns *turns;
	char log[MANY + 1]; /* who ran */
	int ran;
};

struct one {
	struct turn turn;
	struct bench *bench;
	char name;
	int again; /* so often more */
	int64_t work_us;
};

static void
set_up(struct bench *b)
{
	*b = (struct bench){ 0 };
	uv_loop_init(&b->loop);
	b->turns = turns_new(&b->loop);
}

static void
tear_down(struct bench *b)
{
	turns_free(b->turns);
	uv_run(&b->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&b->loop), 0);
}

static void
run_one(struct turn *turn)
{
	struct one *o = container_of(turn, struct one, turn);
	struct bench *b = o->bench;
	int64_t end = clock_mono_us() + o->work_us;

	assert_false(turn_waits(turn));
	assert_true(b->ran < MANY);
	b->log[b->ran++] = o->name;
	while (clock_mono_us() < end)
		continue;
	if (o->again-- > 0)
		turn_wait(b->turns, turn, run_one);
}

static void
each_runs_once_in_order(void **state)
{
	struct bench b;
	struct one x = { .bench = &b, .name = 'x' };
	struct one y = { .bench = &b, .name = 'y' };

	(void)state;
	set_up(&b);
	turn_wait(b.turns, &x.turn, run_one);
	turn_wait(b.turns, &y.turn, run_one);
	turn_wait(b.turns, &x.turn, run_one);
	assert_true(turn_waits(&x.turn));
	uv_run(&b.loop, UV_RUN_DEFAULT);
	assert_string_equal(b.log, "xy");
	tear_down(&b);
}

static void
who_goes_on_comes_after_the_others(void **state)
{
	struct bench b;
	struct one x = { .bench = &b, .name = 'x', .again = 2 };
	struct one y = { .bench = &b, .name = 'y', .again = 1 };

	(void)state;
	set_up(&b);
	turn_wait(b.turns, &x.turn, run_one);
	turn_wait(b.turns, &y.turn, run_one);
	uv_run(&b.loop, UV_RUN_DEFAULT);
	assert_string_equal(b.log, "xyxyx");
	tear_down(&b);
}

static void
who_is_dropped_does_not_run(void **state)
{
	struct bench b;
	struct one one[3] = { { .bench = &b, .name = 'a' },
		{ .bench = &b, .name = 'b' }, { .bench = &b, .name = 'c' } };

	(void)state;
	set_up(&b);
	for (int i = 0; i < 3; i++)
		turn_wait(b.turns, &one[i].turn, run_one);
	turn_drop(b.turns, &one[1].turn);
	turn_drop(b.turns, &one[1].turn);
	turn_drop(b.turns, &one[2].turn);
	turn_wait(b.turns, &one[1].turn, run_one);
	uv_run(&b.loop, UV_RUN_DEFAULT);
	assert_string_equal(b.log, "ab");
	/* With nobody left the loop has nothing to do. */
	turn_wait(b.turns, &one[0].turn, run_one);
	turn_drop(b.turns, &one[0].turn);
	assert_false(uv_loop_alive(&b.loop));
	tear_down(&b);
}

/* However many wait, a clock that is due does not wait for all of them. */
static void
the_loop_looks_around_in_between(void **state)
{
	struct bench b;
	struct one one[MANY];
	int passes = 0;

	(void)state;
	set_up(&b);
	for (int i = 0; i < MANY; i++) {
		one[i] = (struct one){
			.bench = &b,
			.name = (char)('a' + i),
			.work_us = LONG_US,
		};
		turn_wait(b.turns, &one[i].turn, run_one);
	}
	while (uv_run(&b.loop, UV_RUN_NOWAIT))
		passes++;
	assert_int_equal(b.ran, MANY);
	assert_true(passes >= MANY / 4);
	tear_down(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_runs_once_in_order),
		cmocka_unit_test(who_goes_on_comes_after_the_others),
		cmocka_unit_test(who_is_dropped_does_not_run),
		cmocka_unit_test(the_loop_looks_around_in_between),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
