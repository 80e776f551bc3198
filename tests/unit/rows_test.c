/* Answers survive the way between processes. */
#include "common/wire/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
static struct arena arena;

static const struct column columns[] = {
	{ "n", COLUMN_INT, 0 },
	{ "yes", COLUMN_BOOL, 0 },
	{ "at", COLUMN_TIME, 0 },
	{ "line", COLUMN_TEXT, 0 },
	{ "body", COLUMN_BODY, COLUMN_HIDDEN },
	{ 0 },
};

static void
add(struct rows *r, int64_t n, struct str text)
{
	row_begin(r);
	row_int(r, n);
	row_bool(r, n > 0);
	row_time(r, n);
	row_text(r, text);
	row_text(r, text);
}

static void
same_rows(const struct rows *a, const struct rows *b)
{
	const struct row *x = a->first, *y = b->first;

	assert_int_equal(a->len, b->len);
	for (; x; x = x->next, y = y->next) {
		for (size_t i = 0; i < a->columns; i++) {
			assert_true(x->cell[i].number == y->cell[i].number);
			assert_true(str_eq(x->cell[i].text, y->cell[i].text));
		}
	}
	assert_null(y);
	assert_true(str_eq(a->said, b->said));
	assert_int_equal(a->told, b->told);
}

static void
rows_come_back_from_json_as_they_were(void **state)
{
	(void)state;
	struct rows r, back;
	json_t *object, *parsed;

	rows_init(&r, &arena, columns);
	add(&r, 0, STR(""));
	add(&r, INT64_MAX, STR("日本\n\t\"quoted\" \\ / \x01"));
	add(&r, INT64_MIN, STR("b"));
	r.said = STR("words\nand more");
	r.told = true;
	object = rows_to_json(&r);
	parsed = json_parse(json_line(&arena, object));
	assert_non_null(parsed);
	rows_init(&back, &arena, columns);
	assert_int_equal(rows_from_json(&back, parsed), ERR_NONE);
	same_rows(&r, &back);
	json_decref(object);
	json_decref(parsed);
}

static void
no_rows_are_rows_too(void **state)
{
	(void)state;
	struct rows r, back;
	json_t *object;

	rows_init(&r, &arena, columns);
	assert_int_equal(r.columns, 5);
	object = rows_to_json(&r);
	rows_init(&back, &arena, columns);
	assert_int_equal(rows_from_json(&back, object), ERR_NONE);
	same_rows(&r, &back);
	json_decref(object);
}

static void
bytes_that_are_no_text_arrive_mended(void **state)
{
	(void)state;
	static const struct str bad[] = { STR_INIT("a\xff"),
		STR_INIT("\xed\xa0\x80"), STR_INIT("a\0b"),
		STR_INIT("\xc0\xaf") };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		json_t *v = json_pack("{s:o}", "t", json_from_str(bad[i]));
		json_t *back = json_parse(json_line(&arena, v));

		if (back == NULL)
			fail_msg("case %zu does not parse", i);
		assert_true(json_string_length(json_object_get(back, "t")) > 0);
		json_decref(v);
		json_decref(back);
	}
}

static void
what_does_not_fit_the_columns_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = { "{}", "{\"rows\":1}",
		"{\"rows\":[[1,1,1,\"a\"]]}", "{\"rows\":[1]}",
		"{\"rows\":[[1,1,1,\"a\",\"b\",\"c\"]]}",
		"{\"rows\":[{\"n\":1}]}" };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		json_t *v = json_parse(str_from(bad[i]));
		struct rows r;

		rows_init(&r, &arena, columns);
		if (rows_from_json(&r, v) != ERR_INVALID)
			fail_msg("%s was taken", bad[i]);
		json_decref(v);
	}
}

static void
only_one_whole_object_is_an_object(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "[]", "1", "{", "{}{}",
		"{\"a\":1,\"a\":2}", "\"x\"" };
	json_t *v = json_parse(STR(" {\"a\":1}\n"));

	assert_non_null(v);
	json_decref(v);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_null(json_parse(str_from(bad[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_come_back_from_json_as_they_were),
		cmocka_unit_test(no_rows_are_rows_too),
		cmocka_unit_test(bytes_that_are_no_text_arrive_mended),
		cmocka_unit_test(what_does_not_fit_the_columns_is_refused),
		cmocka_unit_test(only_one_whole_object_is_an_object),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
