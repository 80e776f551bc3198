/* The configuration: what a file may hold, and where it is told wrong. */
#include "common/base/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

/* A file that holds `text`; the next call reuses its name. */
static const char *
file_of(const char *text)
{
	static char path[64];
	FILE *f;
	int fd;

	unlink(path);
	snprintf(path, sizeof path, "/tmp/stoa-config-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	f = fdopen(fd, "w");
	fputs(text, f);
	fclose(f);
	return path;
}

static enum err
read_text(struct config *c, const char *text, struct buf *why)
{
	const char *path = file_of(text);
	enum err e;

	buf_reset(why);
	e = config_read(c, path, why);
	unlink(path);
	buf_put(why, (struct str){ "", 1 });
	return e;
}

/* The file is refused, at that line, with those words. */
static void
refused(const char *text, const char *line, const char *words)
{
	struct config *c = config_new(), *untouched = config_new();
	struct buf why = BUF_INIT(0);

	if (read_text(c, text, &why) != ERR_INVALID)
		fail_msg("taken: %s", text);
	if (strstr(why.p, "/tmp/stoa-config-") != why.p)
		fail_msg("no file is named: %s", why.p);
	if (strstr(why.p, line) == NULL || strstr(why.p, words) == NULL)
		fail_msg("got \"%s\", want \"%s %s\"", why.p, line, words);
	for (int i = 0; i < CONFIG_COUNT; i++)
		assert_false(config_differs(c, untouched, (enum config_id)i));
	config_free(c);
	config_free(untouched);
	buf_free(&why);
}

static void
every_entry_takes_its_own_default(void **state)
{
	(void)state;
	struct config *c = config_new();
	struct buf why = BUF_INIT(0), set = BUF_INIT(0);

	for (int i = 0; i < CONFIG_COUNT; i++) {
		enum config_id id = (enum config_id)i;

		buf_reset(&set);
		buf_printf(&set, "%s=%.*s", config_key(id),
		    STR_ARG(config_text(c, id)));
		assert_int_equal(config_set(c, buf_str(&set), &why), ERR_NONE);
	}
	assert_int_equal(config_int(c, CONFIG_PORT), 2222);
	assert_true(str_eq(config_text(c, CONFIG_LISTEN), STR("127.0.0.1")));
	config_free(c);
	buf_free(&why);
	buf_free(&set);
}

static void
a_file_is_read_over_the_defaults(void **state)
{
	(void)state;
	struct config *c = config_new();
	struct buf why = BUF_INIT(0);

	assert_int_equal(read_text(c,
			     "# a comment\n"
			     "port = 4022\n"
			     "listen = \"0.0.0.0, ::\"\n"
			     "limits {\n"
			     "\tper_source = 3\n"
			     "}\n"
			     "log { level = debug }\n",
			     &why),
	    ERR_NONE);
	assert_int_equal(config_int(c, CONFIG_PORT), 4022);
	assert_int_equal(config_int(c, CONFIG_PER_SOURCE), 3);
	assert_int_equal(config_int(c, CONFIG_KEYS), 10);
	assert_true(str_eq(config_text(c, CONFIG_LISTEN), STR("0.0.0.0, ::")));
	assert_true(str_eq(config_text(c, CONFIG_LOG_LEVEL), STR("debug")));
	config_free(c);
	buf_free(&why);
}

static void
a_mistake_is_told_with_file_and_line(void **state)
{
	(void)state;
	refused(
	    "port = 2222\n\nlimits {\n\tno_such = 1\n}\n", ":4:", "no_such");
	refused("prot = 2222\n", ":1:", "prot");
	refused("# one\nport = 65536\n",
	    ":2:", "port must be a whole number from 0 to 65535");
	refused("port = many\n", ":1:", "port must be a whole number");
	refused("port =\nlisten\n", ":2:", "");
	refused("limits {\n\tkeys = 0\n}\n", ":2:", "limits.keys");
	refused("log {\n\n\tlevel = loud\n}\n", ":3:", "log.level is error");
	refused("port = 1\nlisten = 'a\n", ":3:", "unterminated");
	refused("\'\'\'\'\'\'\'#", ":1:", "");
	refused("nosuch {\n a = 1\n}\n", ":1:", "nosuch");
	refused("# one\n// two\n/* three\n */ log {} # five\nport=x\n",
	    ":5:", "port must");
	refused("listen = \"#\" # x\nport = x\n", ":2:", "port must");
}

static void
a_file_that_is_not_there_is_named(void **state)
{
	(void)state;
	struct config *c = config_new();
	struct buf why = BUF_INIT(0);

	assert_int_equal(
	    config_read(c, "/tmp/no/such/stoa.conf", &why), ERR_IO);
	buf_put(&why, (struct str){ "", 1 });
	assert_non_null(strstr(why.p, "/tmp/no/such/stoa.conf: "));
	config_free(c);
	buf_free(&why);
}

static void
numbers_are_taken_at_their_bounds_and_not_one_past(void **state)
{
	(void)state;
	static const struct {
		const char *set;
		enum err want;
	} cases[] = {
		{ "port=0", ERR_NONE },
		{ "port=65535", ERR_NONE },
		{ "port=-1", ERR_INVALID },
		{ "port=65536", ERR_INVALID },
		{ "limits.keys=1", ERR_NONE },
		{ "limits.keys=100", ERR_NONE },
		{ "limits.keys=0", ERR_INVALID },
		{ "limits.keys=101", ERR_INVALID },
		{ "limits.per_source=0", ERR_NONE },
		{ " port = 7 ", ERR_NONE },
		{ "port", ERR_INVALID },
		{ "port=", ERR_INVALID },
		{ "=1", ERR_INVALID },
		{ "", ERR_INVALID },
		{ "per_source=1", ERR_INVALID },
		{ "log.level=warn", ERR_NONE },
		{ "log.level=all", ERR_INVALID },
		{ "listen=a\"b", ERR_INVALID },
		{ "listen=a\nb", ERR_INVALID },
	};
	struct config *c = config_new();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf why = BUF_INIT(0);
		enum err e = config_set(c, str_from(cases[i].set), &why);

		if (e != cases[i].want)
			fail_msg("%s: got %s", cases[i].set, err_name(e));
		assert_int_equal(why.n > 0, e != ERR_NONE);
		buf_free(&why);
	}
	assert_int_equal(config_int(c, CONFIG_PORT), 7);
	config_free(c);
}

