/*
 * sink - write a file line by line, plain or compressed by zstd.
 *
 * The counterpart of lines.  A file appears under its name when sink_close()
 * has it on disk, and not before; whoever reads it reads all of it.
 *
 * Memory: some 256 KiB, and what zstd takes (8 MiB at its usual level).
 * Errors: ERR_IO, ERR_DENIED; sink_why() has the words for people.
 */
#ifndef STOA_WIRE_SINK_H
#define STOA_WIRE_SINK_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/err.h"
#include "common/base/str.h"

struct sink;

/*
 * "-" is standard output.  A name that ends in ".zst" is compressed.  What
 * is there under that name stays until sink_close().
 */
NODISCARD enum err sink_open(const char *path, struct sink **out);

/* A line, without its end. */
NODISCARD enum err sink_line(struct sink *k, struct str line);

/* What went wrong, "" when nothing did. */
const char *sink_why(const struct sink *k);

/*
 * Finish the file and free `k`, which may be NULL; `keep` false: leave
 * nothing behind.
 */
NODISCARD enum err sink_close(struct sink *k, bool keep);

#endif
