/* Command lines as ssh hands them over: options first, then text as it is. */
#include "common/command/args.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>

#include "common/base/buf.h"
#include "common/command/command.h"
#include "common/rules/limits.h"

static struct arena arena;

static struct args
taken(const char *line)
{
	struct args args;
	struct str why = STR("");

	if (args_parse(&arena, str_from(line), &args, &why) != ERR_NONE)
		fail_msg("%s: %.*s", line, STR_ARG(why));
	return args;
}

static void
refused(const char *line, const char *words)
{
	struct args args;
	struct str why = STR("");
	enum err e = args_parse(&arena, str_from(line), &args, &why);

	if (e != ERR_INVALID)
		fail_msg("%s: got %s", line, err_name(e));
	if (strstr(arena_cstr(&arena, why), words) == NULL)
		fail_msg(
		    "%s: got \"%.*s\", want \"%s\"", line, STR_ARG(why), words);
}

static void
value_is(const char *line, const char *name, const char *want)
{
	struct args args = taken(line);

	assert_string_equal(arena_cstr(&arena, args_text(&args, name)), want);
}

static void
the_last_argument_is_the_raw_rest_of_the_line(void **state)
{
	(void)state;
	value_is("ask support No link on port 2", "title", "No link on port 2");
	value_is("ask support  two  spaces  ", "title", "two  spaces");
	value_is("ask support it's \"quoted\" text", "title",
	    "it's \"quoted\" text");
	value_is("ask support a --b c", "title", "a --b c");
	value_is("ask support -1 is less", "title", "-1 is less");
	value_is("reply 12 \"a\" b", "text", "\"a\" b");
}

static void
options_come_before_the_text(void **state)
{
	(void)state;
	struct args args = taken("ask --tags a,b support --json Title");

	assert_true(str_eq(args_text(&args, "tags"), STR("a,b")));
	assert_true(str_eq(args_text(&args, "board"), STR("support")));
	assert_true(str_eq(args_text(&args, "title"), STR("Title")));
	assert_int_equal(args.format, FORMAT_JSON);
	args = taken("threads --csv --max=7 talk");
	assert_int_equal(args.format, FORMAT_CSV);
	assert_int_equal(args_int(&args, "max", 30), 7);
	assert_true(args_has(&args, "max"));
	args = taken("threads talk");
	assert_int_equal(args.format, FORMAT_TEXT);
	assert_int_equal(args_int(&args, "max", 30), 30);
	assert_false(args_has(&args, "max"));
}

static void
a_lone_double_dash_ends_the_options(void **state)
{
	(void)state;
	value_is("ask support -- --json is no option", "title",
	    "--json is no option");
	value_is("ask -- support --max", "title", "--max");
	value_is("reply 12 -- -- two", "text", "-- two");
}

static void
a_word_in_quotes_is_one_word(void **state)
{
	(void)state;
	value_is("edit --title \"A new title\" 12", "title", "A new title");
	value_is("edit --title 'it says \"no\"' 12", "title", "it says \"no\"");
	value_is("edit --title=\"a b\" 12", "title", "\"a");
	value_is("edit --title \"a b\"\t12", "post", "12");
	value_is("profile --name \"\xE6\x97\xA5\xE6\x9C\xAC\"", "name",
	    "\xE6\x97\xA5\xE6\x9C\xAC");
}

static void
an_unbalanced_quote_is_text(void **state)
{
	(void)state;
	value_is("edit --title \"half 12", "title", "\"half");
	value_is("edit --title don't 12", "title", "don't");
	value_is("board-add \"x", "board", "\"x");
	value_is("edit --title \"a\"b 12", "title", "\"a\"b");
}

static void
a_request_id_has_16_to_64_bytes(void **state)
{
	(void)state;
	char line[200];
	struct args args;

	for (int n = 15; n <= 65; n++) {
		snprintf(line, sizeof line, "whoami --id %0*d", n, 0);
		if (n < 16 || n > 64) {
			refused(line, "--id takes 16 to 64 characters");
			continue;
		}
		args = taken(line);
		assert_int_equal(args.id.n, n);
	}
	refused("whoami --id", "--id needs a value");
	refused("whoami --id \x1b[2J0123456789abcdef", "--id takes");
}