static void
a_text_ends_at_255_bytes(void **state)
{
	(void)state;
	struct config *c = config_new();
	struct buf why = BUF_INIT(0), set = BUF_INIT(0);

	buf_printf(&set, "public.host=%0255d", 0);
	assert_int_equal(config_set(c, buf_str(&set), &why), ERR_NONE);
	buf_char(&set, '0');
	assert_int_equal(config_set(c, buf_str(&set), &why), ERR_INVALID);
	assert_int_equal(config_text(c, CONFIG_PUBLIC_HOST).n, 255);
	config_free(c);
	buf_free(&why);
	buf_free(&set);
}

static void
what_is_printed_reads_back_the_same(void **state)
{
	(void)state;
	struct config *c = config_new(), *back = config_new();
	struct buf why = BUF_INIT(0), text = BUF_INIT(0);

	assert_int_equal(config_set(c, STR("port=0"), &why), ERR_NONE);
	assert_int_equal(
	    config_set(c, STR("limits.kex_ms=60000"), &why), ERR_NONE);
	assert_int_equal(
	    config_set(c, STR("listen=::, 10.0.0.1"), &why), ERR_NONE);
	assert_int_equal(
	    config_set(c, STR("public.host=a\\b'c$HOME"), &why), ERR_NONE);
	config_print(c, &text);
	buf_put(&text, (struct str){ "", 1 });
	if (read_text(back, text.p, &why) != ERR_NONE)
		fail_msg("%s", why.p);
	for (int i = 0; i < CONFIG_COUNT; i++) {
		if (config_differs(c, back, (enum config_id)i))
			fail_msg("%s: got %.*s, want %.*s",
			    config_key((enum config_id)i),
			    STR_ARG(config_text(back, (enum config_id)i)),
			    STR_ARG(config_text(c, (enum config_id)i)));
	}
	config_free(c);
	config_free(back);
	buf_free(&why);
	buf_free(&text);
}

static void
what_was_changed_is_told_entry_by_entry(void **state)
{
	(void)state;
	struct config *c = config_new(), *other = config_new();
	struct buf why = BUF_INIT(0);

	assert_int_equal(config_set(other, STR("port=1"), &why), ERR_NONE);
	assert_true(config_differs(c, other, CONFIG_PORT));
	assert_false(config_differs(c, other, CONFIG_LISTEN));
	assert_int_equal(config_int(c, CONFIG_PORT), 2222);
	assert_false(config_is_live(CONFIG_PORT));
	assert_true(config_is_live(CONFIG_PER_SOURCE));
	config_free(c);
	config_free(other);
	buf_free(&why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_entry_takes_its_own_default),
		cmocka_unit_test(a_file_is_read_over_the_defaults),
		cmocka_unit_test(a_mistake_is_told_with_file_and_line),
		cmocka_unit_test(a_file_that_is_not_there_is_named),
		cmocka_unit_test(
		    numbers_are_taken_at_their_bounds_and_not_one_past),
		cmocka_unit_test(a_text_ends_at_255_bytes),
		cmocka_unit_test(what_is_printed_reads_back_the_same),
		cmocka_unit_test(what_was_changed_is_told_entry_by_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
