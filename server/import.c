/*
 * import - take threads in from files: `stoad import`.
 *
 * Lines are read, cleaned and turned into Markdown here; the server gets one
 * order a thread, a few under way at a time.  A bad line is named and stops
 * nothing; a run can be repeated.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rules/limits.h"
#include "common/wire/lines.h"
#include "common/wire/neutral.h"
#include "server/cli.h"
#include "server/operator.h"

enum {
	WINDOW = 64,		   /* orders under way */
	SHOWN_LINES = 20,	   /* bad lines told one by one */
	TTY_EVERY_US = 100000,	   /* between progress bars … */
	PLAIN_EVERY_US = 10000000, /* … and plain lines */
	BAR_CELLS = 30,
};

struct run {
	struct operator* op;
	struct args args;
	struct neutral_notes notes;
	bool terminal;
	int64_t started_us;
	int64_t shown_us;
	uint64_t sent;
	uint64_t answered;
	uint64_t sent_line[WINDOW]; /* whose answers are due */
	int64_t threads, posts, known, members;
	uint64_t skipped; /* users, votes: not taken in yet */
	uint64_t bad;
};

static void
tell_bad(struct run *r, const char *file, uint64_t line, struct str why)
{
	r->bad++;
	if (r->bad > SHOWN_LINES)
		return;
	fprintf(stderr, "%s%s:%llu: %.*s\n", r->terminal ? "\r\033[K" : "",
	    file, (unsigned long long)line, STR_ARG(why));
	if (r->bad == SHOWN_LINES)
		fputs("(more bad lines are only counted)\n", stderr);
}

static enum err
take_answer(struct run *r, const char *file)
{
	struct arena a = ARENA_INIT;
	struct outcome out;
	uint64_t line = r->sent_line[r->answered % WINDOW];
	enum err e =
	    operator_receive(r->op, &a, r->args.command->columns, &out);

	if (e == ERR_NONE) {
		r->answered++;
		if (out.err == ERR_IO || out.err == ERR_OFFLINE) {
			e = out.err;
		} else if (out.err != ERR_NONE) {
			tell_bad(r, file, line,
			    out.message.n ? out.message :
					    str_from(err_text(out.err)));
		} else if (out.rows.first) {
			const struct cell *c = out.rows.first->cell;

			r->threads += c[0].number;
			r->posts += c[1].number;
			r->known += c[2].number;
			r->members += c[3].number;
		}
	}
	arena_free(&a);
	return e;
}

static void
show_progress(struct run *r, const char *file, const struct lines *l, bool last)
{
	int64_t now = clock_mono_us(), gap = now - r->shown_us;
	uint64_t total = lines_total_bytes(l), used = lines_used_bytes(l);
	double seconds = (double)(now - r->started_us) / 1e6;
	double part = total ? (double)used / (double)total : 0;
	double rate = seconds > 0 ? (double)r->posts / seconds : 0;
	double left = part > 0.001 ? seconds / part - seconds : 0;
	int full = (int)(part * BAR_CELLS);

	if (!last && gap < (r->terminal ? TTY_EVERY_US : PLAIN_EVERY_US))
		return;
	r->shown_us = now;
	if (!r->terminal) {
		fprintf(stderr,
		    "%s: %.0f%%, %lld posts, %.0f a second, "
		    "%.0f s left\n",
		    file, part * 100, (long long)r->posts, rate, left);
		return;
	}
	fprintf(stderr, "\r\033[K%s [", file);
	for (int i = 0; i < BAR_CELLS; i++)
		fputc(i < full ? '#' : '.', stderr);
	fprintf(stderr, "] %3.0f%%  %lld posts  %.0f/s  %.0f s left%s",
	    part * 100, (long long)r->posts, rate, left, last ? "\n" : "");
}

static enum err
send_line(struct run *r, const char *file, uint64_t number, struct str line)
{
	struct arena a = ARENA_INIT;
	struct neutral_thread thread;
	struct str why = STR(""), text;
	enum err e = neutral_parse(&a, line, &r->notes, &thread, &why);

	if (e != ERR_NONE) {
		tell_bad(r, file, number, why);
		e = ERR_NONE;
	} else if (!neutral_is_thread(thread.kind)) {
		r->skipped++;
	} else if ((text = neutral_encode(&a, &thread)).n >
	    LIMIT_IMPORT_BYTES) {
		tell_bad(r, file, number, STR("the thread is too large"));
	} else {
		if (r->sent - r->answered == WINDOW)
			e = take_answer(r, file);
		if (e == ERR_NONE) {
			r->sent_line[r->sent++ % WINDOW] = number;
			e = operator_send(r->op, NULL, &r->args, text, true);
		}
	}
	arena_free(&a);
	return e;
}

