/* share - how the threads of a process share the processors. */
#include "server/share.h"

#include <linux/sched.h>
#include <linux/sched/types.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	/*
	 * Not lower, and no class of its own: what waits for a lock that this
	 * thread has would wait until nobody else wants the processor.
	 */
	WORK_NICE = 10,
	/*
	 * How long it runs before others are looked at, from Linux 6.12 on;
	 * without it a loop that wakes up waits some milliseconds.
	 */
	WORK_SLICE_NS = 100 * 1000,
};

void
share_as_work(void)
{
	int nice = getpriority(PRIO_PROCESS, 0);
	struct sched_attr attr = { .size = SCHED_ATTR_SIZE_VER0,
		.sched_policy = SCHED_NORMAL,
		.sched_nice = nice > WORK_NICE ? nice : WORK_NICE,
		.sched_runtime = WORK_SLICE_NS };

	(void)syscall(SYS_sched_setattr, 0, &attr, 0);
}
