/* store/similar - threads like the one whose title somebody is writing. */
#include "common/store/similar.h"

#include <math.h>
#include <stdlib.h>

#include "common/store/search_impl.h"
#include "common/store/sql.h"
#include "common/store/tokenizer.h"

enum {
	COUNTED = 2000, /* a word that occurs more often tells little … */
	BODY_COUNTED = 1000, /* … and is looked for in titles alone */
	TITLE_WEIGHT = 3,
	TRIED = 4 * SIMILAR_MAX, /* of the most like, who pass the rest */
	/* Of all that could agree, what has to: all words in a text will do. */
	LEAST_PERCENT = 33,
	UNKNOWN_MAX = 2, /* words that are nowhere, and could not agree */
	SHORT_BYTES = 2,
};

struct word {
	struct str text;
	double weight;
	bool titled;	/* some titles have it */
	int64_t bodies; /* up to BODY_COUNTED; -1: not counted */
};

struct match {
	int64_t post;
	double score;
};

struct matches {
	struct match *row;
	size_t len, cap;
};

static int
rarest_first(const void *left, const void *right)
{
	double l = ((const struct word *)left)->weight;
	double r = ((const struct word *)right)->weight;

	return (l < r) - (l > r);
}

static int
by_post(const void *left, const void *right)
{
	int64_t l = ((const struct match *)left)->post;
	int64_t r = ((const struct match *)right)->post;

	return (l > r) - (l < r);
}

static int
best_first(const void *left, const void *right)
{
	const struct match *l = left, *r = right;

	if (l->score != r->score)
		return l->score < r->score ? 1 : -1;
	return (l->post < r->post) - (l->post > r->post);
}

static bool
is_known(const struct word *word, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(word[i].text, text))
			return true;
	}
	return false;
}

static void
put_match(struct buf *b, const char *where, struct str text, struct str hidden)
{
	buf_printf(b, "(%s", where);
	search_put_string(b, text);
	buf_printf(b, ")%.*s", STR_ARG(hidden));
}

static enum err
count_titles(struct store *s, struct str text, struct str hidden, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft_title"
	    " WHERE post_ft_title MATCH :match LIMIT :max)";
	struct sql q = sql_begin(s, count_sql);
	struct buf b = BUF_INIT(0);
	enum err e;

	put_match(&b, "{title}: ", text, hidden);
	sql_text(&q, ":match", buf_str(&b));
	sql_int(&q, ":max", COUNTED);
	e = sql_one_int(&q, 0, out);
	buf_free(&b);
	return e;
}

/* Among so many threads. */
static double
rarity(int64_t count, int64_t threads)
{
	return log(1 + (double)threads / (double)count);
}

/* About how many threads there are, hidden ones too. */
static enum err
count_threads(struct store *s, int64_t *out)
{
	static const char last_sql[] = "SELECT max(id) FROM thread";
	struct sql q = sql_begin(s, last_sql);

	return sql_one_int(&q, 0, out);
}

/* The rarest words of the title that occur at all. */
static enum err
weigh(struct store *s, struct arena *a, struct viewer v, struct str title,
    struct str hidden, struct word word[SIMILAR_TOKENS], size_t *out_n,
    size_t *out_unknown, int64_t threads)
{
	struct str token[SIMILAR_TOKENS];
	size_t tokens, n = 0;

	TRY(tokenizer_words(s, a, title, SIMILAR_TOKENS, token, &tokens));
	for (size_t i = 0; i < tokens; i++) {
		struct word w = { .text = token[i], .bodies = -1 };
		int64_t count;

		if (w.text.n < SHORT_BYTES || is_known(word, n, w.text))
			continue;
		TRY(count_titles(s, w.text, hidden, &count));
		w.titled = count > 0;
		if (!w.titled) {
			TRY(search_count_word(
			    s, a, v, w.text, BODY_COUNTED, &w.bodies));
			count = w.bodies;
		}
		if (count == 0)
			++*out_unknown;
		if (count == 0 || w.bodies == BODY_COUNTED)
			continue;
		w.weight = rarity(count, threads);
		word[n++] = w;
	}
	qsort(word, n, sizeof *word, rarest_first);
	*out_n = n < SIMILAR_WORDS ? n : SIMILAR_WORDS;
	return ERR_NONE;
}

