/*
 * import_report - what `stoad import` tells: how far it is, what it skipped.
 */
#ifndef STOA_SERVER_IMPORT_REPORT_H
#define STOA_SERVER_IMPORT_REPORT_H

#include <stdbool.h>

#include "common/wire/lines.h"
#include "common/wire/neutral.h"

enum { REASON_LINES = 5, REASONS = 24 };

/* Where something was changed or left out. */
struct reason {
	size_t count;
	uint64_t line[REASON_LINES]; /* of the first; 0: none */
};

struct import_report {
	bool terminal;
	const char *file;
	/* Over all files: */
	int64_t threads, posts, known, members, votes;
	uint64_t bad;
	/* Of this file: */
	int64_t started_us, shown_us;
	int64_t entries; /* posts, profiles and votes, new or known */
	struct neutral_notes notes;
	struct reason reason[REASONS];
	struct reason bad_lines, samples;
};

/* Begin with a file. */
void import_report_file(struct import_report *r, const char *file);

/* A line that is not taken in, and why; it is told at once. */
void import_report_bad(struct import_report *r, uint64_t line, struct str why);

/* A line was read, with these notes; those before it are in the report. */
void import_report_line(
    struct import_report *r, uint64_t line, const struct neutral_notes *notes);
void import_report_sample(struct import_report *r, uint64_t line);

/* A bar on a terminal, now and then a line elsewhere; `last`: always. */
void import_report_progress(
    struct import_report *r, const struct lines *l, bool last);

/* What was changed or left out in this file, and where first. */
void import_report_reasons(const struct import_report *r);

/* All in all. */
void import_report_end(const struct import_report *r);

#endif
