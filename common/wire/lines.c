/* lines - read a file line by line, plain or compressed by zstd. */
#include "common/wire/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "common/base/buf.h"
#include "common/base/mem.h"

enum { CHUNK_BYTES = 128 * 1024, WHY_BYTES = 200, MAGIC_BYTES = 4 };

struct lines {
	int fd;
	uint64_t total, read, number;
	size_t max;
	ZSTD_DCtx *zstd;  /* NULL when the file is plain */
	bool in_frame;	  /* zstd waits for more */
	bool eof;	  /* nothing more to read */
	enum err over;	  /* what every further call says */
	ZSTD_inBuffer in; /* a view of `raw` */
	struct str chunk; /* text not given out yet: in `raw` or `text` */
	struct buf line;  /* the start of a line that ends in a later chunk */
	char why[WHY_BYTES];
	char raw[CHUNK_BYTES];
	char text[CHUNK_BYTES];
};

static enum err
fail(struct lines *l, enum err e, const char *what, const char *cause)
{
	snprintf(
	    l->why, sizeof l->why, "%s%s%s", what, cause[0] ? ": " : "", cause);
	l->over = e;
	return e;
}

/* Fill `raw` after what is left in it. */
static enum err
read_more(struct lines *l)
{
	size_t have = l->in.size - l->in.pos;
	ssize_t n;

	memmove(l->raw, l->raw + l->in.pos, have);
	do
		n = read(l->fd, l->raw + have, sizeof l->raw - have);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail(
		    l, ERR_IO, "the file can't be read", strerror(errno));
	l->eof = n == 0;
	l->read += (uint64_t)n;
	l->in = (ZSTD_inBuffer){ l->raw, have + (size_t)n, 0 };
	return ERR_NONE;
}

static enum err
inflate(struct lines *l)
{
	ZSTD_outBuffer out = { l->text, sizeof l->text, 0 };

	while (out.pos == 0) {
		size_t left;

		if (l->in.pos == l->in.size && !l->eof)
			TRY(read_more(l));
		if (l->in.pos == l->in.size && l->eof && !l->in_frame)
			break;
		left = ZSTD_decompressStream(l->zstd, &out, &l->in);
		if (ZSTD_isError(left))
			return fail(l, ERR_CORRUPT,
			    "the compressed data is damaged",
			    ZSTD_getErrorName(left));
		l->in_frame = left != 0;
		if (l->in_frame && out.pos == 0 && l->eof &&
		    l->in.pos == l->in.size)
			return fail(l, ERR_CORRUPT,
			    "the compressed data ends in the middle", "");
	}
	l->chunk = (struct str){ l->text, out.pos };
	return ERR_NONE;
}

/* Get text into `chunk`; it stays empty at the end of the file. */
static enum err
fill(struct lines *l)
{
	if (l->zstd)
		return inflate(l);
	if (l->in.pos == l->in.size && !l->eof)
		TRY(read_more(l));
	l->chunk = (struct str){ l->raw + l->in.pos, l->in.size - l->in.pos };
	l->in.pos = l->in.size;
	return ERR_NONE;
}

static bool
is_zstd(struct str s)
{
	return str_starts(s, STR("\x28\xB5\x2F\xFD")) ||
	    (s.n >= MAGIC_BYTES && (s.p[0] & 0xF0) == 0x50 &&
		memcmp(s.p + 1, "\x2A\x4D\x18", 3) == 0);
}

/* Read the first bytes and see what kind of file it is. */
static enum err
start(struct lines *l)
{
	struct str head;

	while (l->in.size < MAGIC_BYTES && !l->eof)
		TRY(read_more(l));
	head = (struct str){ l->raw, l->in.size };
	if (str_starts(head, STR("\xEF\xBB\xBF")))
		l->in.pos = 3;
	if (!is_zstd(head))
		return ERR_NONE;
	l->zstd = ZSTD_createDCtx();
	if (l->zstd == NULL)
		return fail(l, ERR_IO, "zstd does not start", "");
	ZSTD_DCtx_setParameter(
	    l->zstd, ZSTD_d_windowLogMax, LINES_WINDOW_LOG_MAX);
	return ERR_NONE;
}

enum err
lines_open(const char *path, size_t max_bytes, struct lines **out)
{
	bool standard_input = strcmp(path, "-") == 0;
	int fd = standard_input ? dup(STDIN_FILENO) :
				  open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	struct lines *l;
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? ERR_MISSING :
		    errno == EACCES    ? ERR_DENIED :
					 ERR_IO;
	l = mem_new(struct lines);
	l->fd = fd;
	l->max = max_bytes;
	l->in.src = l->raw;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		l->total = (uint64_t)st.st_size;
	e = start(l);
	if (e) {
		lines_close(l);
		return e;
	}
	*out = l;
	return ERR_NONE;
}

static struct str
without_return(struct str s)
{
	if (s.n && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

/*
 * Whether `more` bytes still belong to a line that is not too long; the
 * return of a CRLF does not count, so one byte over is let through here.
 */
static bool
fits(const struct lines *l, size_t more)
{
	return l->line.n + more <= l->max + 1;
}

enum err
lines_next(struct lines *l, struct str *out)
{
	bool too_long = false, any = false, whole = false;
	struct str line;

	if (l->over)
		return l->over;
	buf_reset(&l->line);
	while (!whole) {
		size_t end;

		if (l->chunk.n == 0)
			TRY(fill(l));
		if (l->chunk.n == 0)
			break;
		any = true;
		end = str_find(l->chunk, '\n');
		whole = end < l->chunk.n;
		line = str_slice(l->chunk, 0, end);
		l->chunk = str_slice(l->chunk, end + 1, l->chunk.n);
		too_long = too_long || !fits(l, line.n);
		if (whole && l->line.n == 0)
			break; /* given out from the chunk, without a copy */
		if (!too_long)
			buf_put(&l->line, line);
	}
	if (!any)
		return l->over = ERR_MISSING;
	l->number++;
	if (!whole || l->line.n)
		line = buf_str(&l->line);
	line = without_return(line);
	if (too_long || line.n > l->max) {
		snprintf(l->why, sizeof l->why,
		    "line %llu is longer than %zu bytes",
		    (unsigned long long)l->number, l->max);
		return ERR_LIMIT;
	}
	*out = line;
	return ERR_NONE;
}

uint64_t
lines_number(const struct lines *l)
{
	return l->number;
}

const char *
lines_why(const struct lines *l)
{
	return l->why;
}

uint64_t
lines_total_bytes(const struct lines *l)
{
	return l->total;
}

uint64_t
lines_used_bytes(const struct lines *l)
{
	size_t waiting = l->in.size - l->in.pos;

	return l->read - waiting - (l->zstd ? 0 : l->chunk.n);
}

void
lines_close(struct lines *l)
{
	if (l == NULL)
		return;
	close(l->fd);
	ZSTD_freeDCtx(l->zstd);
	buf_free(&l->line);
	free(l);
}
