/*
 * watch - how long a loop works between two waits, and on what.
 *
 * Whatever holds the loop of a worker holds everybody on it.  Every turn that
 * does is counted; the log hears of them once a second at most.
 */
#ifndef STOA_SERVER_WATCH_H
#define STOA_SERVER_WATCH_H

#include <uv.h>

struct watch;

/* One for each loop, which must outlive it; starts at once. */
struct watch *watch_new(uv_loop_t *loop);

/* The loop has to run once more. */
void watch_free(struct watch *w);

/*
 * What the loop does from now on: returns what it did before, to be set
 * again.  `what` is kept as it is.
 */
const char *watch_doing(struct watch *w, const char *what);

/* Now and then: tell the log of the turns that held the loop. */
void watch_tell(struct watch *w);

#endif
