/* Words are taken from a text, and those no dictionary has are told. */
#include "common/text/spell.h"

#include <locale.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"

#define FOLDER "tests/data/spell"

static void
takes(const char *text, const char *want)
{
	struct spell_walk w = { .text = str_from(text) };
	struct buf b = BUF_INIT(0);
	struct str word;
	size_t at;

	while (spell_next(&w, &word, &at)) {
		assert_ptr_equal(word.p, text + at);
		buf_printf(&b, "%s%.*s", b.n ? " " : "", STR_ARG(word));
	}
	if (!str_eq(buf_str(&b), str_from(want)))
		fail_msg("%s\n got \"%.*s\"\nwant \"%s\"", text,
		    STR_ARG(buf_str(&b)), want);
	buf_free(&b);
}

static void
words_are_what_a_dictionary_may_have(void **state)
{
	(void)state;
	takes("", "");
	takes("One two, (three) \"four\"!", "One two three four");
	takes("don't 'quoted' dogs'", "don't quoted dogs");
	takes("l\xE2\x80\x99"
	      "eau café Übel",
	    "l\xE2\x80\x99"
	    "eau café Übel");
	takes("well-known **bold** _x", "well known bold");
	takes("I a 5 words", "words");
	takes("USB JavaScript McDonald Paris", "Paris");
	takes("end.\nNext", "end Next");
	takes("слово 日本語", "слово 日本語");
}

static void
what_is_not_prose_is_left_out(void **state)
{
	(void)state;
	takes("see https://example.org/wrold and www.x.org", "see and");
	takes("ask @wrold or #word about a.out std::vector :smile:",
	    "ask or about");
	takes("mail me@wrold.org v2 x86 --option=teh", "mail");
	takes("`teh code` and ``teh ` code`` end", "and end");
	takes("`open teh", "open teh");
	takes("> quoted teh\nmine\n>> more", "mine");
	takes("```\nteh code\n```\nout\n~~~\nteh", "out");
	takes("    indented code\n\ttab\n- item\n      code", "item");
	takes("- [ ] todo", "todo");
}

static void
a_word_has_an_end(void **state)
{
	char text[2 * SPELL_WORD_MAX];

	(void)state;
	memset(text, 'a', sizeof text);
	text[SPELL_WORD_MAX] = '\0';
	takes(text, text);
	text[SPELL_WORD_MAX] = 'a';
	text[SPELL_WORD_MAX + 1] = '\0';
	takes(text, "");
	takes("a\xCC\x81 b", "a\xCC\x81");
}

static void
misses(
    struct speller *s, const char *language, const char *text, const char *want)
{
	struct arena a = ARENA_INIT;
	struct spell_list *found = arena_new(&a, struct spell_list);
	struct buf b = BUF_INIT(0);

	assert_int_equal(
	    speller_check(s, &a, str_from(language), str_from(text), found),
	    ERR_NONE);
	for (size_t i = 0; i < found->len; i++)
		buf_printf(&b, "%s%.*s", i ? " " : "", STR_ARG(found->word[i]));
	if (!str_eq(buf_str(&b), str_from(want)))
		fail_msg("%s: got \"%.*s\"", text, STR_ARG(buf_str(&b)));
	buf_free(&b);
	arena_free(&a);
}

static void
words_no_dictionary_has_are_told_once(void **state)
{
	struct speller *s = speller_new(FOLDER);

	(void)state;
	misses(s, "en", "Hello wrold, hello wrold! Ports and cabels.",
	    "cabels wrold");
	misses(s, "en_US", "", "");
	/* In whatever coding the dictionary is. */
	misses(s, "en", "caf\xC3\xA9 caf\xC3\xA8 \xD1\x81\xD0\xBB",
	    "caf\xC3\xA8 \xD1\x81\xD0\xBB");
	misses(s, "en", "don\xE2\x80\x99t don't", "");
	misses(s, "de", "Kabel Übel Ubel", "Ubel");
	speller_free(s);
	speller_free(NULL);
}

