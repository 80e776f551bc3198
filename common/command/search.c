/* search - find posts by words and filters. */
#include "common/command/ctx.h"
#include "common/base/clock.h"
#include "common/store/search.h"
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
	    .min = 1,
	    .max = INT64_MAX,
	    .help = N_("go on below this cursor of an earlier answer") },
	{ .name = "words",
	    .kind = PARAM_REST,
	    .help = N_("words, \"a phrase\", begin*, -without, board:NAME, "
		       "from:HANDLE, tag:NAME, is:open, before:DATE, "
		       "after:DATE") },
	{ 0 },
};

static enum err
take_filter(struct command_ctx *ctx, struct search_query *q, struct str name,
    struct str value, bool *known)
{
	struct board_row board;
	struct member_row member;

	*known = true;
	if (str_eq(name, STR("board"))) {
		TRY(ctx_board(ctx, value, &board));
		q->board = board.id;
	} else if (str_eq(name, STR("from"))) {
		TRY(ctx_member(ctx, value, &member));
		q->author = member.id;
	} else if (str_eq(name, STR("tag"))) {
		if (q->tags == SEARCH_TERMS)
			return fail(ctx, ERR_LIMIT, _("too many tags"));
		if (store_tag_visible(ctx->store, ctx->viewer, value,
			&q->tag[q->tags++]) != ERR_NONE)
			return fail(ctx, ERR_MISSING,
			    _("there is no tag "
			      "\"%.*s\""),
			    STR_ARG(value));
	} else if (str_eq(name, STR("is"))) {
		if (!str_eq(value, STR("open")) &&
		    !str_eq(value, STR("replied")) &&
		    !str_eq(value, STR("solved")))
			return fail(ctx, ERR_INVALID,
			    _("is: takes open, "
			      "replied or solved"));
		q->state = value;
	} else if (str_eq(name, STR("before")) || str_eq(name, STR("after"))) {
		int64_t *ms =
		    str_eq(name, STR("before")) ? &q->before_ms : &q->after_ms;

		if (!clock_parse(value, ms))
			return fail(ctx, ERR_INVALID,
			    _("%.*s: takes a date "
			      "such as 2026-11-22"),
			    STR_ARG(name));
		/* 0 stands for any time; a millisecond beside it does not. */
		if (*ms == 0)
			*ms = ms == &q->before_ms ? -1 : 1;
	} else {
		*known = false;
	}
	return ERR_NONE;
}

/* A word, a "phrase", or a filter:value; `rest` moves behind it. */
static struct str
take_word(struct str *rest, bool *phrase)
{
	*phrase = rest->p[0] == '"';
	if (*phrase) {
		*rest = str_slice(*rest, 1, rest->n);
		return str_cut(rest, '"');
	}
	return str_cut(rest, ' ');
}

static enum err
add_term(struct command_ctx *ctx, struct search_query *q, struct str word,
    bool phrase, bool without)
{
	struct search_term *t = &q->term[q->terms];

	if (q->terms == SEARCH_TERMS)
		return fail(ctx, ERR_LIMIT,
		    _("a search has at most %d "
		      "words"),
		    SEARCH_TERMS);
	t->without = without;
	t->prefix = !phrase && word.n > 1 && word.p[word.n - 1] == '*';
	t->words = t->prefix ? str_slice(word, 0, word.n - 1) : word;
	q->terms++;
	return ERR_NONE;
}

static enum err
parse(struct command_ctx *ctx, struct str rest, struct search_query *q)
{
	if (rest.n > LIMIT_SEARCH_BYTES)
		return fail(ctx, ERR_LIMIT, _("a search ends at %d bytes"),
		    LIMIT_SEARCH_BYTES);
	for (rest = str_trim(rest); rest.n; rest = str_trim(rest)) {
		bool without = rest.p[0] == '-' && rest.n > 1, phrase;
		bool known = false;
		struct str word, value;

		if (rest.n > 2 && str_starts(rest, STR("--")) &&
		    rest.p[2] >= 'a' && rest.p[2] <= 'z')
			return fail(ctx, ERR_INVALID,
			    _("options stand before "
			      "the words: search --json WORDS"));
		if (without)
			rest = str_slice(rest, 1, rest.n);
		word = take_word(&rest, &phrase);
		value = word;
		if (!phrase && !without && str_find(word, ':') < word.n) {
			struct str name = str_cut(&value, ':');

			TRY(take_filter(ctx, q, name, value, &known));
		}
		if (!known && str_trim(word).n)
			TRY(add_term(ctx, q, word, phrase, without));
	}
	return ERR_NONE;
}

static void
put(struct command_ctx *ctx, const struct search_hit *h, int64_t found)
{
	row_begin(ctx->out);
	row_text(ctx->out,
	    arena_printf(ctx->arena, "%lld.%lld", (long long)h->thread_id,
		(long long)h->n));
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
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	int64_t max = args_int(args, "max", HITS_SHOWN);
	struct search_query *q = arena_new(ctx->arena, struct search_query);
	struct search_result found;
	enum err e;

	TRY(parse(ctx, args_text(args, "words"), q));
	if (q->terms + q->tags == 0 && !q->state.n && !q->board && !q->author &&
	    !q->before_ms && !q->after_ms)
		return fail(ctx, ERR_INVALID,
		    _("search for what? A word, or "
		      "a filter such as is:open"));
	q->by_relevance = args_has(args, "relevance");
	q->below = args_int(args, "below", 0);
	e = store_search(ctx->store, ctx->arena, ctx->viewer, q, max, &found);
	if (e == ERR_LIMIT)
		return fail(ctx, e,
		    _("that search took too long; give it "
		      "rarer words or a board:"));
	TRY(e);
	for (size_t i = 0; i < found.len; i++)
		put(ctx, &found.hit[i], found.count);
	if (found.len == 0)
		say(ctx,
		    _("Nothing found. Try fewer words, or begin* for "
		      "words that start so."));
	else if ((int64_t)found.len < found.count)
		say(ctx, _("%lld%s found, %zu shown%s"), (long long)found.count,
		    found.count == SEARCH_COUNT_MAX ? "+" : "", found.len,
		    q->by_relevance ? "" : _(", newest first"));
	if (found.len && (int64_t)found.len < found.count && !q->by_relevance)
		say(ctx, _("More: search --below %lld %.*s"),
		    (long long)found.hit[found.len - 1].post_id,
		    STR_ARG(args_text(args, "words")));
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
	.params = search_params,
	.columns = search_columns,
	.mode = COMMAND_SLOW,
	.run = run,
	.text = text,
};
