/*
 * store/search - words of the index that are near one that is nowhere.
 *
 * The index keeps its words sorted.  A walk looks one up, sees where it goes
 * astray from the word that was typed, and looks up the next that could
 * still come near: a few dozen of the words there are.
 */
#include <string.h>

#include "common/store/search_impl.h"
#include "common/store/store.h"
#include "common/store/tokenizer.h"
#include "common/text/near.h"

enum {
	CANDIDATES = 24,
	ASKED = 8,	 /* of them, how often they occur */
	COMMON = 100,	 /* counts go up to here */
	SHORT_BYTES = 3, /* anything is near a shorter word */
	PATH_MAX_BYTES = NEAR_BYTES_MAX + 2,
	/* A slip is seldom in the first letter, two never in these. */
	FIRST_KEPT = 1,
	HEAD_KEPT = 3,
	PAST_BYTE = 0xf5, /* above every byte of UTF-8 */
	BELOW_LETTERS = '.' - 1,
};

struct walk {
	struct store *store;
	struct arena *arena;
	struct str word;
	size_t slips; /* allowed */
	int *seeks;   /* left */
	unsigned char path[PATH_MAX_BYTES + 1];
	/* Slips from i bytes of the path to j of the word. */
	unsigned char row[PATH_MAX_BYTES + 2][NEAR_BYTES_MAX + 1];
	struct str found[CANDIDATES];
	size_t n;
};

static unsigned char
least(unsigned a, unsigned b)
{
	return (unsigned char)(a < b ? a : b);
}

/* Row `depth + 1`, for a path whose next byte is `c`; its least. */
static unsigned char
step(struct walk *w, size_t depth, unsigned char c)
{
	unsigned char *now = w->row[depth + 1], *above = w->row[depth];
	const unsigned char *word = (const unsigned char *)w->word.p;
	unsigned char best;

	now[0] = best = (unsigned char)(depth + 1);
	for (size_t j = 1; j <= w->word.n; j++) {
		unsigned v = least(above[j] + 1u, now[j - 1] + 1u);

		v = least(v, above[j - 1] + (c == word[j - 1] ? 0u : 1u));
		if (depth > 0 && j > 1 && c == word[j - 2] &&
		    w->path[depth - 1] == word[j - 1])
			v = least(v, w->row[depth - 1][j - 2] + 1u);
		now[j] = (unsigned char)v;
		best = least(best, v);
	}
	return best;
}

static bool
is_alive(struct walk *w, size_t depth, unsigned char c)
{
	return depth < PATH_MAX_BYTES && step(w, depth, c) <= w->slips;
}

/* The least byte above `from` that may follow the path; PAST_BYTE: none. */
static int
next_byte(struct walk *w, size_t depth, int from)
{
	int best = PAST_BYTE;

	/* All bytes that are not in the word do the same. */
	if (from + 1 < PAST_BYTE && is_alive(w, depth, 0))
		return from + 1;
	for (size_t j = 0; j < w->word.n; j++) {
		unsigned char c = (unsigned char)w->word.p[j];

		if (c > from && c < best && is_alive(w, depth, c))
			best = c;
	}
	return best;
}

/* Where no letter is free any more, the least way to a near word is known. */
static size_t
extend(struct walk *w, size_t n)
{
	while (w->row[n][w->word.n] > w->slips && !is_alive(w, n, 0)) {
		int c = next_byte(w, n, 0);

		if (c == PAST_BYTE)
			break;
		w->path[n] = (unsigned char)c;
		(void)step(w, n, (unsigned char)c);
		n++;
	}
	return n;
}

/* The least path above path[0..n) that may lead to a near word; its length. */
static size_t
climb(struct walk *w, size_t n, size_t kept)
{
	for (; n >= kept; n--) {
		int from = w->path[n], c = next_byte(w, n, from);

		if (c < PAST_BYTE) {
			w->path[n] = (unsigned char)c;
			(void)step(w, n, (unsigned char)c);
			return extend(w, n + 1);
		}
		if (n == 0)
			break;
	}
	return 0;
}

static bool
look_up(struct walk *w, struct str from, struct str *out)
{
	return search_look_up(w->store, w->arena, from, out) == ERR_NONE &&
	    out->n > 0 && --*w->seeks > 0 && !store_deadline_passed(w->store);
}

static void
keep(struct walk *w, struct str term)
{
	if (w->n < CANDIDATES && !str_eq(term, w->word))
		w->found[w->n++] = term;
}

/*
 * Follow a word of the index as far as it may be near; tells whether all of
 * it is, and leaves its byte after that in the path.
 */
static size_t
follow(struct walk *w, struct str term, bool *whole)
{
	size_t n = 0;

	while (n < term.n && is_alive(w, n, (unsigned char)term.p[n])) {
		w->path[n] = (unsigned char)term.p[n];
		n++;
	}
	*whole = n == term.n;
	w->path[n] = *whole ? BELOW_LETTERS : (unsigned char)term.p[n];
	return n;
}

