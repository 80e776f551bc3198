/* Whatever rows hold, what is shown of them steers no terminal. */
#include "common/command/render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "common/store/store.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

static struct arena arena;

static const struct column columns[] = {
	{ "n", COLUMN_INT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ "yes", COLUMN_BOOL, 0 },
	{ "extra", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "at", COLUMN_TIME, 0 },
	{ "body", COLUMN_BODY, 0 },
	{ 0 },
};

static const struct command plain = { .name = "plain", .columns = columns };

/* ESC, C0, C1 in both forms, bidi, broken bytes, a title sequence, NUL. */
static const char hostile[] =
    "a\x1b[31mred\x1b]0;title\a\r\b\x7f\xc2\x9b"
    "2J\xe2\x80\xae"
    "evil\xe2\x81\xa6\xff\xed\xa0\x80\0z\xe2\x80\xa8\x9b";

static void
add(struct rows *r, int64_t n, struct str text, int64_t at)
{
	row_begin(r);
	row_int(r, n);
	row_text(r, text);
	row_bool(r, n != 0);
	row_text(r, text);
	row_time(r, at);
	row_text(r, text);
}

static struct str
shown(const struct command *c, enum args_format format, const struct rows *r,
    int32_t cols)
{
	const struct text_view view = { .cols = cols, .now_ms = 90000000 };
	struct buf out = BUF_INIT(0);
	struct str text;

	render(c, format, r, &view, &out);
	text = arena_dup(&arena, buf_str(&out));
	buf_free(&out);
	return text;
}

static void
a_table_has_its_columns_aligned(void **state)
{
	(void)state;
	struct rows r;

	rows_init(&r, &arena, columns);
	add(&r, 7, STR("ab"), 0);
	add(&r, 1234, STR("日本"), 86400000);
	assert_string_equal(shown(&plain, FORMAT_TEXT, &r, 0).p,
	    "   n  name  yes  at       body\n"
	    "   7  ab    yes  -        ab\n"
	    "1234  日本  yes  1 h ago  日本\n");
}

static void
wide_and_combining_letters_keep_columns_straight(void **state)
{
	(void)state;
	struct rows r;
	struct str text, line;
	size_t at = 0;

	rows_init(&r, &arena, columns);
	add(&r, 1, STR("日本語"), 0);
	add(&r, 1, STR("e\xcc\x81t"), 0);
	add(&r, 1, STR("plain"), 0);
	add(&r, 1, STR(""), 0);
	text = shown(&plain, FORMAT_TEXT, &r, 0);
	str_cut(&text, '\n');
	for (int i = 0; i < 4; i++) {
		size_t yes;

		line = str_cut(&text, '\n');
		yes = text_cells((struct str){
		    line.p, (size_t)(strstr(line.p, "yes") - line.p) });
		if (i)
			assert_int_equal(yes, at);
		at = yes;
	}
}

static void
the_last_column_is_clipped_to_the_window(void **state)
{
	(void)state;
	struct rows r;
	struct str text;

	rows_init(&r, &arena, columns);
	add(&r, 1, STR("y"), 0);
	add(&r, 1, STR("x"), 0);
	r.last->cell[5].text = STR("a very long text that does not fit");
	text = shown(&plain, FORMAT_TEXT, &r, 32);
	while (text.n)
		assert_true(text_cells(str_cut(&text, '\n')) <= 32);
	assert_non_null(strstr(shown(&plain, FORMAT_TEXT, &r, 32).p, "…"));
	assert_null(strstr(shown(&plain, FORMAT_TEXT, &r, 0).p, "…"));
}

/* One types it: "setting community …". */
static void
the_first_column_stays_whole_while_others_can_be_cut(void **state)
{
	(void)state;
	static const struct column settings[] = {
		{ "setting", COLUMN_TEXT, 0 },
		{ "value", COLUMN_TEXT, 0 },
		{ "default", COLUMN_TEXT, 0 },
		{ "help", COLUMN_TEXT, 0 },
		{ 0 },
	};
	const struct command c = { .name = "setting", .columns = settings };
	struct rows r;

	rows_init(&r, &arena, settings);
	for (int i = 0; i < 2; i++) {
		row_begin(&r);
		row_text(&r, STR("community-question"));
		row_text(&r, STR("Stoa"));
		row_text(&r, STR("a longer word"));
		row_text(&r, STR("what is said in words to whom"));
	}
	for (int cols = 80; cols >= 36; cols--) {
		struct str text = shown(&c, FORMAT_TEXT, &r, cols), line;

		while (text.n) {
			line = str_cut(&text, '\n');
			assert_true(text_cells(line) <= (size_t)cols);
			if (line.p[0] == 'c')
				assert_true(str_starts(
				    line, STR("community-question  Stoa  ")));
		}
	}
	assert_string_equal(shown(&c, FORMAT_TEXT, &r, 44).p,
	    "setting             value  default  help\n"
	    "community-question  Stoa   a long…  what is…\n"
	    "community-question  Stoa   a long…  what is…\n");
	assert_non_null(strstr(shown(&c, FORMAT_TEXT, &r, 30).p, "…  St"));
}

