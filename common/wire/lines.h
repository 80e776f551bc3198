/*
 * lines - read a file line by line, plain or compressed by zstd.
 *
 * The compression is told by the first bytes, not the name.  A byte order
 * mark at the start and a return before a newline are left out.
 *
 * Memory: some 256 KiB and the longest line, whatever the size of the file;
 *         a zstd window of up to 128 MiB more.
 * Errors: lines_next() says what; lines_why() has the words for people.
 * Bounds: lines over `max_bytes` are skipped and reported.
 */
#ifndef STOA_WIRE_LINES_H
#define STOA_WIRE_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/err.h"
#include "common/base/str.h"

enum { LINES_WINDOW_LOG_MAX = 27 };

struct lines;

/*
 * Open `path`; "-" is standard input.  ERR_MISSING, ERR_DENIED or ERR_IO.
 * The result is freed by lines_close().
 */
NODISCARD enum err
lines_open(const char *path, size_t max_bytes, struct lines **out);

/*
 * The next line, without its end, valid until the next call.
 *
 *   ERR_MISSING  there are no more
 *   ERR_LIMIT    this one was too long; the next call goes on after it
 *   ERR_CORRUPT  the compressed data is damaged or ends early
 *   ERR_IO       reading failed
 *
 * After ERR_MISSING, ERR_CORRUPT and ERR_IO every call says the same.
 */
NODISCARD enum err lines_next(struct lines *l, struct str *out);

/* The number of the line last given or reported, from 1. */
uint64_t lines_number(const struct lines *l);

/* What went wrong, "" when nothing did; lives as long as `l`. */
const char *lines_why(const struct lines *l);

/* Bytes of the file: all (0: not known) and how many have been used. */
uint64_t lines_total_bytes(const struct lines *l);
uint64_t lines_used_bytes(const struct lines *l);

/* NULL is fine. */
void lines_close(struct lines *l);

#endif
