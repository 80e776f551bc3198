/* A paste is one thing, or a few, however long it is and cut. */
#include "screens/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"

static void
fill(struct buf *b, const char *with, size_t n)
{
	while (b->n < n)
		buf_cstr(b, with);
}

/* The paste of `text`, pushed in pieces of `push`; returns how it came. */
struct pasted {
	struct buf all;
	struct buf pieces; /* "16000+12+" */
	bool cut;
};

static struct pasted
paste(struct str text, size_t push)
{
	struct pasted out = { 0 };
	struct keys *k = keys_new(CHARSET_UTF8);
	struct buf in = BUF_INIT(0);
	struct key key = { .more = true };

	buf_cstr(&in, "\033[200~");
	buf_put(&in, text);
	buf_cstr(&in, "\033[201~");
	for (size_t at = 0; at < in.n; at += push) {
		keys_push(k, str_slice(buf_str(&in), at, push));
		while (keys_next(k, &key)) {
			assert_int_equal(key.code, KEYS_PASTE);
			assert_true(key.text.n <= KEYS_PASTE_PIECE);
			assert_false(key.more && key.cut);
			out.cut |= key.cut;
			buf_put(&out.all, key.text);
			buf_printf(&out.pieces, "%zu+", key.text.n);
		}
	}
	assert_false(key.more);
	keys_push(k, STR("x"));
	assert_true(keys_next(k, &key));
	assert_int_equal(key.code, 'x');
	keys_free(k);
	buf_free(&in);
	return out;
}

static void
expect_pieces(struct str text, const char *pieces)
{
	static const size_t pushes[] = { 1, 7, 4096, KEYS_PASTE_PIECE,
		KEYS_PASTE_PIECE + 7, 3 * KEYS_PASTE_PIECE };

	for (size_t i = 0; i < sizeof pushes / sizeof *pushes; i++) {
		struct pasted p = paste(text, pushes[i]);

		assert_true(str_eq(buf_str(&p.all), text));
		if (!str_eq(buf_str(&p.pieces), str_from(pieces)))
			fail_msg("pushes of %zu: got %.*s, want %s", pushes[i],
			    STR_ARG(buf_str(&p.pieces)), pieces);
		buf_free(&p.all);
		buf_free(&p.pieces);
	}
}

static void
a_long_paste_comes_in_pieces(void **state)
{
	struct buf text = BUF_INIT(0);

	(void)state;
	fill(&text, "0123456789abcdef", KEYS_PASTE_PIECE);
	expect_pieces(buf_str(&text), "16384+");
	buf_cstr(&text, "x");
	expect_pieces(buf_str(&text), "16384+1+");
	buf_reset(&text);
	/* No character is split: 日 is three bytes. */
	fill(&text, "日", KEYS_PASTE_PIECE + 3);
	expect_pieces(buf_str(&text), "16383+6+");
	buf_reset(&text);
	/* Nor is a line that can be whole, nor the two bytes that end one. */
	fill(&text, "a line\n", 2 * KEYS_PASTE_PIECE);
	expect_pieces(buf_str(&text), "16380+16380+14+");
	buf_reset(&text);
	fill(&text, "seven!\r\n", KEYS_PASTE_PIECE - 1);
	text.n = KEYS_PASTE_PIECE - 2;
	buf_cstr(&text, "y\r\nlast");
	expect_pieces(buf_str(&text), "16376+13+");
	buf_reset(&text);
	fill(&text, "\xE6", KEYS_PASTE_PIECE + 1);
	expect_pieces(buf_str(&text), "16384+1+");
	buf_free(&text);
}

static void
between_two_pieces_there_may_be_anything_else(void **state)
{
	struct keys *k = keys_new(CHARSET_UTF8);
	struct buf text = BUF_INIT(0);
	struct key key;
	size_t all = 0;

	(void)state;
	fill(&text, "0123456789abcdef", 3 * KEYS_PASTE_PIECE + 16);
	keys_push(k, STR("\033[200~"));
	keys_push(k, buf_str(&text));
	for (int i = 0; i < 3; i++) {
		assert_true(keys_next(k, &key));
		assert_true(key.more);
		assert_memory_equal(key.text.p, "0123456789abcdef", 16);
		all += key.text.n;
		/* More arrives before the rest is looked at. */
		keys_push(k, STR("0123456789abcdef"));
	}
	assert_false(keys_next(k, &key));
	keys_push(k, STR("\033[201~q"));
	assert_true(keys_next(k, &key));
	assert_false(key.more);
	assert_int_equal(all + key.text.n, text.n + 48);
	assert_true(keys_next(k, &key));
	assert_int_equal(key.code, 'q');
	keys_free(k);
	buf_free(&text);
}

static void
a_paste_beyond_the_limit_is_cut_and_says_so(void **state)
{
	static const size_t pushes[] = { 5, 4096, 4 * KEYS_PASTE_MAX };
	struct buf text = BUF_INIT(0);

	(void)state;
	for (size_t over = 0; over < 3; over++) {
		buf_reset(&text);
		fill(&text, "0123456789abcdef", KEYS_PASTE_MAX);
		fill(&text, "x", KEYS_PASTE_MAX + (over == 2 ? 100000 : over));
		for (size_t i = 0; i < 3; i++) {
			struct pasted p = paste(buf_str(&text), pushes[i]);

			assert_int_equal(p.all.n, KEYS_PASTE_MAX);
			assert_int_equal(p.cut, over > 0);
			buf_free(&p.all);
			buf_free(&p.pieces);
		}
	}
	/* The character at the limit is left out whole. */
	text.n = KEYS_PASTE_MAX - 1;
	buf_cstr(&text, "é");
	for (size_t i = 0; i < 3; i++) {
		struct pasted p = paste(buf_str(&text), pushes[i]);

		assert_int_equal(p.all.n, KEYS_PASTE_MAX - 1);
		assert_true(p.cut);
		buf_free(&p.all);
		buf_free(&p.pieces);
	}
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_paste_comes_in_pieces),
		cmocka_unit_test(between_two_pieces_there_may_be_anything_else),
		cmocka_unit_test(a_paste_beyond_the_limit_is_cut_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
