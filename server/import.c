/*
 * import - take threads in from files: `stoad import`.
 *
 * Lines are read, cleaned and turned into Markdown here; the server gets one
 * order a line, some under way at a time.  A bad line is named and stops
 * nothing.  A run can be repeated, and one that was cut short goes on: what
 * is in already is looked up here and not sent again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/rules/limits.h"
#include "common/store/imported.h"
#include "common/store/store.h"
#include "server/cli.h"
#include "server/import_report.h"
#include "server/operator.h"

enum {
	WINDOW = 256,			/* orders under way, and … */
	WINDOW_BYTES = 8 * 1024 * 1024, /* … their size, or one of any size */
};

struct sent {
	uint64_t line;
	size_t bytes;
};

struct run {
	struct operator* op;
	struct store *reader; /* to look up what is in; or NULL */
	struct args args;
	struct import_report report;
	struct sent sent_line[WINDOW]; /* whose answers are due */
	uint64_t sent;
	uint64_t answered;
	size_t under_way; /* bytes */
};

static void
take_counts(struct import_report *r, const struct rows *rows)
{
	const struct cell *c = rows->first->cell;

	r->threads += c[0].number;
	r->posts += c[1].number;
	r->known += c[2].number;
	r->members += c[3].number;
	r->votes += c[4].number;
	/* A profile that is new is none of these. */
	r->entries += c[1].number + c[2].number + c[4].number > 0 ?
	    c[1].number + c[2].number + c[4].number :
	    1;
}

static enum err
take_answer(struct run *r)
{
	struct arena a = ARENA_INIT;
	struct outcome out;
	struct sent sent = r->sent_line[r->answered % WINDOW];
	enum err e =
	    operator_receive(r->op, &a, r->args.command->columns, &out);

	if (e == ERR_NONE) {
		r->answered++;
		r->under_way -= sent.bytes;
		if (out.err == ERR_IO || out.err == ERR_OFFLINE)
			e = out.err;
		else if (out.err != ERR_NONE)
			import_report_bad(&r->report, sent.line,
			    out.message.n ? out.message :
					    str_from(err_text(out.err)));
		else if (out.rows.first)
			take_counts(&r->report, &out.rows);
	}
	arena_free(&a);
	return e;
}

static int
compare(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*a, *b);
}

/* Whether a thread and every reply of it is in already. */
static bool
is_known(struct run *r, struct arena *a, const struct neutral_thread *t)
{
	struct imported_ids ids;

	if (r->reader == NULL || !neutral_is_thread(t->kind) ||
	    store_imported_ids(r->reader, a, t->src, t->id, &ids) != ERR_NONE ||
	    ids.len < t->replies)
		return false;
	for (size_t i = 0; i < t->replies; i++) {
		if (bsearch(&t->reply[i].id, ids.id, ids.len, sizeof *ids.id,
			compare) == NULL)
			return false;
	}
	r->report.known += 1 + (int64_t)t->replies;
	r->report.entries += 1 + (int64_t)t->replies;
	return true;
}

static enum err
send_order(struct run *r, uint64_t number, struct str text)
{
	while (r->sent > r->answered &&
	    (r->sent - r->answered == WINDOW ||
		r->under_way + text.n > WINDOW_BYTES))
		TRY(take_answer(r));
	r->sent_line[r->sent++ % WINDOW] = (struct sent){ number, text.n };
	r->under_way += text.n;
	return operator_send(r->op, NULL, &r->args, text, true);
}

static enum err
send_line(struct run *r, uint64_t number, struct str line)
{
	struct arena a = ARENA_INIT;
	struct neutral_notes notes = r->report.notes;
	struct neutral_thread thread;
	struct str why = STR(""), text;
	enum err e = neutral_parse(&a, line, &notes, &thread, &why);

	if (e != ERR_NONE) {
		import_report_bad(&r->report, number, why);
		e = ERR_NONE;
	} else if (thread.kind == NEUTRAL_SPAM_SAMPLE) {
		import_report_sample(&r->report, number);
	} else {
		import_report_line(&r->report, number, &notes);
		if (is_known(r, &a, &thread))
			text = STR("");
		else
			text = neutral_encode(&a, &thread);
		if (text.n > LIMIT_IMPORT_BYTES)
			import_report_bad(&r->report, number,
			    STR("the thread is larger than 8 MiB"));
		else if (text.n)
			e = send_order(r, number, text);
	}
	arena_free(&a);
	return e;
}