/* Near words that begin with the first `kept` bytes of the word. */
static void
walk(struct walk *w, size_t slips, size_t kept)
{
	struct str from = str_slice(w->word, 0, kept), head = from, term;

	w->slips = slips;
	for (size_t j = 0; j <= w->word.n; j++)
		w->row[0][j] = (unsigned char)j;
	while (look_up(w, from, &term) && str_starts(term, head)) {
		bool whole;
		size_t n = follow(w, term, &whole);

		if (whole && w->row[n][w->word.n] <= slips)
			keep(w, term);
		n = climb(w, n, kept);
		if (n == 0)
			break;
		from = arena_dup(
		    w->arena, (struct str){ (const char *)w->path, n });
	}
}

/* Slips in the first letter: one too many, or two that changed places. */
static void
try_first(struct walk *w)
{
	char *swapped = arena_cstr(w->arena, w->word);
	struct str tries[2], term;

	swapped[0] = w->word.p[1];
	swapped[1] = w->word.p[0];
	tries[0] = (struct str){ swapped, w->word.n };
	tries[1] = str_slice(w->word, 1, w->word.n);
	for (size_t i = 0; i < 2; i++) {
		if (look_up(w, tries[i], &term) && str_eq(term, tries[i]))
			keep(w, term);
	}
}

enum err
search_count_word(struct store *s, struct arena *a, struct viewer v,
    struct str word, int64_t max, int64_t *out)
{
	struct buf b = BUF_INIT(0);
	enum err e;

	buf_cstr(&b, "({title body}: ");
	search_put_string(&b, word);
	buf_char(&b, ')');
	e = search_put_hidden(s, a, v, &b);
	if (e == ERR_NONE)
		e = search_count(s, buf_str(&b), max, out);
	buf_free(&b);
	return e;
}

/* Of what the walk found, the most common one that the viewer may see. */
static enum err
choose(struct walk *w, struct viewer v, struct str *out)
{
	int64_t most = 0;

	for (size_t i = 0; i < w->n && i < ASKED; i++) {
		int64_t n;

		TRY(search_count_word(
		    w->store, w->arena, v, w->found[i], COMMON, &n));
		if (n > most) {
			most = n;
			*out = w->found[i];
		}
	}
	return ERR_NONE;
}

/* Empty when there is none. */
static enum err
near_word(struct store *s, struct arena *a, struct viewer v, struct str word,
    int *seeks, struct str *out)
{
	struct walk *w = arena_new(a, struct walk);

	*w = (struct walk){
		.store = s, .arena = a, .word = word, .seeks = seeks
	};
	/* Few words share a long beginning: there it is quick. */
	walk(w, 1, word.n / 2);
	TRY(choose(w, v, out));
	if (out->n)
		return ERR_NONE;
	try_first(w);
	walk(w, 1, FIRST_KEPT);
	TRY(choose(w, v, out));
	if (out->n || word.n < 2 * SHORT_BYTES)
		return ERR_NONE;
	w->n = 0;
	walk(w, 2, HEAD_KEPT);
	return choose(w, v, out);
}

/* Whether this term may be misspelled: one word, and nowhere to be seen. */
static enum err
is_nowhere(struct store *s, struct arena *a, struct viewer v,
    const struct search_term *t, bool *out, struct str *word)
{
	struct str words[2];
	size_t n;
	int64_t count;

	*out = false;
	if (t->phrase || t->without || t->prefix)
		return ERR_NONE;
	TRY(tokenizer_words(s, a, t->words, 2, words, &n));
	if (n != 1 || words[0].n < SHORT_BYTES || words[0].n > NEAR_BYTES_MAX)
		return ERR_NONE;
	*word = words[0];
	TRY(search_count_word(s, a, v, *word, 1, &count));
	*out = count == 0;
	return ERR_NONE;
}

enum err
store_search_near(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *q, bool *out, struct str out_word[SEARCH_TERMS])
{
	struct search_query *other = arena_new(a, struct search_query);
	struct search_result found = { 0 };
	int seeks = SEARCH_NEAR_SEEKS;
	bool changed = false;

	*other = *q;
	other->below = 0;
	other->by_relevance = false;
	for (size_t i = 0; i < q->terms; i++) {
		bool nowhere;
		struct str word;

		out_word[i] = STR("");
		TRY(is_nowhere(s, a, v, &q->term[i], &nowhere, &word));
		if (!nowhere)
			continue;
		TRY(near_word(s, a, v, word, &seeks, &out_word[i]));
		if (out_word[i].n == 0)
			continue;
		other->term[i].words = out_word[i];
		changed = true;
	}
	if (changed)
		TRY(store_search(s, a, v, other, 1, &found));
	*out = found.len > 0;
	return ERR_NONE;
}
