/*
 * log - one logfmt line per event, on standard error.
 *
 * log_info("login ok", "member", "7", "addr", "127.0.0.1", NULL) writes
 *   ts=2026-11-22T10:20:30.123Z level=info conn=17 msg="login ok" member=7 …
 *
 * Values are cleaned: quotes and backslashes are escaped, bytes that could
 * reach a terminal as control characters become \xNN.
 *
 * Threads: a line is one write(2); the level and sink are set at start and
 * on reload only.
 */
#ifndef STOA_BASE_LOG_H
#define STOA_BASE_LOG_H

#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

/* "error", "warn", "info", "debug"; false for any other word. */
bool log_level_parse(const char *name, enum log_level *out);
const char *log_level_name(enum log_level level);

void log_set_level(enum log_level level);
enum log_level log_get_level(void);

/* A word that every line of this process carries as proc=…; NULL: none. */
void log_set_process(const char *name);

/* key, value, … pairs of C strings, ended by NULL; a NULL value is "". */
void
log_write(enum log_level level, const char *msg, ...) __attribute__((sentinel));

#define log_error(...) log_write(LOG_ERROR, __VA_ARGS__, (const char *)0)
#define log_warn(...) log_write(LOG_WARN, __VA_ARGS__, (const char *)0)
#define log_info(...) log_write(LOG_INFO, __VA_ARGS__, (const char *)0)
#define log_debug(...) log_write(LOG_DEBUG, __VA_ARGS__, (const char *)0)

/* Our own mistake: say so and abort. */
_Noreturn void bug(const char *what);

/* Room for a number as text, for use as a log value. */
struct log_num {
	char text[24];
};
struct log_num log_num(long long value);
#define LOG_NUM(value) (log_num((long long)(value)).text)

#endif
