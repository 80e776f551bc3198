/* importing - the people of another forum, and their votes. */
#include "common/command/importing.h"
#include "common/store/imported.h"
#include "common/text/handle.h"

/* A handle nobody has: tom, tom-KEY, tom-2, tom-3 … */
static enum err
free_handle(struct command_ctx *ctx, struct str author, struct str *out)
{
	struct str base = handle_from_name(ctx->arena, author);
	size_t name = handle_name_part(author).n;
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

/* Somebody of this very store, who comes back from its own export. */
static enum err
own_member(struct import *im, struct str author, int64_t *out)
{
	struct command_ctx *ctx = im->ctx;
	size_t name = handle_name_part(author).n;
	struct str key = str_slice(author, name + 1, author.n);
	struct member_row m;
	int64_t id;

	if (!str_int(key, 1, INT64_MAX, &id))
		return ERR_MISSING;
	TRY(store_member_get(ctx->store, ctx->arena, id, &m));
	*out = id;
	return ERR_NONE;
}

/* Authors are members nobody has claimed yet. */
enum err
import_author(struct import *im, struct str src, struct str author,
    int64_t joined_ms, int64_t *out)
{
	struct command_ctx *ctx = im->ctx;
	struct member_new m = { .status = STR("unclaimed"),
		.role = ROLE_MEMBER,
		.src = src.n ? src : im->in->src,
		.joined_ms = joined_ms };
	enum err e = ERR_MISSING;

	m.src_id = author.n ? author : STR(STORE_NOBODY);
	if (str_eq(m.src, im->own))
		e = own_member(im, author, out);
	if (e == ERR_MISSING)
		e = store_member_by_source(ctx->store, m.src, m.src_id, out);
	if (e != ERR_MISSING)
		return e;
	TRY(free_handle(ctx, author.n ? author : STR("unknown"), &m.handle));
	m.display = handle_name_part(author);
	im->members++;
	return store_member_add(ctx->store, &m, out);
}

static bool
is_same(const struct imported_profile *a, const struct imported_profile *b)
{
	return str_eq(a->display, b->display) && str_eq(a->bio, b->bio) &&
	    str_eq(a->extra, b->extra) && a->joined_ms == b->joined_ms;
}

/* What somebody says about themselves here is not changed by an import. */
enum err
import_user(struct import *im)
{
	struct command_ctx *ctx = im->ctx;
	const struct neutral_user *u = &im->in->user;
	int64_t joined = u->has_created ? u->created_ms : ctx->now_ms;
	struct imported_profile have, want;
	int64_t id;

	TRY(import_author(im, STR(""), im->in->id, joined, &id));
	TRY(store_profile_get(ctx->store, ctx->arena, id, &have));
	want = have;
	want.display = u->name.n ? u->name : have.display;
	want.bio = u->about;
	want.extra = u->extra.n ? u->extra : STR("{}");
	if (u->has_created)
		want.joined_ms = u->created_ms;
	if (!have.unclaimed || is_same(&have, &want)) {
		im->known++;
		return ERR_NONE;
	}
	return store_profile_set(ctx->store, &want);
}

enum err
import_vote(struct import *im)
{
	const struct neutral_vote *in = &im->in->vote;
	const struct imported_vote v = {
		.src = im->in->src,
		.id = im->in->id,
		.target = in->target,
		.what = in->what,
		.extra = in->extra,
		.has_at = in->has_created,
		.at_ms = in->created_ms,
	};
	bool is_new;

	TRY(store_imported_vote_add(im->ctx->store, &v, &is_new));
	im->votes += is_new;
	im->known += !is_new;
	return ERR_NONE;
}
