/* log - one logfmt line per event, on standard error. */
#include "common/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/base/clock.h"

enum { LINE_MAX_BYTES = 8192 };

/* The log sink: one of the two places where the process keeps state. */
static enum log_level level_now = LOG_INFO;
static const char *process_name;

static const char *const level_names[] = { "error", "warn", "info", "debug" };

bool
log_level_parse(const char *name, enum log_level *out)
{
	for (int i = LOG_ERROR; i <= LOG_DEBUG; i++) {
		if (strcmp(level_names[i], name) == 0) {
			*out = (enum log_level)i;
			return true;
		}
	}
	return false;
}

const char *
log_level_name(enum log_level level)
{
	return level_names[level];
}

void
log_set_level(enum log_level level)
{
	level_now = level;
}

enum log_level
log_get_level(void)
{
	return level_now;
}

void
log_set_process(const char *name)
{
	process_name = name;
}

static bool
needs_quotes(const char *s)
{
	if (*s == '\0')
		return true;
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c >= 0x7f)
			return true;
	}
	return false;
}

/* Bytes of a C1 control in UTF-8 are 0xc2 0x80..0x9f; escape all of 0x7f+. */
static void
put_value(struct buf *b, const char *s)
{
	if (!needs_quotes(s)) {
		buf_cstr(b, s);
		return;
	}
	buf_char(b, '"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c == '\n')
			buf_cstr(b, "\\n");
		else if (c < ' ' || c >= 0x7f)
			buf_printf(b, "\\x%02x", c);
		else
			buf_char(b, (char)c);
	}
	buf_char(b, '"');
}

static void
put_pair(struct buf *b, const char *key, const char *value)
{
	buf_printf(b, " %s=", key);
	put_value(b, value ? value : "");
}

void
log_write(enum log_level level, const char *msg, ...)
{
	struct buf b = BUF_INIT(LINE_MAX_BYTES - 1);
	const char *key;
	va_list ap;

	if (level > level_now)
		return;
	buf_cstr(&b, "ts=");
	buf_cstr(&b, clock_iso(clock_now_ms()).text);
	put_pair(&b, "level", level_names[level]);
	if (process_name)
		put_pair(&b, "proc", process_name);
	put_pair(&b, "msg", msg);
	va_start(ap, msg);
	while ((key = va_arg(ap, const char *)) != NULL)
		put_pair(&b, key, va_arg(ap, const char *));
	va_end(ap);
	b.full = false;
	b.max = LINE_MAX_BYTES;
	buf_char(&b, '\n');
	if (write(STDERR_FILENO, b.p, b.n) < 0) {
		/* Nobody is left to tell. */
	}
	buf_free(&b);
}

void
bug(const char *what)
{
	log_error("bug", "what", what);
	abort();
}

struct log_num
log_num(long long value)
{
	struct log_num n;

	snprintf(n.text, sizeof n.text, "%lld", value);
	return n;
}
