/*
 * store/search - the words of the index that begin with what was typed.
 *
 * FTS5 reads all places of all such words before it gives the first one.  As
 * an OR of the words themselves it goes through them from the newest on and
 * stops when there are enough.
 */
#include "common/store/search_impl.h"
#include "common/store/sql.h"
#include "common/store/tokenizer.h"

enum {
	PREFIX_BYTES_MIN = 2,
	PREFIX_WORDS = 512, /* with more of them FTS5's own way costs less */
};

enum err
search_look_up(
    struct store *s, struct arena *a, struct str from, struct str *out)
{
	static const char seek_sql[] =
	    "SELECT term FROM post_ft_word WHERE term >= :from LIMIT 1";
	struct sql q = sql_begin(s, seek_sql);

	*out = STR("");
	sql_text(&q, ":from", from);
	if (sql_next(&q))
		*out = sql_col_text(&q, 0, a);
	return sql_end(&q);
}

/* The words that begin with `head`, or one more than PREFIX_WORDS. */
static enum err
list_words(struct store *s, struct arena *a, struct str head, struct str *word,
    size_t *out_n)
{
	struct str from = head;
	size_t n = 0;

	while (n <= PREFIX_WORDS) {
		TRY(search_look_up(s, a, from, &word[n]));
		if (!str_starts(word[n], head))
			break;
		/* No word has such a byte: the next one is above. */
		from = arena_printf(a, "%.*s\x01", STR_ARG(word[n]));
		n++;
	}
	*out_n = n;
	return ERR_NONE;
}

static void
put_any(struct buf *b, const struct str *word, size_t n)
{
	buf_char(b, '(');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_cstr(b, " OR ");
		search_put_string(b, word[i]);
	}
	buf_char(b, ')');
}

enum err
search_put_prefix(
    struct store *s, struct arena *a, struct str words, struct buf *b)
{
	struct str *word, head[2];
	size_t heads, n = 0;

	TRY(tokenizer_words(s, a, words, 2, head, &heads));
	if (heads == 1 && head[0].n >= PREFIX_BYTES_MIN) {
		word = arena_array(a, struct str, PREFIX_WORDS + 1);
		TRY(list_words(s, a, head[0], word, &n));
		if (n > 0 && n <= PREFIX_WORDS) {
			put_any(b, word, n);
			return ERR_NONE;
		}
	}
	search_put_string(b, words);
	buf_char(b, '*');
	return ERR_NONE;
}