static void
numbers_are_taken_at_their_bounds_and_not_one_past(void **state)
{
	(void)state;
	static const char words[] = "--max takes a whole number from 1 to 1000";
	struct args args = taken("threads --max 1 talk");

	assert_int_equal(args_int(&args, "max", 0), 1);
	args = taken("threads --max 1000 talk");
	assert_int_equal(args_int(&args, "max", 0), 1000);
	refused("threads --max 0 talk", words);
	refused("threads --max 1001 talk", words);
	refused("threads --max ten talk", words);
	refused("threads --max -1 talk", words);
	refused("threads --max= talk", words);
	args = taken("watch --since 9223372036854775807");
	assert_true(args_int(&args, "since", 0) == INT64_MAX);
	refused("watch --since 9223372036854775808", "--since takes");
}

static void
what_does_not_fit_is_told_in_words(void **state)
{
	(void)state;
	refused("", "there is no command \"\"");
	refused("nosuch", "there is no command \"nosuch\"");
	refused("Whoami", "there is no command");
	refused("whoami --loud", "whoami has no option --loud");
	refused("whoami --loud=1", "whoami has no option --loud");
	refused("whoami extra", "too many words; usage: whoami");
	refused("vote 1 up down", "too many words");
	refused("vote", "POST is missing; usage: vote POST [WHICH]");
	refused("ask support", "TITLE is missing");
	refused("threads --max", "--max needs a value");
	refused("whoami --json=1", "--json takes no value");
	refused("accept --undo=yes 1.2", "--undo takes no value");
	refused("\x1b[31mred", "there is no command \"[31mred\"");
}

static void
help_asks_for_nothing_else(void **state)
{
	(void)state;
	struct args args = taken("ask --help");

	assert_true(args.help);
	assert_string_equal(args.command->name, "ask");
}

static void
a_known_command_is_named_even_when_the_rest_is_wrong(void **state)
{
	(void)state;
	struct args args;
	struct str why;

	assert_int_equal(
	    args_parse(&arena, STR("vote"), &args, &why), ERR_INVALID);
	assert_string_equal(args.command->name, "vote");
	assert_int_equal(
	    args_parse(&arena, STR("nosuch"), &args, &why), ERR_INVALID);
	assert_null(args.command);
}

static void
a_line_ends_at_its_limit(void **state)
{
	(void)state;
	struct buf line = BUF_INIT(0);
	struct args args;
	struct str why;

	buf_cstr(&line, "reply 1 ");
	while (line.n < LIMIT_LINE_BYTES)
		buf_char(&line, 'x');
	assert_int_equal(
	    args_parse(&arena, buf_str(&line), &args, &why), ERR_NONE);
	buf_char(&line, 'x');
	assert_int_equal(
	    args_parse(&arena, buf_str(&line), &args, &why), ERR_LIMIT);
	buf_free(&line);
}

/* A line that gives every parameter of a command. */
static struct str
full_line(const struct command *c)
{
	struct str line = arena_printf(&arena, "%s", c->name);

	for (const struct param *p = c->params; p && p->name; p++) {
		if (p->kind == PARAM_FLAG)
			line = arena_printf(
			    &arena, "%.*s --%s", STR_ARG(line), p->name);
		else if (p->kind == PARAM_INT)
			line = arena_printf(&arena, "%.*s --%s %lld",
			    STR_ARG(line), p->name, (long long)p->max);
		else if (p->kind == PARAM_TEXT)
			line = arena_printf(&arena, "%.*s --%s \"a 'b' é\"",
			    STR_ARG(line), p->name);
		else if (p->kind == PARAM_WORD || p->kind == PARAM_WORD_OPT)
			line =
			    arena_printf(&arena, "%.*s w\"日", STR_ARG(line));
		else
			line = arena_printf(
			    &arena, "%.*s the  rest --x 'y", STR_ARG(line));
	}
	return line;
}

static void
same_args(const struct args *a, const struct args *b)
{
	assert_ptr_equal(a->command, b->command);
	for (int i = 0; i < PARAMS_MAX; i++) {
		assert_int_equal(a->given[i], b->given[i]);
		assert_true(str_eq(a->value[i], b->value[i]));
	}
}

static void
every_command_survives_the_way_to_json_and_back(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		struct args args, back;
		struct str why = STR("");
		json_t *object, *parsed;

		if (args_parse(&arena, full_line(all[i]), &args, &why) !=
		    ERR_NONE)
			fail_msg("%s: %.*s", all[i]->name, STR_ARG(why));
		object = args_to_json(&args, false);
		parsed = json_parse(json_line(&arena, object));
		assert_int_equal(
		    args_from_json(&arena, all[i], parsed, &back, &why),
		    ERR_NONE);
		same_args(&args, &back);
		json_decref(object);
		json_decref(parsed);
	}
}

