/* search - find posts by words and filters. */
#include "common/base/clock.h"
#include "common/command/searching.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

enum { HITS_SHOWN = 20, TEXT_CELLS = 160 };

static const struct column search_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "board", COLUMN_TEXT, 0 },
	{ "state", COLUMN_TEXT, 0 },
	{ "author", COLUMN_TEXT, 0 },
	{ "created", COLUMN_TIME, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "snippet", COLUMN_TEXT, 0 },
	{ "thread", COLUMN_INT, COLUMN_HIDDEN },
	{ "n", COLUMN_INT, COLUMN_HIDDEN },
	{ "score", COLUMN_INT, COLUMN_HIDDEN },
	{ "cursor", COLUMN_INT, COLUMN_HIDDEN },
	{ "marks", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "found", COLUMN_INT, COLUMN_HIDDEN },
	{ "hint", COLUMN_TEXT, COLUMN_HIDDEN },
	{ 0 },
};

static const struct param search_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many; 20 unless told") },
	{ .name = "relevance",
	    .kind = PARAM_FLAG,
	    .help = N_("the best first, instead of the newest") },
	{ .name = "below",
	    .kind = PARAM_INT,
	    .holder = "CURSOR",
	    .min = 1,
	    .max = INT64_MAX,
	    .help = N_("go on below this cursor of an earlier answer") },
	{ .name = "words",
	    .kind = PARAM_REST,
	    .help = N_("words, \"a phrase\", begin*, -without, board:NAME, "
		       "from:HANDLE, tag:NAME, is:open (replied, solved, "
		       "mine, unread), before:DATE, after:DATE, score:5, "
		       "in:title") },
	{ 0 },
};

static void
put(struct command_ctx *ctx, const struct search_hit *h, int64_t found,
    struct str hint)
{
	row_begin(ctx->out);
	row_text(ctx->out,
	    h->thread_id ? ctx_post_name(ctx, h->thread_id, h->n) : STR(""));
	row_text(ctx->out, h->board);
	row_text(ctx->out, h->state);
	row_text(ctx->out, h->author);
	row_time(ctx->out, h->created_ms);
	row_text(ctx->out, h->title);
	row_text(ctx->out, h->snippet);
	row_int(ctx->out, h->thread_id);
	row_int(ctx->out, h->n);
	row_int(ctx->out, h->score);
	row_int(ctx->out, h->post_id);
	row_text(ctx->out, h->marks);
	row_int(ctx->out, found);
	row_text(ctx->out, hint);
}

/* The line that was typed, with other words in place of some. */
static struct str
with_words(struct arena *a, struct str line, const struct search_query *q,
    const struct str *word)
{
	struct buf b = BUF_INIT(0);
	const char *at = line.p;
	struct str out;

	for (size_t i = 0; i < q->terms; i++) {
		struct str old = q->term[i].words;

		if (word[i].n == 0)
			continue;
		buf_put(&b, (struct str){ at, (size_t)(old.p - at) });
		buf_put(&b, word[i]);
		at = old.p + old.n;
	}
	buf_put(&b, (struct str){ at, (size_t)(line.p + line.n - at) });
	out = arena_dup(a, str_trim(buf_str(&b)));
	buf_free(&b);
	return out;
}

/* What would have found something.  It is extra: no time for it, no hint. */
static enum err
hint(struct command_ctx *ctx, struct str line, const struct search_query *q)
{
	struct str word[SEARCH_TERMS], words;
	bool found = false;
	enum err e = store_search_near(
	    ctx->store, ctx->arena, ctx->viewer, q, &found, word);

	if (e == ERR_LIMIT || (e == ERR_NONE && !found)) {
		say(ctx,
		    _("Nothing found. Try fewer words, or begin* for words "
		      "that start so."));
		return ERR_NONE;
	}
	TRY(e);
	words = with_words(ctx->arena, line, q, word);
	put(ctx, &(struct search_hit){ 0 }, 0, words);
	say(ctx, _("Nothing found. Did you mean: search %.*s"), STR_ARG(words));
	return ERR_NONE;
}

static void
tell_more(struct command_ctx *ctx, const struct search_result *found,
    const struct search_query *q, struct str line)
{
	if ((int64_t)found->len >= found->count)
		return;
	say(ctx, _("%lld%s found, %zu shown%s"), (long long)found->count,
	    found->count == SEARCH_COUNT_MAX ? "+" : "", found->len,
	    q->by_relevance ? "" : _(", newest first"));
	if (!q->by_relevance)
		say(ctx, _("More: search --below %lld %.*s"),
		    (long long)found->hit[found->len - 1].post_id,
		    STR_ARG(line));
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	int64_t max = args_int(args, "max", HITS_SHOWN);
	struct search_query *q = arena_new(ctx->arena, struct search_query);
	struct str line = args_text(args, "words");
	struct search_result found;
	enum err e;

	TRY(searching_parse(ctx, line, q));
	q->by_relevance = args_has(args, "relevance");
	q->below = args_int(args, "below", 0);
	e = store_search(ctx->store, ctx->arena, ctx->viewer, q, max, &found);
	if (e == ERR_LIMIT)
		return fail(ctx, e,
		    _("that search took too long; give it rarer words or a "
		      "board:"));
	TRY(e);
	for (size_t i = 0; i < found.len; i++)
		put(ctx, &found.hit[i], found.count, STR(""));
	if (found.len)
		tell_more(ctx, &found, q, line);
	else if (q->below == 0)
		return hint(ctx, line, q);
	return ERR_NONE;
}

/* Three lines a find: where, what about, which words. */
static void
text(const struct rows *r, const struct text_view *view, struct buf *out)
{
	struct arena a = ARENA_INIT;
	size_t cells = view->cols > 2 ? (size_t)view->cols - 2 : TEXT_CELLS;

	for (const struct row *row = r->first; row; row = row->next) {
		const struct cell *c = row->cell;
		struct str title = text_clean_line(&a, c[5].text);
		struct str snippet = text_clean_line(&a, c[6].text);

		/* The words tell of a hint. */
		if (c[0].text.n == 0)
			continue;
		buf_printf(out, "%.*s  %.*s  ", STR_ARG(c[0].text),
		    STR_ARG(c[1].text));
		if (c[2].text.n)
			buf_printf(out, "%.*s  ", STR_ARG(c[2].text));
		buf_printf(out, "@%.*s  %s  %+lld\n", STR_ARG(c[3].text),
		    clock_ago(c[4].number, view->now_ms).text,
		    (long long)c[9].number);
		title = text_clip(&a, title, cells);
		snippet = text_clip(&a, snippet, cells);
		buf_printf(out, "  %.*s\n", STR_ARG(title));
		if (snippet.n)
			buf_printf(out, "  %.*s\n", STR_ARG(snippet));
		arena_reset(&a);
	}
	arena_free(&a);
}

extern const struct command command_search;

const struct command command_search = {
	.name = "search",
	.summary = N_("find posts by words and filters"),
	.details = N_("is:open, is:replied, is:solved and tag: find questions; "
		      "with words, what says them in any post of those; "
		      "is:mine and from:me what you wrote; is:unread what is "
		      "new to you. score:5 is 5 and more, score:>5 more than "
		      "5. in:title looks in titles alone. In quotes nothing "
		      "is a filter.\n\nWhen nothing is found, near words may "
		      "be offered: with --json as one row whose post is empty "
		      "and whose hint holds them."),
	.params = search_params,
	.columns = search_columns,
	.mode = COMMAND_SLOW,
	.run = run,
	.text = text,
};