static void
likely_words_are_suggested(void **state)
{
	struct speller *s = speller_new(FOLDER);
	struct arena a = ARENA_INIT;
	struct str out[SPELL_SUGGEST_MAX];
	size_t n;

	(void)state;
	assert_int_equal(
	    speller_suggest(s, &a, STR("en"), STR("wrold"), out, &n), ERR_NONE);
	assert_true(n >= 1);
	assert_true(str_eq(out[0], STR("world")));
	assert_int_equal(
	    speller_suggest(s, &a, STR("en"), STR("cafe"), out, &n), ERR_NONE);
	assert_true(n >= 1 && str_eq(out[0], STR("café")));
	assert_int_equal(
	    speller_suggest(s, &a, STR("en"), STR("日本"), out, &n), ERR_NONE);
	assert_int_equal(n, 0);
	arena_free(&a);
	speller_free(s);
}

static void
only_names_of_languages_reach_the_disk(void **state)
{
	static const char *const bad[] = { "", "e", "EN", "en_us", "en_U",
		"../en", "en/US", "e1", "en_USA", "engl", "en_US.dic", "en\0" };
	struct speller *s = speller_new(FOLDER);
	struct arena a = ARENA_INIT;
	struct spell_list *l = arena_new(&a, struct spell_list);

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad - 1; i++)
		assert_int_equal(
		    speller_check(s, &a, str_from(bad[i]), STR("x"), l),
		    ERR_INVALID);
	assert_int_equal(
	    speller_check(s, &a, STR("fr"), STR("x"), l), ERR_MISSING);
	assert_int_equal(
	    speller_check(s, &a, STR("en_GB"), STR("x"), l), ERR_MISSING);
	assert_true(speller_takes(STR("deu")));
	arena_free(&a);
	speller_free(s);
}

/* Each name is one, even of the same file. */
static void
there_is_an_end_to_dictionaries(void **state)
{
	static const char *const languages[SPELL_DICTIONARIES_MAX] = { "en",
		"en_US", "de", "de_DE" };
	struct speller *s = speller_new(FOLDER);
	struct arena a = ARENA_INIT;
	struct spell_list *l = arena_new(&a, struct spell_list);

	(void)state;
	for (size_t i = 0; i < SPELL_DICTIONARIES_MAX; i++)
		assert_int_equal(
		    speller_check(s, &a, str_from(languages[i]), STR("x"), l),
		    ERR_NONE);
	assert_int_equal(
	    speller_check(s, &a, STR("fr"), STR("x"), l), ERR_LIMIT);
	misses(s, "de", "Kabel Kabl", "Kabl");
	arena_free(&a);
	speller_free(s);
}

static void
a_list_of_words_has_an_end(void **state)
{
	struct speller *s = speller_new(FOLDER);
	struct arena a = ARENA_INIT;
	struct spell_list *l = arena_new(&a, struct spell_list);
	struct buf b = BUF_INIT(0);

	(void)state;
	for (int i = 0; i < SPELL_FOUND_MAX + 1; i++)
		buf_printf(&b, "x%c%c%cx ", 'a' + i / 676 % 26,
		    'a' + i / 26 % 26, 'a' + i % 26);
	assert_int_equal(
	    speller_check(s, &a, STR("en"), buf_str(&b), l), ERR_NONE);
	assert_int_equal(l->len, SPELL_FOUND_MAX);
	buf_free(&b);
	arena_free(&a);
	speller_free(s);
}

static void *
check_often(void *arg)
{
	for (int i = 0; i < 50; i++)
		misses(arg, i % 2 ? "en" : "de", "wrold Kabl", "Kabl wrold");
	return NULL;
}

static void
threads_share_it(void **state)
{
	struct speller *s = speller_new(FOLDER);
	pthread_t other[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		pthread_create(&other[i], NULL, check_often, s);
	check_often(s);
	for (int i = 0; i < 3; i++)
		pthread_join(other[i], NULL);
	speller_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_what_a_dictionary_may_have),
		cmocka_unit_test(what_is_not_prose_is_left_out),
		cmocka_unit_test(a_word_has_an_end),
		cmocka_unit_test(words_no_dictionary_has_are_told_once),
		cmocka_unit_test(likely_words_are_suggested),
		cmocka_unit_test(only_names_of_languages_reach_the_disk),
		cmocka_unit_test(there_is_an_end_to_dictionaries),
		cmocka_unit_test(a_list_of_words_has_an_end),
		cmocka_unit_test(threads_share_it),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