static void
each_row_is_one_line_of_valid_json(void **state)
{
	(void)state;
	struct rows r;
	struct str text;
	int lines = 0;

	rows_init(&r, &arena, columns);
	add(&r, INT64_MAX, STR("say \"hi\"\n\\ 日本"), 1000);
	add(&r, 0, (struct str){ hostile, sizeof hostile - 1 }, 0);
	r.said = STR("not in JSON");
	text = shown(&plain, FORMAT_JSON, &r, 80);
	while (text.n) {
		json_t *v = json_parse(str_cut(&text, '\n'));

		assert_non_null(v);
		assert_int_equal(json_object_size(v), 6);
		if (lines++ == 0) {
			assert_true(json_integer_value(
					json_object_get(v, "n")) == INT64_MAX);
			assert_true(json_is_true(json_object_get(v, "yes")));
			assert_string_equal(
			    json_string_value(json_object_get(v, "at")),
			    "1970-01-01T00:00:01.000Z");
			assert_string_equal(
			    json_string_value(json_object_get(v, "name")),
			    "say \"hi\" \\ 日本");
			assert_string_equal(
			    json_string_value(json_object_get(v, "body")),
			    "say \"hi\"\n\\ 日本");
		} else {
			assert_true(json_is_null(json_object_get(v, "at")));
		}
		json_decref(v);
	}
	assert_int_equal(lines, 2);
}

static void
csv_doubles_quotes_and_keeps_lines_inside_them(void **state)
{
	(void)state;
	struct rows r;

	rows_init(&r, &arena, columns);
	add(&r, -5, STR("a \"b\",\nc"), 1000);
	add(&r, 0, STR(""), 0);
	assert_string_equal(shown(&plain, FORMAT_CSV, &r, 80).p,
	    "n,name,yes,extra,at,body\r\n"
	    "-5,\"a \"\"b\"\", c\",1,\"a \"\"b\"\", c\","
	    "\"1970-01-01T00:00:01.000Z\",\"a \"\"b\"\",\nc\"\r\n"
	    "0,\"\",0,\"\",\"\",\"\"\r\n");
}

static void
an_empty_answer_is_its_words(void **state)
{
	(void)state;
	struct rows r;

	rows_init(&r, &arena, columns);
	r.said = STR("Nothing\x1b[0m here");
	assert_string_equal(
	    shown(&plain, FORMAT_TEXT, &r, 80).p, "Nothing[0m here\n");
	assert_string_equal(shown(&plain, FORMAT_JSON, &r, 80).p, "");
	assert_string_equal(shown(&plain, FORMAT_CSV, &r, 80).p,
	    "n,name,yes,extra,at,body\r\n");
}

static void
what_a_change_says_stands_instead_of_its_row(void **state)
{
	(void)state;
	struct rows r;

	rows_init(&r, &arena, columns);
	add(&r, 1, STR("row"), 0);
	r.told = true;
	r.said = STR("Done");
	assert_string_equal(shown(&plain, FORMAT_TEXT, &r, 80).p, "Done\n");
	assert_non_null(strstr(shown(&plain, FORMAT_JSON, &r, 80).p, "row"));
}

/* Clean but for what CSV needs: a return before each newline. */
static void
is_harmless(const char *name, struct str text)
{
	struct str got = { arena_cstr(&arena, text), 0 };
	char *to = arena_cstr(&arena, text);

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '\r' || i + 1 == text.n ||
		    text.p[i + 1] != '\n')
			to[got.n++] = text.p[i];
	}
	got.p = to;
	if (!text_is_clean(got))
		fail_msg("%s lets something through", name);
}

static void
no_control_character_of_a_cell_reaches_any_output(void **state)
{
	(void)state;
	const struct str bad = { hostile, sizeof hostile - 1 };
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		struct rows r;

		rows_init(&r, &arena, all[i]->columns);
		for (int k = 0; k < 2; k++) {
			row_begin(&r);
			for (size_t c = 0; c < r.columns; c++) {
				if (r.column[c].type == COLUMN_TEXT ||
				    r.column[c].type == COLUMN_BODY)
					row_text(&r, bad);
				else
					row_int(&r, 12);
			}
		}
		r.said = bad;
		is_harmless(all[i]->name, shown(all[i], FORMAT_TEXT, &r, 80));
		is_harmless(all[i]->name, shown(all[i], FORMAT_JSON, &r, 80));
		is_harmless(all[i]->name, shown(all[i], FORMAT_CSV, &r, 80));
	}
}

static void
errors_are_one_harmless_line(void **state)
{
	(void)state;
	struct buf out = BUF_INIT(0);
	json_t *v;

	render_error(FORMAT_TEXT, ERR_DENIED, STR(""), &out);
	assert_true(str_eq(buf_str(&out), STR("stoa: you may not do that\n")));
	buf_reset(&out);
	render_error(FORMAT_TEXT, ERR_INVALID, STR("no \x1b[31m\"x\""), &out);
	assert_true(str_eq(buf_str(&out), STR("stoa: no [31m\"x\"\n")));
	buf_reset(&out);
	render_error(FORMAT_JSON, ERR_LIMIT, STR("a \"b\""), &out);
	v = json_parse(buf_str(&out));
	assert_string_equal(
	    json_string_value(json_object_get(v, "error")), "LIMIT");
	assert_int_equal(json_integer_value(json_object_get(v, "status")), 6);
	assert_string_equal(
	    json_string_value(json_object_get(v, "message")), "a \"b\"");
	json_decref(v);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_has_its_columns_aligned),
		cmocka_unit_test(
		    wide_and_combining_letters_keep_columns_straight),
		cmocka_unit_test(the_last_column_is_clipped_to_the_window),
		cmocka_unit_test(
		    the_first_column_stays_whole_while_others_can_be_cut),
		cmocka_unit_test(each_row_is_one_line_of_valid_json),
		cmocka_unit_test(
		    csv_doubles_quotes_and_keeps_lines_inside_them),
		cmocka_unit_test(an_empty_answer_is_its_words),
		cmocka_unit_test(what_a_change_says_stands_instead_of_its_row),
		cmocka_unit_test(
		    no_control_character_of_a_cell_reaches_any_output),
		cmocka_unit_test(errors_are_one_harmless_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
