/* importing - a thread of another forum, with its replies. */
#include "common/command/importing.h"
#include "common/store/batch.h"
#include "common/text/handle.h"

/* A thread on its way in; arrays are by the index of the reply. */
struct coming {
	struct import *im;
	const struct neutral_thread *in;
	struct post_batch batch;
	json_t *place;	/* reply id -> index, for parents */
	json_t *author; /* name -> member id, of those met so far */
	int64_t *post;	/* ids; 0: not in yet */
	int64_t board_id;
	int64_t thread_id;
	int64_t first_id;
	int64_t author_id;
	int64_t first_reply_ms; /* by another; 0: none */
	bool is_new;
};

/* Who wrote something, looked up once a thread. */
static enum err
author_of(struct coming *c, struct str src, struct str author, int64_t *out)
{
	struct arena *a = c->im->ctx->arena;
	const char *key =
	    arena_printf(a, "%.*s\n%.*s", STR_ARG(src), STR_ARG(author)).p;
	const json_t *met = json_object_get(c->author, key);
	int64_t joined =
	    c->in->has_created ? c->in->created_ms : c->im->ctx->now_ms;

	if (met) {
		*out = json_integer_value(met);
		return ERR_NONE;
	}
	TRY(import_author(c->im, src, author, joined, out));
	json_object_set_new(c->author, key, json_integer(*out));
	return ERR_NONE;
}

/* What only some may read there goes to no board that more may read. */
static enum err
check_reach(struct coming *c, const struct board_row *b, enum role wanted)
{
	if (b->read_rank >= wanted)
		return ERR_NONE;
	return fail(c->im->ctx, ERR_DENIED,
	    _("on %.*s more people would read it than before; choose another "
	      "board with --board"),
	    STR_ARG(b->slug));
}

static enum err
ensure_board(struct coming *c, struct str named, struct board_row *out)
{
	struct command_ctx *ctx = c->im->ctx;
	const struct neutral_thread *in = c->in;
	struct str name = in->board.n ? in->board : in->src;
	struct board_change change = {
		.slug = named.n ? named : slug_from_name(ctx->arena, name),
		.title = name,
		.kind = in->kind == NEUTRAL_QUESTION ? STR("question") :
						       STR("discussion"),
		.read_rank = ROLE_GUEST,
		.post_rank = ROLE_MEMBER,
		.position = 1000,
	};
	enum err e;

	if (in->board_read.n && !role_parse(in->board_read, &change.read_rank))
		change.read_rank = ROLE_SYSOP;
	if (change.read_rank > change.post_rank)
		change.post_rank = change.read_rank;
	TRY(ctx_slug(ctx, _("board"), change.slug));
	e = store_board_get(
	    ctx->store, ctx->arena, ctx->viewer, change.slug, out);
	if (e == ERR_NONE) {
		c->board_id = out->id;
		return check_reach(c, out, change.read_rank);
	}
	if (e != ERR_MISSING)
		return e;
	TRY(store_board_add(ctx->store, &change, ctx->now_ms, &c->board_id));
	*out = (struct board_row){ .slug = change.slug, .title = name };
	return ctx_event_board(
	    ctx, EVENT_BOARD_ADDED, c->board_id, c->board_id);
}

static void
keep(json_t *o, const char *key, struct str s)
{
	if (s.n)
		json_object_set_new(o, key, json_from_str(s));
}

/* Fields without a column are kept with the thread, for later and export. */
static struct str
kept_fields(struct arena *a, const struct neutral_thread *in,
    const struct board_row *board)
{
	json_t *o = json_object();
	struct str out;

	keep(o, "status", in->status);
	keep(o, "duplicate_of", in->duplicate_of);
	keep(o, "url", in->url);
	if (!str_eq(in->board, board->title))
		keep(o, "board", in->board);
	if (in->kind != NEUTRAL_QUESTION)
		keep(o, "accepted", in->accepted);
	if (in->kind != NEUTRAL_QUESTION && in->kind != NEUTRAL_DISCUSSION)
		keep(o, "kind", str_from(neutral_kind_name(in->kind)));
	if (!in->has_created)
		json_object_set_new(o, "undated", json_true());
	if (in->extra.n)
		json_object_set_new(o, "extra", json_parse(in->extra));
	out = json_object_size(o) ? json_line(a, o) : STR("");
	json_decref(o);
	return out;
}

