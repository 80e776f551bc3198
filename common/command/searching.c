/* searching - from what somebody typed to what the store is asked for. */
#include "common/command/searching.h"

#include "common/base/clock.h"
#include "common/text/near.h"

enum { SCORE_MAX = 1000000 };

/* A piece of the line: a word, a "phrase" or a filter:value. */
struct piece {
	struct str all; /* with its sign and quotes */
	struct str word;
	struct str value; /* behind the colon */
	bool phrase;
	bool without;
	bool colon; /* it could be a filter */
};

typedef enum err
take_fn(struct command_ctx *, struct search_query *, const struct piece *);

static struct str
filter_name(const struct piece *p)
{
	return str_slice(p->word, 0, str_find(p->word, ':'));
}

/* Moves `rest`, which starts with no space, behind the piece. */
static struct piece
take_piece(struct str *rest)
{
	struct str from = *rest;
	/* "--delete" is what somebody asks about, "-delete" what not. */
	struct piece p = { .without = rest->p[0] == '-' && rest->n > 1 &&
		    rest->p[1] != '-' };
	size_t colon;

	if (p.without)
		*rest = str_slice(*rest, 1, rest->n);
	p.phrase = rest->p[0] == '"';
	if (p.phrase) {
		*rest = str_slice(*rest, 1, rest->n);
		p.word = str_cut(rest, '"');
	} else {
		p.word = str_cut(rest, ' ');
	}
	p.all = str_trim(str_slice(from, 0, from.n - rest->n));
	colon = str_find(p.word, ':');
	/* Not of http://x nor of std::vector. */
	p.colon = !p.phrase && !p.without && colon > 0 && colon < p.word.n;
	p.value = str_slice(p.word, colon + 1, p.word.n);
	p.colon = p.colon && !str_starts(p.value, STR("//")) &&
	    !str_starts(p.value, STR(":"));
	return p;
}

static enum err
take_board(
    struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	struct board_row board;

	TRY(ctx_board(ctx, p->value, &board));
	q->board = board.id;
	return ERR_NONE;
}

static enum err
take_from(
    struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	struct member_row member = { .id = ctx->viewer.id };

	if (!str_eq_nocase(p->value, STR("me")))
		TRY(ctx_member(ctx, p->value, &member));
	else if (member.id == 0)
		return fail(ctx, ERR_DENIED,
		    _("from:me is for members: it finds what they wrote"));
	q->author = member.id;
	return ERR_NONE;
}

static enum err
take_tag(struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	if (q->tags == SEARCH_TERMS)
		return fail(ctx, ERR_LIMIT, _("too many tags"));
	return ctx_tag(ctx, p->value, &q->tag[q->tags++]);
}

static enum err
take_is(struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	bool mine = str_eq(p->value, STR("mine"));
	bool unread = str_eq(p->value, STR("unread"));

	if ((mine || unread) && ctx->viewer.id == 0)
		return fail(ctx, ERR_DENIED,
		    mine ? _("is:mine is for members: it finds what they "
			     "wrote") :
			   _("is:unread is for members: it finds what is new "
			     "to them"));
	if (mine)
		q->author = ctx->viewer.id;
	else if (unread)
		q->unread = true;
	else if (str_eq(p->value, STR("open")) ||
	    str_eq(p->value, STR("replied")) || str_eq(p->value, STR("solved")))
		q->state = p->value;
	else
		return fail(ctx, ERR_INVALID,
		    _("is: takes open, replied, solved, mine or unread"));
	return ERR_NONE;
}

static enum err
take_date(
    struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	bool before = str_starts(p->word, STR("before"));
	int64_t *ms = before ? &q->before_ms : &q->after_ms;

	if (!clock_parse(p->value, ms))
		return fail(ctx, ERR_INVALID,
		    _("%s: takes a date such as 2026-11-22"),
		    before ? "before" : "after");
	/* 0 stands for any time; a millisecond beside it does not. */
	if (*ms == 0)
		*ms = before ? -1 : 1;
	return ERR_NONE;
}

static enum err
take_score(
    struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	struct str number = p->value;
	bool more = str_starts(number, STR(">"));

	if (more)
		number = str_slice(number, 1, number.n);
	if (more && str_starts(number, STR("="))) {
		number = str_slice(number, 1, number.n);
		more = false;
	}
	if (!str_int(number, -SCORE_MAX, SCORE_MAX, &q->score))
		return fail(ctx, ERR_INVALID,
		    _("score: takes a number: score:5 is 5 and more, score:>5 "
		      "is more than 5"));
	q->score += more;
	q->has_score = true;
	return ERR_NONE;
}