static enum err
import_file(struct run *r, const char *file)
{
	struct lines *l;
	enum err e = lines_open(file, NEUTRAL_LINE_MAX_BYTES, &l);
	enum err read;

	if (e != ERR_NONE) {
		fprintf(
		    stderr, "stoad: cannot read %s: %s\n", file, err_text(e));
		return e;
	}
	do {
		struct str line;

		read = lines_next(l, &line);
		if (read == ERR_NONE && str_trim(line).n)
			e = send_line(r, file, lines_number(l), line);
		else if (read == ERR_LIMIT)
			tell_bad(
			    r, file, lines_number(l), str_from(lines_why(l)));
		show_progress(r, file, l, false);
	} while (e == ERR_NONE && (read == ERR_NONE || read == ERR_LIMIT));
	while (e == ERR_NONE && r->answered < r->sent)
		e = take_answer(r, file);
	show_progress(r, file, l, true);
	if (e == ERR_NONE && read != ERR_MISSING) {
		fprintf(stderr, "stoad: %s: %s\n", file, lines_why(l));
		e = read;
	}
	lines_close(l);
	return e;
}

static void
tell_note(size_t n, const char *what)
{
	if (n)
		printf("  %8zu %s\n", n, what);
}

static void
report(const struct run *r)
{
	const struct neutral_notes *n = &r->notes;

	printf("%lld threads, %lld posts, %lld members new; %lld known "
	       "already\n",
	    (long long)r->threads, (long long)r->posts, (long long)r->members,
	    (long long)r->known);
	tell_note(r->bad, "lines not taken in");
	tell_note(r->skipped, "lines of users, votes or samples skipped");
	tell_note(n->lines_mended, "lines with bytes that were not UTF-8");
	tell_note(n->titles_made, "titles made from the text");
	tell_note(n->titles_cut, "titles cut");
	tell_note(n->bodies_cut, "texts cut");
	tell_note(n->html_refused, "texts left as HTML: too long");
	tell_note(n->names_cut, "names cut");
	tell_note(n->tags_cut, "tags cut or left out");
	tell_note(n->dates_refused, "dates that are none");
	tell_note(n->urls_refused, "addresses left out");
	tell_note(n->ids_made, "replies without an id");
	tell_note(n->replies_repeated, "replies left out: id twice");
	tell_note(n->replies_dropped, "replies left out: too many");
	tell_note(n->parents_unknown, "replies to something unknown");
	tell_note(n->parents_circular, "replies in a circle");
	tell_note(n->accepts_unknown, "accepted answers that are not there");
	tell_note(n->extras_dropped, "sets of other fields too large to keep");
}

static enum err
finish(struct run *r)
{
	struct arena a = ARENA_INIT;
	struct args done;
	struct outcome out;
	struct str why;
	enum err e = args_parse(&a, STR("import --done"), &done, &why);

	if (e == ERR_NONE)
		e = operator_send(r->op, NULL, &done, STR(""), false);
	if (e == ERR_NONE)
		e = operator_receive(r->op, &a, done.command->columns, &out);
	if (e == ERR_NONE)
		e = out.err;
	arena_free(&a);
	return e;
}

int
cli_import(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	struct run r = { .terminal = isatty(STDERR_FILENO) };
	struct str line = c->board ?
	    arena_printf(&a, "import --board %s", c->board) :
	    STR("import");
	struct str why = STR("");
	enum err e, worst = ERR_NONE;

	log_set_level(LOG_ERROR);
	e = args_parse(&a, line, &r.args, &why);
	if (e == ERR_NONE)
		e = operator_open(c->dir, c->record, &r.op);
	if (e != ERR_NONE) {
		fprintf(stderr, "stoad: %.*s\n",
		    STR_ARG(why.n ? why : str_from(err_text(e))));
		arena_free(&a);
		return err_exit_code(e);
	}
	r.started_us = clock_mono_us();
	for (int i = 0; i < c->word_count && e != ERR_OFFLINE; i++) {
		e = import_file(&r, c->words[i]);
		worst = e != ERR_NONE ? e : worst;
	}
	if (worst == ERR_NONE || r.posts)
		e = finish(&r);
	report(&r);
	if (worst == ERR_OFFLINE)
		fputs("stoad: the server went away; run the same again\n",
		    stderr);
	operator_close(r.op);
	arena_free(&a);
	worst = worst == ERR_NONE ? e : worst;
	worst = worst == ERR_NONE && r.bad ? ERR_INVALID : worst;
	return err_exit_code(worst);
}
