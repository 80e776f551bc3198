/*
 * import - take a thread of another forum in.
 *
 * One line of the neutral format (common/wire/neutral.h) is one order: a
 * thread with its replies.  What is there already, by (src, id), stays as it
 * is; only what is missing is added, so a run can be repeated or go on after
 * a crash.  Imports write no events but one at the end, and move no marks.
 */
#include "common/base/clock.h"
#include "common/command/ctx.h"
#include "common/store/mark.h"
#include "common/text/clean.h"
#include "common/text/handle.h"
#include "common/wire/neutral.h"

static const struct column import_columns[] = {
	{ "threads", COLUMN_INT, 0 },
	{ "posts", COLUMN_INT, 0 },
	{ "known", COLUMN_INT, 0 },
	{ "members", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param import_params[] = {
	{ .name = "board",
	    .kind = PARAM_TEXT,
	    .help = N_("put all on this board") },
	{ .name = "done",
	    .kind = PARAM_FLAG,
	    .help = N_("the run is over: link duplicates, tell of it") },
	{ 0 },
};

/* What one order does, counted; and what it needs all along. */
struct import {
	struct command_ctx *ctx;
	const struct neutral_thread *in;
	json_t *place; /* reply id -> index, for parents */
	int64_t *post; /* ids by index; 0: not in yet */
	int64_t board_id;
	int64_t thread_id;
	int64_t first_id;
	int64_t threads;
	int64_t posts;
	int64_t known;
	int64_t members;
	int64_t author_id;
	int64_t first_reply_ms; /* by another; 0: none */
};

static struct str
display_of(struct str author)
{
	size_t hash = author.n;

	for (size_t i = 0; i < author.n; i++)
		hash = author.p[i] == '#' ? i : hash;
	return str_slice(author, 0, hash);
}

/* A handle nobody has: tom, tom-KEY, tom-2, tom-3 … */
static enum err
free_handle(struct command_ctx *ctx, struct str author, struct str *out)
{
	struct str base = handle_from_name(ctx->arena, author);
	size_t name = display_of(author).n;
	struct str key = str_slice(author, name + 1, author.n);
	struct str handle = base;
	struct member_row taken;

	for (int64_t n = 1;; n++) {
		enum err e = store_member_by_handle(
		    ctx->store, ctx->arena, handle, &taken);

		if (e == ERR_MISSING && !handle_is_reserved(handle) &&
		    handle_is_valid(handle))
			break;
		if (e != ERR_NONE && e != ERR_MISSING)
			return e;
		handle = n == 1 && key.n && key.n <= 7 ?
		    arena_printf(
			ctx->arena, "%.*s-%.*s", STR_ARG(base), STR_ARG(key)) :
		    arena_printf(ctx->arena, "%.*s-%lld", STR_ARG(base),
			(long long)n + 1);
	}
	*out = handle;
	return ERR_NONE;
}

/* Authors are members nobody has claimed yet. */
static enum err
ensure_author(struct import *im, struct str author, int64_t *out)
{
	struct command_ctx *ctx = im->ctx;
	struct member_new m = { .status = STR("unclaimed"),
		.role = ROLE_MEMBER,
		.src = im->in->src,
		.joined_ms =
		    im->in->has_created ? im->in->created_ms : ctx->now_ms };
	enum err e;

	m.src_id = author.n ? author : STR("?");
	e = store_member_by_source(ctx->store, m.src, m.src_id, out);
	if (e != ERR_MISSING)
		return e;
	TRY(free_handle(ctx, author.n ? author : STR("unknown"), &m.handle));
	m.display = display_of(author);
	im->members++;
	return store_member_add(ctx->store, &m, out);
}

static struct str
slug_of(struct arena *a, struct str name)
{
	struct str from = handle_from_name(a, name);
	char *slug = arena_cstr(a, from);

	for (char *c = slug; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9'))
			*c = '-';
	}
	return str_from(slug);
}

static enum err
ensure_board(struct import *im, struct str named)
{
	struct command_ctx *ctx = im->ctx;
	const struct neutral_thread *in = im->in;
	struct str name = in->board.n ? in->board : in->src;
	struct board_change c = {
		.slug = named.n ? named : slug_of(ctx->arena, name),
		.title = name,
		.kind = in->kind == NEUTRAL_QUESTION ? STR("question") :
						       STR("discussion"),
		.read_rank = ROLE_GUEST,
		.post_rank = ROLE_MEMBER,
		.position = 1000,
	};
	struct board_row board;
	enum err e;

	TRY(ctx_slug(ctx, _("board"), c.slug));
	e = store_board_get(
	    ctx->store, ctx->arena, ctx->viewer, c.slug, &board);
	im->board_id = board.id;
	if (e != ERR_MISSING)
		return e;
	TRY(store_board_add(ctx->store, &c, ctx->now_ms, &im->board_id));
	return ctx_event_board(
	    ctx, EVENT_BOARD_ADDED, im->board_id, im->board_id);
}

/* Fields without a column yet are kept with the thread. */
static struct str
kept_fields(struct arena *a, const struct neutral_thread *in)
{
	json_t *o = json_object();
	struct str out;

	if (in->status.n)
		json_object_set_new(o, "status", json_from_str(in->status));
	if (in->duplicate_of.n)
		json_object_set_new(
		    o, "duplicate_of", json_from_str(in->duplicate_of));
	if (in->url.n)
		json_object_set_new(o, "url", json_from_str(in->url));
	if (in->kind != NEUTRAL_QUESTION && in->kind != NEUTRAL_DISCUSSION)
		json_object_set_new(
		    o, "kind", json_string(neutral_kind_name(in->kind)));
	if (in->extra.n)
		json_object_set_new(o, "extra", json_parse(in->extra));
	out = json_object_size(o) ? json_line(a, o) : STR("");
	json_decref(o);
	return out;
}

static enum err
add_tags(struct import *im)
{
	for (size_t i = 0; i < im->in->tags; i++) {
		int64_t id;

		TRY(store_tag_ensure(im->ctx->store, im->in->tag[i], &id));
		TRY(store_thread_tag_set(
		    im->ctx->store, im->thread_id, id, true));
	}
	return ERR_NONE;
}

static enum err
add_thread(struct import *im)
{
	struct command_ctx *ctx = im->ctx;
	const struct neutral_thread *in = im->in;
	int64_t when = in->has_created ? in->created_ms : ctx->now_ms, n;
	const struct thread_new thread = {
		.board_id = im->board_id,
		.author_id = im->author_id,
		.title = in->title,
		.src = in->src,
		.src_id = in->id,
		.extra = kept_fields(ctx->arena, in),
		.views = in->views,
		.now_ms = when,
		.question = in->kind == NEUTRAL_QUESTION,
	};
	struct post_new post = {
		.board_id = im->board_id,
		.author_id = im->author_id,
		.kind = STR("post"),
		.body = in->body,
		.src = in->src,
		.src_id = in->id,
		.score_base = in->score,
		.now_ms = when,
	};

	TRY(store_thread_add(ctx->store, &thread, &im->thread_id));
	TRY(add_tags(im));
	post.thread_id = im->thread_id;
	TRY(store_post_add(ctx->store, &post, &im->first_id, &n));
	im->threads++;
	im->posts++;
	return store_board_count_thread(ctx->store, im->board_id, 1);
}

static enum err
ensure_thread(struct import *im, struct str board)
{
	struct command_ctx *ctx = im->ctx;
	struct thread_row t;
	enum err e = store_thread_by_source(
	    ctx->store, im->in->src, im->in->id, &im->thread_id);

	TRY(ensure_author(im, im->in->author, &im->author_id));
	if (e == ERR_MISSING) {
		TRY(ensure_board(im, board));
		return add_thread(im);
	}
	TRY(e);
	im->known++;
	e = store_thread_get(
	    ctx->store, ctx->arena, ctx->viewer, im->thread_id, &t);
	if (e == ERR_MISSING)
		return fail(ctx, ERR_CONFLICT, _("%.*s %.*s was removed here"),
		    STR_ARG(im->in->src), STR_ARG(im->in->id));
	TRY(e);
	im->board_id = t.board_id;
	return store_text_first(ctx->store, im->thread_id, &im->first_id);
}

static struct str
kind_name(enum neutral_type type)
{
	switch (type) {
	case NEUTRAL_ANSWER:
		return STR("answer");
	case NEUTRAL_COMMENT:
		return STR("comment");
	case NEUTRAL_STATUS:
		return STR("official");
	case NEUTRAL_REPLY:
	case NEUTRAL_TYPES:
		break;
	}
	return STR("post");
}

/* The post a reply answers; 0 when that one comes later. */
static int64_t
parent_of(const struct import *im, const struct neutral_reply *r)
{
	char *id = arena_cstr(im->ctx->arena, r->parent);
	const json_t *at = r->parent.n ? json_object_get(im->place, id) : NULL;

	return at ? im->post[json_integer_value(at)] : im->first_id;
}

static void
note_reply(struct import *im, const struct neutral_reply *r, int64_t author,
    int64_t when)
{
	if (author == im->author_id || r->type == NEUTRAL_STATUS)
		return;
	if (im->first_reply_ms == 0 || when < im->first_reply_ms)
		im->first_reply_ms = when;
}

static enum err
add_reply(struct import *im, size_t i)
{
	struct command_ctx *ctx = im->ctx;
	const struct neutral_reply *r = &im->in->reply[i];
	int64_t parent = parent_of(im, r), n;
	struct post_new post = {
		.thread_id = im->thread_id,
		.board_id = im->board_id,
		.parent_id = parent ? parent : im->first_id,
		.kind = kind_name(r->type),
		.body = r->body,
		.src = im->in->src,
		.score_base = r->score,
	};
	enum err e;

	post.now_ms = r->has_created ? r->created_ms :
	    im->in->has_created	     ? im->in->created_ms :
				       ctx->now_ms;
	TRY(ensure_author(im, r->author, &post.author_id));
	note_reply(im, r, post.author_id, post.now_ms);
	post.src_id = arena_printf(
	    ctx->arena, "%.*s/%.*s", STR_ARG(im->in->id), STR_ARG(r->id));
	e = store_post_by_source(
	    ctx->store, post.src, post.src_id, &im->post[i]);
	if (e == ERR_NONE)
		im->known++;
	if (e != ERR_MISSING)
		return e;
	im->posts++;
	return store_post_add(ctx->store, &post, &im->post[i], &n);
}

/* Replies that stood before what they reply to. */
static enum err
mend_parents(struct import *im)
{
	for (size_t i = 0; i < im->in->replies; i++) {
		const struct neutral_reply *r = &im->in->reply[i];
		char *id = arena_cstr(im->ctx->arena, r->parent);
		const json_t *at = json_object_get(im->place, id);

		if (at == NULL || (size_t)json_integer_value(at) < i)
			continue;
		TRY(store_post_set_parent(im->ctx->store, im->post[i],
		    im->post[json_integer_value(at)]));
	}
	return ERR_NONE;
}

/* State stands in the full text of the first post. */
static enum err
set_state(struct import *im)
{
	struct command_ctx *ctx = im->ctx;

	if (im->in->kind != NEUTRAL_QUESTION)
		return ERR_NONE;
	TRY(store_text_remove(ctx->store, im->first_id));
	if (im->first_reply_ms)
		TRY(store_question_replied(
		    ctx->store, im->thread_id, im->first_reply_ms));
	for (size_t i = 0; i < im->in->replies; i++) {
		const struct neutral_reply *r = &im->in->reply[i];

		if (r->accepted)
			TRY(store_question_solve(ctx->store, im->thread_id,
			    im->post[i], im->author_id, STR("author"),
			    r->has_created ? r->created_ms : ctx->now_ms));
	}
	return store_text_add(ctx->store, im->first_id);
}

static enum err
take(struct import *im, struct str board)
{
	struct command_ctx *ctx = im->ctx;

	im->post = arena_array(ctx->arena, int64_t, im->in->replies + 1);
	for (size_t i = 0; i < im->in->replies; i++)
		json_object_set_new(im->place,
		    arena_cstr(ctx->arena, im->in->reply[i].id),
		    json_integer((json_int_t)i));
	TRY(ensure_thread(im, board));
	for (size_t i = 0; i < im->in->replies; i++)
		TRY(add_reply(im, i));
	if (im->posts == 0)
		return ERR_NONE;
	TRY(mend_parents(im));
	return set_state(im);
}

/* Old posts are not news, on boards that came with them. */
static enum err
finish(struct command_ctx *ctx)
{
	int64_t days;

	TRY(ctx_setting(ctx, SETTING_UNREAD_DAYS, &days));
	TRY(store_thread_link_duplicates(ctx->store));
	TRY(store_mark_start_all(
	    ctx->store, ctx->now_ms - days * CLOCK_DAY_MS));
	return ctx_event_member(
	    ctx, EVENT_IMPORTED, AUDIENCE_PUBLIC, ctx->viewer.id);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct neutral_notes notes = { 0 };
	struct neutral_thread in;
	struct import im = { .ctx = ctx, .in = &in };
	enum err e;

	if (args_has(args, "done"))
		return finish(ctx);
	if (ctx->body.n > LIMIT_IMPORT_BYTES)
		return fail(ctx, ERR_LIMIT,
		    _("a thread of %zu bytes is too "
		      "large"),
		    ctx->body.n);
	TRY(neutral_parse(ctx->arena, ctx->body, &notes, &in, &ctx->message));
	if (!neutral_is_thread(in.kind))
		return fail(ctx, ERR_INVALID, _("a %s is no thread"),
		    neutral_kind_name(in.kind));
	im.place = json_object();
	e = take(&im, args_text(args, "board"));
	json_decref(im.place);
	TRY(e);
	row_begin(ctx->out);
	row_int(ctx->out, im.threads);
	row_int(ctx->out, im.posts);
	row_int(ctx->out, im.known);
	row_int(ctx->out, im.members);
	return ERR_NONE;
}

extern const struct command command_import;

const struct command command_import = {
	.name = "import",
	.summary = N_("take a thread of another forum in"),
	.params = import_params,
	.columns = import_columns,
	.mode = COMMAND_WRITE,
	.body = BODY_TEXT,
	.flags = COMMAND_INTERNAL,
	.run = run,
};