static void
add(struct arena *a, struct matches *m, int64_t post, double score)
{
	if (m->len == m->cap)
		m->row = arena_more(a, m->row, &m->cap, sizeof *m->row);
	m->row[m->len++] = (struct match){ post, score };
}

/* The first posts that a query gives. */
static enum err
collect(struct store *s, struct arena *a, const char *text, struct str matching,
    double score, struct matches *m)
{
	struct sql q = sql_begin(s, text);

	sql_text(&q, ":match", matching);
	sql_int(&q, ":max", SIMILAR_MATCHES);
	while (sql_next(&q))
		add(a, m, sql_col_int(&q, 0), score);
	return sql_end(&q);
}

static enum err
match_titles(struct store *s, struct arena *a, const struct word *word,
    struct str hidden, struct matches *m)
{
	static const char title_sql[] =
	    "SELECT rowid FROM post_ft_title WHERE post_ft_title MATCH :match"
	    " ORDER BY rowid DESC LIMIT :max";
	struct buf b = BUF_INIT(0);
	enum err e;

	if (!word->titled)
		return ERR_NONE;
	put_match(&b, "{title}: ", word->text, hidden);
	e = collect(
	    s, a, title_sql, buf_str(&b), TITLE_WEIGHT * word->weight, m);
	buf_free(&b);
	return e;
}

static enum err
match_bodies(struct store *s, struct arena *a, struct viewer v,
    const struct word *word, struct str hidden, struct matches *m)
{
	static const char body_sql[] =
	    "SELECT rowid FROM post_ft WHERE post_ft MATCH :match"
	    " ORDER BY rowid DESC LIMIT :max";
	struct buf b = BUF_INIT(0);
	int64_t count = word->bodies;
	enum err e;

	if (count < 0)
		TRY(search_count_word(
		    s, a, v, word->text, BODY_COUNTED, &count));
	if (count == BODY_COUNTED)
		return ERR_NONE;
	put_match(&b, "{facet}: first AND {body}: ", word->text, hidden);
	e = collect(s, a, body_sql, buf_str(&b), word->weight, m);
	buf_free(&b);
	return e;
}

/* One row a post, the most like first. */
static void
sum_up(struct matches *m)
{
	size_t n = 0;

	if (m->len == 0)
		return;
	qsort(m->row, m->len, sizeof *m->row, by_post);
	for (size_t i = 1; i < m->len; i++) {
		if (m->row[i].post == m->row[n].post)
			m->row[n].score += m->row[i].score;
		else
			m->row[++n] = m->row[i];
	}
	m->len = n + 1;
	qsort(m->row, m->len, sizeof *m->row, best_first);
}

static void
take(struct sql *q, struct arena *a, struct similar_row *r)
{
	r->id = sql_col_int(q, 0);
	r->board = sql_col_text(q, 1, a);
	r->title = sql_col_text(q, 2, a);
	r->state = sql_col_text(q, 3, a);
	r->author = sql_col_text(q, 4, a);
	r->solver = sql_col_text(q, 5, a);
	r->created_ms = sql_col_int(q, 6);
	r->replies = sql_col_int(q, 7);
	r->me_too = sql_col_int(q, 8);
	r->solved_n = sql_col_int(q, 9);
}