static struct str
kept_of_reply(struct arena *a, const struct neutral_reply *r, bool is_question)
{
	bool accepted = r->accepted && !is_question;
	json_t *o;
	struct str out;

	if (r->has_created && r->extra.n == 0 && !accepted)
		return STR("");
	o = json_object();
	if (accepted)
		json_object_set_new(o, "accepted", json_true());
	if (!r->has_created)
		json_object_set_new(o, "undated", json_true());
	if (r->extra.n)
		json_object_set_new(o, "extra", json_parse(r->extra));
	out = json_line(a, o);
	json_decref(o);
	return out;
}

static enum err
add_tags(struct coming *c)
{
	struct store *s = c->im->ctx->store;

	for (size_t i = 0; i < c->in->tags; i++) {
		int64_t id;

		TRY(store_tag_ensure(s, c->in->tag[i], &id));
		TRY(store_thread_tag_set(s, c->thread_id, id, true));
	}
	return ERR_NONE;
}

static enum err
add_thread(struct coming *c, const struct board_row *board)
{
	struct command_ctx *ctx = c->im->ctx;
	const struct neutral_thread *in = c->in;
	const struct thread_new thread = {
		.board_id = c->board_id,
		.author_id = c->author_id,
		.title = in->title,
		.src = in->src,
		.src_id = in->id,
		.extra = kept_fields(ctx->arena, in, board),
		.views = in->views,
		.now_ms = in->has_created ? in->created_ms : ctx->now_ms,
		.question = in->kind == NEUTRAL_QUESTION,
	};
	struct post_new post = {
		.board_id = c->board_id,
		.author_id = c->author_id,
		.kind = STR("post"),
		.body = in->body,
		.src = in->src,
		.src_id = store_source_id(ctx->arena, in->id, STR("")),
		.score_base = in->score,
		.now_ms = thread.now_ms,
	};

	TRY(store_thread_add(ctx->store, &thread, &c->thread_id));
	TRY(add_tags(c));
	post.thread_id = c->thread_id;
	TRY(store_batch_begin(
	    ctx->store, c->thread_id, c->board_id, &c->batch));
	TRY(store_batch_add(ctx->store, &c->batch, &post, &c->first_id));
	c->im->threads++;
	c->im->posts++;
	return store_board_count_thread(ctx->store, c->board_id, 1);
}

/* A thread written here, that comes back from this store's own export. */
static enum err
find_thread(struct coming *c)
{
	const struct neutral_thread *in = c->in;
	struct store *s = c->im->ctx->store;

	if (!str_eq(in->src, c->im->own))
		return store_thread_by_source(
		    s, in->src, in->id, &c->thread_id);
	if (str_int(in->id, 1, INT64_MAX, &c->thread_id))
		return ERR_NONE;
	return ERR_MISSING;
}

