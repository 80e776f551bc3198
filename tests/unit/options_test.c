/* The command line of stoa means what ssh has taught people it means. */
#include "client/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"

enum { WORDS_MAX = 64 };

static struct arena arena;

/* Parse one command line, its words parted by '|'. */
static enum err
parse(const char *line, struct options *o, struct str *why)
{
	char *argv[WORDS_MAX + 1] = { NULL };
	struct str rest = str_from(line);
	int argc = 0;

	argv[argc++] = arena_cstr(&arena, STR("stoa"));
	while (rest.n > 0) {
		assert_true(argc < WORDS_MAX);
		argv[argc++] = arena_cstr(&arena, str_cut(&rest, '|'));
	}
	*why = (struct str){ 0 };
	return options_parse(&arena, argc, argv, o, why);
}

static struct options
good(const char *line)
{
	struct options o;
	struct str why;

	if (parse(line, &o, &why))
		fail_msg("%s: %.*s", line, STR_ARG(why));
	return o;
}

/* Refused, and the words say why. */
static void
bad(const char *line, enum err want, const char *hint)
{
	struct options o;
	struct str why;
	enum err got = parse(line, &o, &why);

	if (got != want)
		fail_msg(
		    "%s: got %s, want %s", line, err_name(got), err_name(want));
	if (!strstr(arena_cstr(&arena, why), hint))
		fail_msg("%s: \"%.*s\" does not say \"%s\"", line, STR_ARG(why),
		    hint);
}

static void
expect_target(const char *word, const char *user, const char *host, int port)
{
	struct options o = good(word);

	if (strcmp(o.user, user) != 0 || strcmp(o.host, host) != 0 ||
	    o.port != port)
		fail_msg("%s: got %s at %s port %d, want %s at %s port %d",
		    word, o.user, o.host, o.port, user, host, port);
}

static void
a_server_is_written_in_all_the_usual_ways(void **state)
{
	(void)state;
	expect_target("board", "me", "board", 2222);
	expect_target("ann@board", "ann", "board", 2222);
	expect_target("board:22", "me", "board", 22);
	expect_target(
	    "ann@board.example.org:65535", "ann", "board.example.org", 65535);
	expect_target("ann@mail@board", "ann@mail", "board", 2222);
	expect_target("127.0.0.1:1", "me", "127.0.0.1", 1);
	expect_target("::1", "me", "::1", 2222);
	expect_target("fe80::1%eth0", "me", "fe80::1%eth0", 2222);
	expect_target("[::1]", "me", "::1", 2222);
	expect_target("ann@[::1]:2022", "ann", "::1", 2022);
	expect_target("ssh://board", "me", "board", 2222);
	expect_target("ssh://ann@board:2022", "ann", "board", 2022);
	expect_target("ssh://ann@[::1]:2022/", "ann", "::1", 2022);
}

static void
what_is_no_server_is_refused(void **state)
{
	(void)state;
	bad("", ERR_INVALID, "HOST");
	bad("@board", ERR_INVALID, "@board");
	bad("ann@", ERR_INVALID, "no host");
	bad("ann@-oops", ERR_INVALID, "no host");
	bad("bo ard", ERR_INVALID, "no host");
	bad("bo\033ard", ERR_INVALID, "no host");
	bad("board:", ERR_INVALID, "port");
	bad("board:0", ERR_INVALID, "port");
	bad("board:65536", ERR_INVALID, "port");
	bad("board:22x", ERR_INVALID, "port");
	bad("[::1", ERR_INVALID, "]");
	bad("[]", ERR_INVALID, "no host");
	bad("[::1]2222", ERR_INVALID, ":PORT");
	bad("ssh://", ERR_INVALID, "no host");
	bad("ssh://ann@", ERR_INVALID, "no host");
	bad("[", ERR_INVALID, "]");
}

static void
options_win_over_what_the_server_word_says(void **state)
{
	struct options o = good("-p|2200|-l|bob|ann@board:22");

	(void)state;
	assert_string_equal(o.user, "bob");
	assert_int_equal(o.port, 2200);
}

static void
options_are_taken_and_the_last_port_counts(void **state)
{
	struct options o = good("-p1|-p|2|-i|a|-ib|-q|-vv|-v|--accept-new|"
				"--known-hosts|kh|board");

	(void)state;
	assert_int_equal(o.what, OPTIONS_CONNECT);
	assert_int_equal(o.port, 2);
	assert_int_equal(o.keys_len, 2);
	assert_string_equal(o.keys[0], "a");
	assert_string_equal(o.keys[1], "b");
	assert_true(o.quiet);
	assert_int_equal(o.verbose, 3);
	assert_true(o.accept_new);
	assert_string_equal(o.known_hosts, "kh");
	assert_string_equal(good("-oknown_hosts=a=b|x").known_hosts, "a=b");
	assert_string_equal(good("-o|known_hosts=kh|x").known_hosts, "kh");
	assert_string_equal(good("--known-hosts=kh|x").known_hosts, "kh");
}