/* As the viewer; duplicates stand for what they are duplicates of. */
static enum err
fetch(struct store *s, struct arena *a, struct viewer v, int64_t post,
    struct similar_row *out, bool *found)
{
	static const char thread_sql[] =
	    "SELECT t.id, b.slug, t.title, t.state, m.handle,"
	    " coalesce((SELECT sm.handle FROM post sp JOIN member sm"
	    "   ON sm.id = sp.author_id WHERE sp.id = x.solved_post_id), ''),"
	    " t.created_at, t.replies, coalesce(x.me_too, 0),"
	    " coalesce((SELECT n FROM post sp WHERE sp.id = x.solved_post_id),"
	    "   0) FROM post p JOIN thread t ON t.id = p.thread_id"
	    " JOIN board b ON b.id = t.board_id"
	    " JOIN member m ON m.id = t.author_id"
	    " LEFT JOIN question x ON x.thread_id = t.id"
	    " WHERE p.id = :post AND p.hidden_at IS NULL"
	    " AND t.hidden_at IS NULL AND t.dup_of IS NULL AND " BOARD_VISIBLE(
		"b");
	struct sql q = sql_begin(s, thread_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":post", post);
	*found = sql_next(&q);
	if (*found)
		take(&q, a, out);
	return sql_end(&q);
}

static int
state_rank(struct str state)
{
	return str_eq(state, STR("solved")) ? 0 :
	    str_eq(state, STR("replied"))   ? 1 :
					      2;
}

/* Stable, so that likeness stays within a state. */
static void
by_state(struct similar_list *list)
{
	for (size_t i = 1; i < list->len; i++) {
		struct similar_row r = list->row[i];
		size_t k = i;

		for (; k > 0 &&
		     state_rank(list->row[k - 1].state) > state_rank(r.state);
		     k--)
			list->row[k] = list->row[k - 1];
		list->row[k] = r;
	}
}

/* Every post that shares a word, the most like first. */
static enum err
match(struct store *s, struct arena *a, struct viewer v, struct str title,
    struct str hidden, struct matches *m, double *out_all)
{
	struct word word[SIMILAR_TOKENS];
	size_t n, unknown = 0;
	int64_t threads;
	double all;

	TRY(count_threads(s, &threads));
	TRY(weigh(s, a, v, title, hidden, word, &n, &unknown, threads));
	if (unknown > UNKNOWN_MAX)
		unknown = UNKNOWN_MAX;
	all = TITLE_WEIGHT * rarity(1, threads) * (double)unknown;
	for (size_t i = 0; i < n; i++) {
		TRY(match_titles(s, a, &word[i], hidden, m));
		TRY(match_bodies(s, a, v, &word[i], hidden, m));
		all += word[i].weight * (word[i].titled ? TITLE_WEIGHT : 1);
	}
	sum_up(m);
	*out_all = all;
	return ERR_NONE;
}

static enum err
fetch_best(struct store *s, struct arena *a, struct viewer v,
    const struct matches *m, double least, int64_t max,
    struct similar_list *list)
{
	for (size_t i = 0; i < m->len && i < TRIED; i++) {
		bool found;

		if (m->row[i].score < least || (int64_t)list->len == max)
			break;
		TRY(fetch(
		    s, a, v, m->row[i].post, &list->row[list->len], &found));
		list->len += found;
	}
	by_state(list);
	return ERR_NONE;
}

enum err
store_similar(struct store *s, struct arena *a, struct viewer v,
    struct str title, int64_t max, struct similar_list *out)
{
	struct similar_list list = { 0 };
	struct matches m = { 0 };
	struct buf hidden = BUF_INIT(0);
	double all = 0;
	enum err e;

	max = max < SIMILAR_MAX ? max : SIMILAR_MAX;
	list.row = arena_array(a, struct similar_row, (size_t)max);
	e = search_put_hidden(s, a, v, &hidden);
	if (e == ERR_NONE)
		e = match(s, a, v, title, buf_str(&hidden), &m, &all);
	if (e == ERR_NONE)
		e = fetch_best(
		    s, a, v, &m, all * LEAST_PERCENT / 100, max, &list);
	buf_free(&hidden);
	if (e == ERR_NONE)
		*out = list;
	return e;
}