static enum err
ensure_thread(struct coming *c, struct str named)
{
	struct command_ctx *ctx = c->im->ctx;
	struct thread_row t;
	struct board_row board;
	enum err e = find_thread(c);

	c->is_new = e == ERR_MISSING;
	if (e == ERR_NONE)
		e = store_thread_get(
		    ctx->store, ctx->arena, ctx->viewer, c->thread_id, &t);
	if (e == ERR_MISSING && !c->is_new)
		return fail(ctx, ERR_CONFLICT, _("%.*s %.*s was removed here"),
		    STR_ARG(c->in->src), STR_ARG(c->in->id));
	if (e != ERR_NONE && e != ERR_MISSING)
		return e;
	if (c->is_new) {
		TRY(ensure_board(c, named, &board));
		TRY(author_of(
		    c, c->in->author_src, c->in->author, &c->author_id));
		return add_thread(c, &board);
	}
	c->im->known++;
	c->board_id = t.board_id;
	c->author_id = t.author_id;
	TRY(store_batch_begin(
	    ctx->store, c->thread_id, c->board_id, &c->batch));
	return store_post_by_number(ctx->store, c->thread_id, 1, &c->first_id);
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

/* The post a reply answers; the first when that one comes later. */
static int64_t
parent_of(const struct coming *c, const struct neutral_reply *r)
{
	const json_t *at = r->parent.n ?
	    json_object_get(
		c->place, arena_cstr(c->im->ctx->arena, r->parent)) :
	    NULL;
	int64_t id = at ? c->post[json_integer_value(at)] : 0;

	return id ? id : c->first_id;
}

static void
note_reply(struct coming *c, const struct neutral_reply *r, int64_t author,
    int64_t when)
{
	if (author == c->author_id || r->type == NEUTRAL_STATUS)
		return;
	if (c->first_reply_ms == 0 || when < c->first_reply_ms)
		c->first_reply_ms = when;
}

/* ERR_MISSING when a reply is not here yet. */
static enum err
find_reply(struct coming *c, struct str src_id, const struct neutral_reply *r,
    int64_t *out)
{
	struct store *s = c->im->ctx->store;
	struct str id = r->id;
	int64_t n;

	if (c->is_new)
		return ERR_MISSING;
	if (str_starts(id, c->im->own) && id.n > c->im->own.n &&
	    str_int(str_slice(id, c->im->own.n + 1, id.n), 2, INT64_MAX, &n))
		return store_post_by_number(s, c->thread_id, n, out);
	return store_post_by_source(s, c->in->src, src_id, out);
}

static enum err
add_reply(struct coming *c, size_t i)
{
	struct command_ctx *ctx = c->im->ctx;
	const struct neutral_thread *in = c->in;
	const struct neutral_reply *r = &in->reply[i];
	struct post_new post = {
		.thread_id = c->thread_id,
		.board_id = c->board_id,
		.parent_id = parent_of(c, r),
		.kind = kind_name(r->type),
		.body = r->body,
		.src = in->src,
		.src_id = store_source_id(ctx->arena, in->id, r->id),
		.score_base = r->score,
	};
	enum err e;

	e = find_reply(c, post.src_id, r, &c->post[i]);
	if (e == ERR_NONE)
		c->im->known++;
	if (e != ERR_MISSING)
		return e;
	post.now_ms = r->has_created ? r->created_ms :
	    in->has_created	     ? in->created_ms :
				       ctx->now_ms;
	post.extra = kept_of_reply(ctx->arena, r, in->kind == NEUTRAL_QUESTION);
	TRY(author_of(c, r->author_src, r->author, &post.author_id));
	note_reply(c, r, post.author_id, post.now_ms);
	c->im->posts++;
	return store_batch_add(ctx->store, &c->batch, &post, &c->post[i]);
}

/* Replies that stood before what they reply to. */
static enum err
mend_parents(struct coming *c)
{
	for (size_t i = 0; i < c->in->replies; i++) {
		const struct neutral_reply *r = &c->in->reply[i];
		const json_t *at;

		if (r->parent.n == 0)
			continue;
		at = json_object_get(
		    c->place, arena_cstr(c->im->ctx->arena, r->parent));
		if (at == NULL || (size_t)json_integer_value(at) < i)
			continue;
		TRY(store_post_set_parent(c->im->ctx->store, c->post[i],
		    c->post[json_integer_value(at)]));
	}
	return ERR_NONE;
}

static enum err
set_state(struct coming *c)
{
	struct command_ctx *ctx = c->im->ctx;

	if (c->in->kind != NEUTRAL_QUESTION)
		return ERR_NONE;
	if (c->first_reply_ms)
		TRY(store_question_replied(
		    ctx->store, c->thread_id, c->first_reply_ms));
	for (size_t i = 0; i < c->in->replies; i++) {
		const struct neutral_reply *r = &c->in->reply[i];

		if (r->accepted)
			TRY(store_question_solve(ctx->store, c->thread_id,
			    c->post[i], c->author_id, STR("author"),
			    r->has_created ? r->created_ms : ctx->now_ms));
	}
	return ERR_NONE;
}

static enum err
take(struct coming *c, struct str board)
{
	struct store *s = c->im->ctx->store;

	for (size_t i = 0; i < c->in->replies; i++)
		json_object_set_new(c->place,
		    arena_cstr(c->im->ctx->arena, c->in->reply[i].id),
		    json_integer((json_int_t)i));
	TRY(ensure_thread(c, board));
	for (size_t i = 0; i < c->in->replies; i++)
		TRY(add_reply(c, i));
	if (c->im->posts == 0)
		return ERR_NONE;
	TRY(store_batch_end(s, &c->batch));
	TRY(mend_parents(c));
	/* Its state stands in the full text of each post. */
	TRY(store_text_remove_thread(s, c->thread_id, c->batch.first_id));
	TRY(set_state(c));
	return store_text_add_thread(s, c->thread_id);
}

enum err
import_thread(struct import *im, struct str board)
{
	struct coming c = {
		.im = im,
		.in = im->in,
		.place = json_object(),
		.author = json_object(),
		.post =
		    arena_array(im->ctx->arena, int64_t, im->in->replies + 1),
	};
	enum err e = take(&c, board);

	json_decref(c.place);
	json_decref(c.author);
	return e;
}
