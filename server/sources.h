/*
 * sources - how much one address may ask of the server before it logs in.
 *
 * One table for the whole server: connections at once, a token bucket for
 * new ones, and a penalty after failures.  An IPv4 address is a source; of
 * IPv6 a /64 is.
 *
 * Bounds: SOURCES_MAX entries; the one idle for longest makes room.
 * Units:  milliseconds of any clock that does not go back.
 */
#ifndef STOA_SERVER_SOURCES_H
#define STOA_SERVER_SOURCES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

struct sources;
struct source;

enum { SOURCES_MAX = 65536 };

struct source_limits {
	int64_t at_once;    /* connections; 0: any */
	int64_t per_second; /* new ones, twice that in a burst; 0: any */
	int64_t penalty_ms;
};

enum source_verdict {
	SOURCE_ADMITTED,
	SOURCE_TOO_MANY,
	SOURCE_TOO_FAST,
	SOURCE_PENALTY,
	SOURCE_TABLE_FULL,
};
const char *source_verdict_name(enum source_verdict v);

struct sources *sources_new(void);
void sources_free(struct sources *t);

/*
 * A connection arrives.  When admitted, `*out` counts it until
 * sources_leave().
 */
enum source_verdict
sources_admit(struct sources *t, const struct sockaddr *addr,
    const struct source_limits *limits, int64_t now_ms, struct source **out);
void sources_leave(struct sources *t, struct source *s);

/* A connection of this source failed in a way that costs. */
void sources_penalize(
    struct source *s, const struct source_limits *limits, int64_t now_ms);

#endif
