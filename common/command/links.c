/* links - the addresses in a thread, or in one post of it. */
#include "common/command/ctx.h"
#include "common/text/url.h"

enum { LINKS_POSTS = 100 }; /* read at a time */

static const struct column links_columns[] = {
	{ "link", COLUMN_INT, 0 },
	{ "url", COLUMN_TEXT, 0 },
	{ "post", COLUMN_TEXT, 0 },
	{ "author", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param links_params[] = {
	{ .name = "thread",
	    .kind = PARAM_WORD,
	    .help = N_("all of thread 12, or post 12.3 alone") },
	{ 0 },
};

struct found {
	struct str *url;
	size_t n;
};

static bool
is_known(const struct found *f, struct str url)
{
	for (size_t i = 0; i < f->n; i++) {
		if (str_eq(f->url[i], url))
			return true;
	}
	return false;
}

/* Each address once, at the post that has it first. */
static void
put(struct command_ctx *ctx, struct found *f, const struct post_row *p)
{
	struct str rest = p->body, url;

	while (f->n < LIMIT_ROWS && url_next(&rest, &url)) {
		if (is_known(f, url))
			continue;
		f->url[f->n] = arena_dup(ctx->arena, url);
		row_begin(ctx->out);
		row_int(ctx->out, (int64_t)f->n + 1);
		row_text(ctx->out, f->url[f->n]);
		row_text(ctx->out, ctx_post_name(ctx, p->thread_id, p->n));
		row_text(ctx->out, arena_dup(ctx->arena, p->author));
		f->n++;
	}
}

static enum err
put_thread(struct command_ctx *ctx, int64_t thread, struct found *f)
{
	struct arena a = ARENA_INIT;
	struct post_list list = { .cut = true };
	int64_t from = 1;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && f->n < LIMIT_ROWS) {
		arena_reset(&a);
		e = store_post_page(ctx->store, &a, ctx->viewer, thread, from,
		    LINKS_POSTS, &list);
		if (e != ERR_NONE || list.len == 0)
			break;
		for (size_t i = 0; i < list.len; i++)
			put(ctx, f, &list.row[i]);
		from = list.row[list.len - 1].n + 1;
	}
	arena_free(&a);
	return e;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str ref = args_text(args, "thread");
	struct found f = { arena_array(ctx->arena, struct str, LIMIT_ROWS), 0 };
	struct thread_row thread;
	struct post_row post;

	if (str_find(ref, '.') < ref.n) {
		TRY(ctx_post(ctx, ref, &thread, &post));
		put(ctx, &f, &post);
	} else {
		TRY(ctx_thread(ctx, ref, &thread));
		TRY(put_thread(ctx, thread.id, &f));
	}
	if (f.n == 0)
		say(ctx, _("There are no links in %.*s."), STR_ARG(ref));
	if (f.n == LIMIT_ROWS)
		say(ctx, _("Only the first %d are listed."), LIMIT_ROWS);
	return ERR_NONE;
}

extern const struct command command_links;

const struct command command_links = {
	.name = "links",
	.summary = N_("list the links of a thread or of a post"),
	.params = links_params,
	.columns = links_columns,
	.mode = COMMAND_SLOW,
	.run = run,
};