static enum err
import_lines(struct run *r, struct lines *l)
{
	struct import_report *report = &r->report;
	enum err e = ERR_NONE, read;

	do {
		struct str line;

		read = lines_next(l, &line);
		if (read == ERR_NONE && str_trim(line).n)
			e = send_line(r, lines_number(l), line);
		else if (read == ERR_LIMIT)
			import_report_bad(
			    report, lines_number(l), str_from(lines_why(l)));
		import_report_progress(report, l, false);
	} while (e == ERR_NONE && (read == ERR_NONE || read == ERR_LIMIT));
	while (e == ERR_NONE && r->answered < r->sent)
		e = take_answer(r);
	import_report_progress(report, l, true);
	if (e != ERR_NONE || read == ERR_MISSING)
		return e;
	fprintf(stderr, "stoad: %s: %s, after line %llu\n", report->file,
	    lines_why(l), (unsigned long long)lines_number(l));
	return read;
}

static enum err
import_file(struct run *r, const char *file)
{
	struct lines *l;
	enum err e = lines_open(file, NEUTRAL_LINE_MAX_BYTES, &l);

	if (e != ERR_NONE) {
		fprintf(
		    stderr, "stoad: cannot read %s: %s\n", file, err_text(e));
		return e;
	}
	import_report_file(&r->report, file);
	e = import_lines(r, l);
	import_report_reasons(&r->report);
	lines_close(l);
	return e;
}

static enum err
finish(struct run *r)
{
	struct arena a = ARENA_INIT;
	struct args done;
	struct outcome out;
	struct str why;
	struct str line = r->report.votes ? STR("import --done --votes") :
					    STR("import --done");
	enum err e = args_parse(&a, line, &done, &why);

	if (e == ERR_NONE)
		e = operator_send(r->op, NULL, &done, STR(""), false);
	if (e == ERR_NONE)
		e = operator_receive(r->op, &a, done.command->columns, &out);
	if (e == ERR_NONE)
		e = out.err;
	if (e == ERR_NONE && out.rows.said.n)
		printf("%.*s\n", STR_ARG(out.rows.said));
	arena_free(&a);
	return e;
}

static enum err
begin(struct run *r, const struct cli *c, struct arena *a)
{
	struct str line = c->board ?
	    arena_printf(a, "import --board %s", c->board) :
	    STR("import");
	struct str why = STR("");
	enum err e = args_parse(a, line, &r->args, &why);

	if (e == ERR_NONE)
		e = operator_open(c->dir, c->record, &r->op);
	if (e != ERR_NONE)
		fprintf(stderr, "stoad: %.*s\n",
		    STR_ARG(why.n ? why : str_from(err_text(e))));
	/* Without it everything is sent, which only takes longer. */
	if (e == ERR_NONE &&
	    store_open_readonly(c->dir, &r->reader) != ERR_NONE)
		r->reader = NULL;
	return e;
}

int
cli_import(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	struct run r = { .report.terminal = isatty(STDERR_FILENO) };
	enum err e, worst = ERR_NONE;

	log_set_level(LOG_ERROR);
	e = begin(&r, c, &a);
	if (e != ERR_NONE) {
		arena_free(&a);
		return err_exit_code(e);
	}
	for (int i = 0; i < c->word_count && e != ERR_OFFLINE; i++) {
		e = import_file(&r, c->words[i]);
		worst = e != ERR_NONE ? e : worst;
	}
	if (worst == ERR_NONE || r.report.posts || r.report.votes)
		e = finish(&r);
	if (r.report.posts && !operator_is_online(r.op)) {
		if (r.report.terminal)
			fputs("putting the words in order …\n", stderr);
		if (operator_tidy(r.op) != ERR_NONE)
			fputs("stoad: the words are in, but searches take "
			      "longer until a server has tidied them\n",
			    stderr);
	}
	import_report_end(&r.report);
	if (worst == ERR_OFFLINE)
		fputs("stoad: the server went away; run the same again\n",
		    stderr);
	store_close(r.reader);
	operator_close(r.op);
	arena_free(&a);
	worst = worst == ERR_NONE ? e : worst;
	worst = worst == ERR_NONE && r.report.bad ? ERR_INVALID : worst;
	return err_exit_code(worst);
}
