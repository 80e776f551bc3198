/* import_report - what `stoad import` tells: how far it is, what it skipped. */
#include "server/import_report.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/base/clock.h"

enum {
	SHOWN_LINES = 20,	   /* bad lines told one by one, a file */
	TTY_EVERY_US = 100000,	   /* between progress bars … */
	PLAIN_EVERY_US = 10000000, /* … and plain lines */
	BAR_CELLS = 24,
};

static const struct {
	size_t at; /* of the count in neutral_notes */
	const char *words;
} notes_told[] = {
#define NOTE(field, words)                                   \
	{                                                    \
		offsetof(struct neutral_notes, field), words \
	}
	NOTE(lines_mended, "lines with bytes that were not UTF-8"),
	NOTE(titles_made, "titles made from the text"),
	NOTE(titles_cut, "titles cut at 500 characters"),
	NOTE(bodies_cut, "texts cut at 1 MiB"),
	NOTE(bios_cut, "words about members cut at 2000 characters"),
	NOTE(html_refused, "texts left as HTML: too long"),
	NOTE(names_cut, "names cut at 64 characters"),
	NOTE(tags_cut, "tags cut or left out"),
	NOTE(dates_refused, "dates that are none"),
	NOTE(urls_refused, "addresses left out"),
	NOTE(ids_made, "replies without an id"),
	NOTE(replies_repeated, "replies left out: an id twice"),
	NOTE(replies_dropped, "replies left out: too many"),
	NOTE(parents_unknown, "replies to something unknown"),
	NOTE(parents_circular, "replies in a circle"),
	NOTE(accepts_unknown, "accepted answers that are not there"),
	NOTE(extras_dropped, "sets of other fields too large to keep"),
#undef NOTE
};

enum { NOTES = sizeof notes_told / sizeof notes_told[0] };
_Static_assert((int)NOTES <= (int)REASONS, "each note has its reason");

void
import_report_file(struct import_report *r, const char *file)
{
	r->file = file;
	r->started_us = r->shown_us = clock_mono_us();
	r->entries = 0;
	r->notes = (struct neutral_notes){ 0 };
	memset(r->reason, 0, sizeof r->reason);
	r->bad_lines = r->samples = (struct reason){ 0 };
}

static void
add(struct reason *why, size_t count, uint64_t line)
{
	size_t i = 0;

	if (count == 0)
		return;
	why->count += count;
	while (i < REASON_LINES && why->line[i])
		i++;
	if (i < REASON_LINES)
		why->line[i] = line;
}

void
import_report_bad(struct import_report *r, uint64_t line, struct str why)
{
	r->bad++;
	add(&r->bad_lines, 1, line);
	if (r->bad_lines.count > SHOWN_LINES)
		return;
	fprintf(stderr, "%s%s:%llu: %.*s\n", r->terminal ? "\r\033[K" : "",
	    r->file, (unsigned long long)line, STR_ARG(why));
	if (r->bad_lines.count == SHOWN_LINES)
		fputs("(more bad lines are only counted)\n", stderr);
}

static size_t
count_at(const struct neutral_notes *notes, size_t i)
{
	size_t n;

	memcpy(&n, (const char *)notes + notes_told[i].at, sizeof n);
	return n;
}

void
import_report_line(
    struct import_report *r, uint64_t line, const struct neutral_notes *notes)
{
	for (size_t i = 0; i < NOTES; i++)
		add(&r->reason[i], count_at(notes, i) - count_at(&r->notes, i),
		    line);
	r->notes = *notes;
}

void
import_report_sample(struct import_report *r, uint64_t line)
{
	add(&r->samples, 1, line);
}

static void
draw_bar(const struct import_report *r, double part, const char *words)
{
	int full = (int)(part * BAR_CELLS);

	fprintf(stderr, "\r\033[K%s [", r->file);
	for (int i = 0; i < BAR_CELLS; i++)
		fputc(i < full ? '#' : '.', stderr);
	fprintf(stderr, "] %s", words);
}

void
import_report_progress(
    struct import_report *r, const struct lines *l, bool last)
{
	int64_t now = clock_mono_us(), gap = now - r->shown_us;
	double total = (double)lines_total_bytes(l), seconds, part, left;
	char words[120];

	if (!last && gap < (r->terminal ? TTY_EVERY_US : PLAIN_EVERY_US))
		return;
	r->shown_us = now;
	seconds = (double)(now - r->started_us) / 1e6;
	part = total > 0 ? (double)lines_used_bytes(l) / total : 0;
	left = part > 0.001 && !last ? seconds / part - seconds : 0;
	snprintf(words, sizeof words,
	    "%.0f %%, %lld entries, %.0f a second, %lld:%02lld left",
	    part * 100, (long long)r->entries,
	    seconds > 0 ? (double)r->entries / seconds : 0,
	    (long long)left / 60, (long long)left % 60);
	if (last)
		snprintf(words, sizeof words,
		    "%.0f %%, %lld entries in %lld:%02lld, %.0f a second",
		    part * 100, (long long)r->entries, (long long)seconds / 60,
		    (long long)seconds % 60,
		    seconds > 0 ? (double)r->entries / seconds : 0);
	if (r->terminal)
		draw_bar(r, part, words);
	else
		fprintf(stderr, "%s: %s", r->file, words);
	if (last || !r->terminal)
		fputc('\n', stderr);
}

static void
tell(const struct reason *why, const char *what)
{
	if (why->count == 0)
		return;
	printf("  %8zu %s: line", why->count, what);
	for (int i = 0; i < REASON_LINES && why->line[i]; i++)
		printf(
		    "%s %llu", i ? "," : "", (unsigned long long)why->line[i]);
	puts(why->line[REASON_LINES - 1] ? " …" : "");
}

void
import_report_reasons(const struct import_report *r)
{
	bool any = r->bad_lines.count || r->samples.count;

	for (size_t i = 0; i < NOTES; i++)
		any = any || r->reason[i].count;
	if (!any)
		return;
	printf("%s:\n", r->file);
	tell(&r->bad_lines, "lines not taken in");
	tell(&r->samples, "samples of spam skipped");
	for (size_t i = 0; i < NOTES; i++)
		tell(&r->reason[i], notes_told[i].words);
}

void
import_report_end(const struct import_report *r)
{
	printf("%lld threads, %lld posts, %lld members new",
	    (long long)r->threads, (long long)r->posts, (long long)r->members);
	if (r->votes)
		printf(", %lld votes", (long long)r->votes);
	printf("; %lld known already\n", (long long)r->known);
}
