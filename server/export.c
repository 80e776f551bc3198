/*
 * export - write everything out: `stoad export`.
 *
 * The counterpart of import: a line of JSON for each member with a profile,
 * each thread and each vote whose voter nobody knows, from one view of the
 * store, which a server may go on changing.
 */
#include <stdio.h>
#include <string.h>

#include "common/base/log.h"
#include "common/command/exporting.h"
#include "common/rules/limits.h"
#include "common/store/board.h"
#include "common/store/member.h"
#include "common/store/store.h"
#include "common/wire/sink.h"
#include "server/cli.h"

enum { PAGE = 200 };

struct export
{
	const struct cli *cli;
	struct store *store;
	struct sink *sink;
	struct arena own_arena;
	struct str own;
	struct viewer viewer;
	int64_t board_id; /* 0: all */
	int64_t users, threads, posts, votes;
	int64_t left_out; /* posts of threads that are too large */
};

static struct exporting
begin_page(const struct export *x, struct arena *a)
{
	return (struct exporting){ a, x->own };
}

static enum err
write_users(struct export *x)
{
	struct arena a = ARENA_INIT;
	struct export_users page = { .len = PAGE };
	int64_t after = 0;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && page.len == PAGE) {
		struct exporting to = begin_page(x, &a);

		e = store_export_users(
		    x->store, &a, x->board_id, after, PAGE, &page);
		for (size_t i = 0; e == ERR_NONE && i < page.len; i++) {
			after = page.row[i].who.id;
			e = sink_line(
			    x->sink, export_user_line(&to, &page.row[i]));
			x->users++;
		}
		arena_reset(&a);
	}
	arena_free(&a);
	return e;
}

static enum err
write_thread(struct export *x, const struct export_thread *t)
{
	struct arena a = ARENA_INIT;
	struct exporting to = begin_page(x, &a);
	struct export_posts posts;
	size_t replies;
	enum err e =
	    store_export_posts(x->store, &a, t->id, LIMIT_IMPORT_BYTES, &posts);

	if (e == ERR_NONE) {
		e = sink_line(
		    x->sink, export_thread_line(&to, t, &posts, &replies));
		x->threads++;
		x->posts += 1 + (int64_t)replies;
		if (posts.left_out)
			fprintf(stderr,
			    "stoad: thread %lld is too large: %zu posts at "
			    "its end are left out\n",
			    (long long)t->id, posts.left_out);
		x->left_out += (int64_t)posts.left_out;
	}
	arena_free(&a);
	return e;
}

static enum err
write_threads(struct export *x)
{
	struct arena a = ARENA_INIT;
	struct export_threads page = { .len = PAGE };
	int64_t after = 0;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && page.len == PAGE) {
		e = store_export_threads(
		    x->store, &a, x->viewer, x->board_id, after, PAGE, &page);
		for (size_t i = 0; e == ERR_NONE && i < page.len; i++) {
			after = page.row[i].id;
			e = write_thread(x, &page.row[i]);
		}
		arena_reset(&a);
	}
	arena_free(&a);
	return e;
}

static enum err
write_votes(struct export *x)
{
	struct arena a = ARENA_INIT, last = ARENA_INIT;
	struct export_votes page = { .len = PAGE };
	struct str src = STR(""), id = STR("");
	enum err e = ERR_NONE;

	while (e == ERR_NONE && page.len == PAGE) {
		struct exporting to = begin_page(x, &a);

		e = store_export_votes(x->store, &a, src, id, PAGE, &page);
		for (size_t i = 0; e == ERR_NONE && i < page.len; i++)
			e = sink_line(
			    x->sink, export_vote_line(&to, &page.row[i]));
		if (e == ERR_NONE && page.len) {
			x->votes += (int64_t)page.len;
			arena_reset(&last);
			src = arena_dup(&last, page.row[page.len - 1].src);
			id = arena_dup(&last, page.row[page.len - 1].id);
		}
		arena_reset(&a);
	}
	arena_free(&last);
	arena_free(&a);
	return e;
}

static enum err
find_board(struct export *x)
{
	struct board_row board;
	enum err e;

	if (x->cli->board == NULL)
		return ERR_NONE;
	e = store_board_get(x->store, &x->own_arena, x->viewer,
	    str_from(x->cli->board), &board);
	if (e == ERR_NONE)
		x->board_id = board.id;
	else if (e == ERR_MISSING)
		fprintf(stderr,
		    "stoad: there is no board \"%s\" that everybody may "
		    "read%s\n",
		    x->cli->board,
		    x->cli->all ? "" : "; --all takes private ones too");
	return e;
}

/* All from one view: what is written meanwhile is not in it. */
static enum err
write_all(struct export *x)
{
	TRY(store_own_source(x->store, &x->own_arena, &x->own));
	TRY(find_board(x));
	TRY(write_users(x));
	TRY(write_threads(x));
	return x->board_id ? ERR_NONE : write_votes(x);
}

static enum err
open_all(struct export *x, const char *file)
{
	enum err e = store_open_readonly(x->cli->dir, &x->store);

	if (e == ERR_MISSING)
		fprintf(stderr, "stoad: there is no community in %s\n",
		    x->cli->dir);
	TRY(e);
	if (store_version(x->store) != store_version_known()) {
		fputs("stoad: the store is of another version; start the "
		      "server of this one on it first\n",
		    stderr);
		return ERR_CONFLICT;
	}
	e = sink_open(file, &x->sink);
	if (e != ERR_NONE)
		fprintf(
		    stderr, "stoad: cannot write %s: %s\n", file, err_text(e));
	return e;
}

static void
report(const struct export *x)
{
	fprintf(stderr,
	    "%lld members, %lld threads, %lld posts with their scores, "
	    "%lld imported votes\n",
	    (long long)x->users, (long long)x->threads, (long long)x->posts,
	    (long long)x->votes);
}

int
cli_export(const struct cli *c)
{
	struct export x = { .cli = c };
	const char *file = c->word_count ? c->words[0] : "-";
	enum err e, closed;

	log_set_level(LOG_ERROR);
	x.viewer = c->all ? (struct viewer){ MEMBER_ROBOT, ROLE_SYSOP } :
			    (struct viewer){ 0, ROLE_GUEST };
	e = open_all(&x, file);
	if (e == ERR_NONE)
		e = store_read_begin(x.store);
	if (e == ERR_NONE) {
		e = write_all(&x);
		store_read_end(x.store);
		if (e == ERR_IO && sink_why(x.sink)[0])
			fprintf(stderr, "stoad: cannot write %s: %s\n", file,
			    sink_why(x.sink));
	}
	closed = sink_close(x.sink, e == ERR_NONE);
	if (e == ERR_NONE && closed != ERR_NONE) {
		fprintf(stderr, "stoad: cannot finish %s\n", file);
		e = closed;
	}
	store_close(x.store);
	arena_free(&x.own_arena);
	if (e == ERR_NONE)
		report(&x);
	if (e == ERR_NONE && x.left_out)
		e = ERR_LIMIT;
	return err_exit_code(e);
}