static enum err
take_in(struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	if (!str_eq(p->value, STR("title")))
		return fail(ctx, ERR_INVALID,
		    _("in: takes title; texts are searched without it, too"));
	q->in_title = true;
	return ERR_NONE;
}

static const struct filter {
	struct str name;
	take_fn *take;
} filters[] = {
	{ STR_INIT("board"), take_board },
	{ STR_INIT("from"), take_from },
	{ STR_INIT("tag"), take_tag },
	{ STR_INIT("is"), take_is },
	{ STR_INIT("before"), take_date },
	{ STR_INIT("after"), take_date },
	{ STR_INIT("score"), take_score },
	{ STR_INIT("in"), take_in },
};

enum { FILTERS = sizeof filters / sizeof *filters };

static const struct filter *
find_filter(const struct piece *p)
{
	for (size_t i = 0; p->colon && i < FILTERS; i++) {
		if (str_eq(filter_name(p), filters[i].name))
			return &filters[i];
	}
	return NULL;
}

/* What it was likely meant to be; NULL: a word. */
static const struct filter *
near_filter(const struct piece *p)
{
	const struct filter *best = NULL;
	size_t least = NEAR_FAR, slips;

	for (size_t i = 0; p->colon && p->value.n && i < FILTERS; i++) {
		if (near_means(filter_name(p), filters[i].name, &slips) &&
		    slips < least) {
			best = &filters[i];
			least = slips;
		}
	}
	return best;
}

static enum err
add_term(struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	struct search_term *t = &q->term[q->terms];
	struct str word = p->word;

	if (str_trim(word).n == 0)
		return ERR_NONE;
	if (q->terms == SEARCH_TERMS)
		return fail(ctx, ERR_LIMIT, _("a search has at most %d words"),
		    SEARCH_TERMS);
	t->without = p->without;
	t->phrase = p->phrase;
	t->prefix = !p->phrase && word.n > 1 && word.p[word.n - 1] == '*';
	t->words = t->prefix ? str_slice(word, 0, word.n - 1) : word;
	q->terms++;
	return ERR_NONE;
}

static enum err
take(struct command_ctx *ctx, struct search_query *q, const struct piece *p)
{
	const struct filter *filter = find_filter(p), *near;

	if (filter)
		return filter->take(ctx, q, p);
	near = near_filter(p);
	if (near == NULL)
		return add_term(ctx, q, p);
	return fail(ctx, ERR_INVALID,
	    _("there is no filter %.*s:; did you mean %.*s:? The words "
	      "themselves are found in quotes: \"%.*s\""),
	    STR_ARG(filter_name(p)), STR_ARG(near->name), STR_ARG(p->word));
}

/* One of our own, misplaced; those of other programs are words. */
static bool
is_option(struct str rest)
{
	return str_in_list(STR("--json --csv --max --relevance --below --help"),
	    ' ', str_cut(&rest, ' '));
}

enum err
searching_parse(
    struct command_ctx *ctx, struct str line, struct search_query *out)
{
	struct str rest = str_trim(line);

	if (line.n > LIMIT_SEARCH_BYTES)
		return fail(ctx, ERR_LIMIT, _("a search ends at %d bytes"),
		    LIMIT_SEARCH_BYTES);
	for (; rest.n; rest = str_trim(rest)) {
		struct piece p;

		if (is_option(rest))
			return fail(ctx, ERR_INVALID,
			    _("options stand before the words: search --json "
			      "WORDS; a word like that stands in quotes"));
		p = take_piece(&rest);
		TRY(take(ctx, out, &p));
	}
	if (out->terms + out->tags == 0 && !out->state.n && !out->board &&
	    !out->author && !out->before_ms && !out->after_ms &&
	    !out->has_score && !out->unread)
		return fail(ctx, ERR_INVALID,
		    _("search for what? A word, or a filter such as is:open"));
	return ERR_NONE;
}

void
searching_split(struct arena *a, struct str line, struct str *out_words,
    struct str *out_filters)
{
	struct buf words = BUF_INIT(0), apart = BUF_INIT(0);
	struct str rest = str_trim(line);

	for (; rest.n; rest = str_trim(rest)) {
		struct piece p = take_piece(&rest);
		struct buf *to = find_filter(&p) ? &apart : &words;

		buf_printf(to, "%s%.*s", to->n ? " " : "", STR_ARG(p.all));
	}
	*out_words = arena_dup(a, buf_str(&words));
	*out_filters = arena_dup(a, buf_str(&apart));
	buf_free(&words);
	buf_free(&apart);
}
