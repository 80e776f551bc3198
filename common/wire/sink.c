/* sink - write a file line by line, plain or compressed by zstd. */
#include "common/wire/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#include "common/base/arena.h"
#include "common/base/mem.h"

enum { CHUNK_BYTES = 128 * 1024 };

struct sink {
	int fd;
	bool to_file;
	ZSTD_CCtx *zstd; /* NULL: plain */
	struct arena arena;
	const char *path;
	const char *tmp; /* until it is whole */
	const char *why;
	size_t used; /* of raw */
	char raw[CHUNK_BYTES];
	char packed[CHUNK_BYTES];
};

static enum err
write_all(struct sink *k, const char *p, size_t n)
{
	while (n) {
		ssize_t did = write(k->fd, p, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0) {
			k->why = strerror(errno);
			return ERR_IO;
		}
		p += did;
		n -= (size_t)did;
	}
	return ERR_NONE;
}

static enum err
flush(struct sink *k, ZSTD_EndDirective end)
{
	ZSTD_inBuffer in = { k->raw, k->used, 0 };
	size_t left = 1;

	k->used = 0;
	if (k->zstd == NULL)
		return write_all(k, k->raw, in.size);
	while (in.pos < in.size || (end == ZSTD_e_end && left != 0)) {
		ZSTD_outBuffer out = { k->packed, sizeof k->packed, 0 };

		left = ZSTD_compressStream2(k->zstd, &out, &in, end);
		if (ZSTD_isError(left)) {
			k->why = ZSTD_getErrorName(left);
			return ERR_IO;
		}
		TRY(write_all(k, k->packed, out.pos));
	}
	return ERR_NONE;
}

static enum err
open_file(struct sink *k, const char *path)
{
	k->path = arena_cstr(&k->arena, str_from(path));
	k->tmp = arena_printf(&k->arena, "%s.part", path).p;
	unlink(k->tmp);
	k->fd = open(k->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (k->fd >= 0)
		return ERR_NONE;
	return errno == EACCES ? ERR_DENIED :
	    errno == ENOENT    ? ERR_MISSING :
				 ERR_IO;
}

static bool
is_packed(struct str path)
{
	return path.n > 4 &&
	    str_eq(str_slice(path, path.n - 4, 4), STR(".zst"));
}

enum err
sink_open(const char *path, struct sink **out)
{
	struct sink *k = mem_new(struct sink);
	enum err e = ERR_NONE;

	k->fd = STDOUT_FILENO;
	k->why = "";
	k->to_file = strcmp(path, "-") != 0;
	if (k->to_file)
		e = open_file(k, path);
	if (e != ERR_NONE) {
		arena_free(&k->arena);
		free(k);
		return e;
	}
	if (is_packed(str_from(path))) {
		k->zstd = ZSTD_createCCtx();
		ZSTD_CCtx_setParameter(k->zstd, ZSTD_c_checksumFlag, 1);
	}
	*out = k;
	return ERR_NONE;
}

static enum err
put(struct sink *k, struct str s)
{
	while (s.n) {
		size_t n = sizeof k->raw - k->used;

		n = n < s.n ? n : s.n;
		memcpy(k->raw + k->used, s.p, n);
		k->used += n;
		s = str_slice(s, n, s.n);
		if (k->used == sizeof k->raw)
			TRY(flush(k, ZSTD_e_continue));
	}
	return ERR_NONE;
}

enum err
sink_line(struct sink *k, struct str line)
{
	TRY(put(k, line));
	return put(k, STR("\n"));
}

const char *
sink_why(const struct sink *k)
{
	return k->why;
}

static enum err
finish_file(struct sink *k)
{
	if (fsync(k->fd) == 0 && rename(k->tmp, k->path) == 0)
		return ERR_NONE;
	return ERR_IO;
}

enum err
sink_close(struct sink *k, bool keep)
{
	enum err e = ERR_NONE;

	if (k == NULL)
		return ERR_NONE;
	if (keep)
		e = flush(k, ZSTD_e_end);
	if (keep && e == ERR_NONE && k->to_file)
		e = finish_file(k);
	if (k->to_file) {
		close(k->fd);
		if (!keep || e != ERR_NONE)
			unlink(k->tmp);
	}
	ZSTD_freeCCtx(k->zstd);
	arena_free(&k->arena);
	free(k);
	return e;
}