static void
secret_arguments_are_left_out_of_records(void **state)
{
	(void)state;
	struct args args = taken("join tom abc-def");
	json_t *object = args_to_json(&args, true);

	assert_string_equal(
	    json_string_value(json_object_get(object, "code")), "***");
	assert_string_equal(
	    json_string_value(json_object_get(object, "handle")), "tom");
	json_decref(object);
	object = args_to_json(&args, false);
	assert_string_equal(
	    json_string_value(json_object_get(object, "code")), "abc-def");
	json_decref(object);
}

static void
from_json_checks_what_a_line_would_be_checked_for(void **state)
{
	(void)state;
	static const struct {
		const char *command;
		const char *json;
		enum err want;
	} cases[] = {
		{ "vote", "{\"post\":\"1\"}", ERR_NONE },
		{ "vote", "{}", ERR_INVALID },
		{ "vote", "{\"post\":\"1\",\"novel\":\"x\"}", ERR_INVALID },
		{ "threads", "{\"board\":\"t\",\"max\":\"1000\"}", ERR_NONE },
		{ "threads", "{\"board\":\"t\",\"max\":\"1001\"}",
		    ERR_INVALID },
		{ "threads", "{\"board\":\"t\",\"max\":7}", ERR_INVALID },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		json_t *v = json_parse(str_from(cases[i].json));
		struct args args;
		struct str why = STR("");
		enum err e = args_from_json(&arena,
		    command_find(str_from(cases[i].command)), v, &args, &why);

		if (e != cases[i].want)
			fail_msg("%s: got %s", cases[i].json, err_name(e));
		assert_int_equal(why.n > 0, e != ERR_NONE);
		json_decref(v);
	}
}

static void
usage_names_what_is_optional_and_what_takes_the_rest(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		const char *usage;
	} cases[] = {
		{ "whoami", "whoami" },
		{ "link", "link [CODE]" },
		{ "vote", "vote POST [WHICH]" },
		{ "ask", "ask [--tags TAGS] BOARD TITLE…" },
		{ "reply", "reply POST [TEXT…]" },
		{ "accept", "accept [--undo] POST" },
		{ "threads",
		    "threads [--max N] [--after THREAD] [--state STATE]"
		    " [--order ORDER] BOARD" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(
		    args_usage(&arena, command_find(str_from(cases[i].name)),
			ROLE_MEMBER)
			.p,
		    cases[i].usage);
}

static void
a_command_that_is_near_is_named(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		const char *why;
	} cases[] = {
		{ "thread support",
		    "no command \"thread\"; did you mean threads?" },
		{ "serach x", "did you mean search?" },
		{ "jion x", "did you mean join?" },
		{ "seting", "`help` lists them" }, /* it is staff's */
		{ "xyzzy", "`help` lists them" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct args args;
		struct str why = STR("");

		assert_int_equal(
		    args_parse(&arena, str_from(cases[i].line), &args, &why),
		    ERR_INVALID);
		if (!strstr(arena_cstr(&arena, why), cases[i].why))
			fail_msg("%.*s", STR_ARG(why));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_argument_is_the_raw_rest_of_the_line),
		cmocka_unit_test(options_come_before_the_text),
		cmocka_unit_test(a_lone_double_dash_ends_the_options),
		cmocka_unit_test(a_word_in_quotes_is_one_word),
		cmocka_unit_test(an_unbalanced_quote_is_text),
		cmocka_unit_test(a_request_id_has_16_to_64_bytes),
		cmocka_unit_test(
		    numbers_are_taken_at_their_bounds_and_not_one_past),
		cmocka_unit_test(what_does_not_fit_is_told_in_words),
		cmocka_unit_test(help_asks_for_nothing_else),
		cmocka_unit_test(
		    a_known_command_is_named_even_when_the_rest_is_wrong),
		cmocka_unit_test(a_line_ends_at_its_limit),
		cmocka_unit_test(
		    every_command_survives_the_way_to_json_and_back),
		cmocka_unit_test(secret_arguments_are_left_out_of_records),
		cmocka_unit_test(
		    from_json_checks_what_a_line_would_be_checked_for),
		cmocka_unit_test(a_command_that_is_near_is_named),
		cmocka_unit_test(
		    usage_names_what_is_optional_and_what_takes_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