static void
without_options_there_are_sensible_values(void **state)
{
	struct options o = good("board");

	(void)state;
	assert_string_equal(o.user, "me");
	assert_string_equal(o.home, "/home/me");
	assert_string_equal(o.known_hosts, "/home/me/.ssh/known_hosts");
	assert_int_equal(o.port, OPTIONS_PORT);
	assert_int_equal(o.keys_len, 0);
	assert_null(o.command);
	assert_false(o.quiet);
	assert_false(o.accept_new);
	assert_int_equal(o.verbose, 0);
}

static void
the_words_after_the_server_are_the_command(void **state)
{
	(void)state;
	assert_string_equal(good("board|threads|--json|support").command,
	    "threads --json support");
	assert_string_equal(good("board|ask it|-p|x").command, "ask it -p x");
	assert_string_equal(good("--|board|a||b").command, "a  b");
	assert_null(good("board").command);
	bad("board|-p|22", ERR_INVALID, "before HOST");
}

static void
a_command_has_a_longest_length(void **state)
{
	struct buf b = BUF_INIT(0);

	(void)state;
	buf_cstr(&b, "board|");
	for (int i = 0; i < OPTIONS_COMMAND_BYTES_MAX; i++)
		buf_char(&b, 'x');
	buf_char(&b, '\0');
	assert_int_equal(strlen(good(b.p).command), OPTIONS_COMMAND_BYTES_MAX);
	b.n--;
	buf_cstr(&b, "x");
	buf_char(&b, '\0');
	bad(b.p, ERR_LIMIT, "too long");
	buf_free(&b);
}

static void
wrong_options_are_named(void **state)
{
	(void)state;
	bad("-x|board", ERR_INVALID, "-x");
	bad("-q|-Z|board", ERR_INVALID, "-Z");
	bad("--nonsense|board", ERR_INVALID, "--nonsense");
	bad("-q|-p", ERR_INVALID, "-p");
	bad("--known-hosts", ERR_INVALID, "--known-hosts");
	bad("--known-hosts=|board", ERR_INVALID, "file");
	bad("-p|22x|board", ERR_INVALID, "22x");
	bad("-l|a b|board", ERR_INVALID, "-l");
	bad("-o|User=ann|board", ERR_INVALID, "User=ann");
	bad("-o|known_hosts=|board", ERR_INVALID, "known_hosts");
	bad("-o|known_hosts|board", ERR_INVALID, "known_hosts");
}

static void
there_is_room_for_so_many_keys_and_no_more(void **state)
{
	struct buf b = BUF_INIT(0);
	char *line;

	(void)state;
	for (int i = 0; i < OPTIONS_KEYS_MAX; i++)
		buf_cstr(&b, "-i|k|");
	buf_cstr(&b, "board");
	line = arena_cstr(&arena, buf_str(&b));
	assert_int_equal(good(line).keys_len, OPTIONS_KEYS_MAX);
	bad(arena_printf(&arena, "-i|k|%s", line).p, ERR_INVALID, "-i");
	buf_free(&b);
}

static void
help_and_version_need_no_server(void **state)
{
	(void)state;
	assert_int_equal(good("-h").what, OPTIONS_HELP);
	assert_int_equal(good("--help").what, OPTIONS_HELP);
	assert_int_equal(good("-q|--version|x").what, OPTIONS_VERSION);
	assert_non_null(strstr(options_usage(), "--accept-new"));
}

static int
setup(void **state)
{
	(void)state;
	return setenv("USER", "me", 1) | setenv("HOME", "/home/me", 1);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_is_written_in_all_the_usual_ways),
		cmocka_unit_test(what_is_no_server_is_refused),
		cmocka_unit_test(options_win_over_what_the_server_word_says),
		cmocka_unit_test(options_are_taken_and_the_last_port_counts),
		cmocka_unit_test(without_options_there_are_sensible_values),
		cmocka_unit_test(the_words_after_the_server_are_the_command),
		cmocka_unit_test(a_command_has_a_longest_length),
		cmocka_unit_test(wrong_options_are_named),
		cmocka_unit_test(there_is_room_for_so_many_keys_and_no_more),
		cmocka_unit_test(help_and_version_need_no_server),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
