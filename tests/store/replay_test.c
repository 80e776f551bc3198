/* The same orders in the same order give the same rows. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>

#include "tests/lib/compare.h"

enum { MEMBERS = 6, ROUNDS = 1500 };

/* Splitmix64: the same numbers everywhere. */
static uint64_t seed;

static int
pick(int below)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int)((z ^ (z >> 31)) % (uint64_t)below);
}

/* %d are small numbers; every kind of change, and much that must fail. */
static const struct {
	const char *line;
	const char *body;
	bool robot;
} acts[] = {
	{ "ask --tags one,two support Question %d", "what is %d", false },
	{ "post talk Talk %d", "日本 talk\r\nof it", false },
	{ "reply %d words", NULL, false },
	{ "reply %d.%d", "from standard input \xff\n", false },
	{ "accept %d.2", NULL, false },
	{ "accept --undo %d.2", NULL, false },
	{ "vote %d.%d", NULL, false },
	{ "vote %d.%d down", NULL, false },
	{ "vote %d none", NULL, false },
	{ "metoo %d", NULL, false },
	{ "metoo --undo %d", NULL, false },
	{ "edit %d changed %d", NULL, false },
	{ "edit --title \"Title %d\" %d", NULL, false },
	{ "edit --why oops %d.%d", "other words", false },
	{ "delete %d.3", NULL, false },
	{ "delete --why spam %d%d", NULL, false },
	{ "tag %d tag%d x", NULL, false },
	{ "tag --remove %d one x", NULL, false },
	{ "mark %d.%d", NULL, false },
	{ "mark --but 1 %d.%d", NULL, false },
	{ "mark --unread %d.%d", NULL, false },
	{ "mark talk", NULL, false },
	{ "draft save reply %d", "a draft of %d", false },
	{ "draft drop %d", NULL, false },
	{ "follow %d watch", NULL, false },
	{ "follow support mute", NULL, false },
	{ "follow @m%d", NULL, false },
	{ "profile --name \"Name %d\"", NULL, false },
	{ "profile --bio", "lines\nabout", false },
	{ "keys rename %d laptop %d", NULL, false },
	{ "rename n%d", NULL, false },
	{ "prefs keys m=%d", NULL, false },
	{ "prefs --reset", NULL, false },
	{ "prefs theme light", NULL, false },
	{ "invite for %d", NULL, false },
	{ "link", NULL, false },
	{ "password", "12345678", false },
	{ "ask --id request-id-%d%d%d0000 support Again %d", "x", false },
	{ "setting tags.max %d", NULL, true },
	{ "setting post.max_bytes %d%d", NULL, true },
	{ "setting post.max_bytes default", NULL, true },
	{ "board-add --kind question --private b%d", NULL, true },
	{ "board-edit --let-in m%d b%d", NULL, true },
	{ "board-edit --moderator m%d support", NULL, true },
	{ "board-edit --close talk", NULL, true },
	{ "board-edit --open talk", NULL, true },
	{ "member-role m%d moderator", NULL, true },
	{ "member-role m%d member", NULL, true },
	{ "import",
	    "{\"kind\":\"question\",\"src\":\"x\",\"id\":\"%d\","
	    "\"board\":\"in\",\"title\":\"In\",\"body\":\"b\","
	    "\"author\":\"A#%d\",\"replies\":[{\"id\":\"%d\","
	    "\"body\":\"r\",\"author\":\"B\",\"accepted\":true}]}",
	    true },
	{ "import --done", NULL, true },
	{ "seen", NULL, true },
	{ "expire", NULL, true },
	{ "link --for m%d", NULL, true },
	{ "found", NULL, true },
};

enum { ACTS = sizeof acts / sizeof acts[0] };

/* `text` with a number for each %d. */
static const char *
filled(struct fixture *f, const char *text)
{
	struct buf b = BUF_INIT(0);
	const char *out;

	for (; text && *text; text++) {
		if (text[0] == '%' && text[1] == 'd') {
			buf_printf(&b, "%d", 1 + pick(9));
			text++;
		} else {
			buf_char(&b, *text);
		}
	}
	out = arena_cstr(&f->arena, buf_str(&b));
	buf_free(&b);
	return text ? out : NULL;
}

static void
act(struct fixture *f, int k, size_t *done, size_t *failed)
{
	const char *line = filled(f, acts[k].line);
	const char *body = filled(f, acts[k].body);
	struct outcome o = acts[k].robot ?
	    fixture_do(f, line, body) :
	    fixture_run(f, 2 + pick(MEMBERS), line, body);

	if (o.err == ERR_IO || o.err == ERR_CORRUPT)
		fail_msg("%s: %s", line, err_name(o.err));
	done[k] += o.err == ERR_NONE;
	failed[k] += o.err != ERR_NONE;
}

static void
live(struct fixture *f, size_t *done, size_t *failed)
{
	f->record = json_array();
	for (int i = 1; i <= MEMBERS; i++) {
		const struct caller who = { .fingerprint =
						fixture_line(f, "k%d", i) };
		const char *code = i == 1 ? f->sysop_code.p : "";

		assert_int_equal(
		    fixture_call(f, &who,
			str_from(fixture_line(f, "join m%d %s", i, code)),
			STR(""), false)
			.err,
		    ERR_NONE);
	}
	for (int round = 0; round < ROUNDS; round++)
		act(f, round < ACTS ? round : pick(ACTS), done, failed);
}

/* Run the record in a store of its own, as text that was parsed again. */
static void
replay(struct fixture *f, const json_t *record)
{
	for (size_t i = 0; i < json_array_size(record); i++) {
		struct str line =
		    json_line(&f->arena, json_array_get(record, i));
		json_t *object = json_parse(line);
		struct outcome out = { 0 };
		struct str why = STR("");
		struct order o;
		bool wrote;

		if (object == NULL ||
		    order_from_json(&f->arena, object, &o, &why) != ERR_NONE)
			fail_msg("order %zu: %.*s", i, STR_ARG(why));
		assert_int_equal(store_begin(f->store), ERR_NONE);
		order_run(f->store, &f->arena, &o, NULL, &out, &wrote);
		if (out.err != ERR_NONE)
			fail_msg("%.*s: %s", STR_ARG(line), err_name(out.err));
		assert_true(wrote);
		assert_int_equal(store_commit(f->store), ERR_NONE);
		json_decref(object);
	}
}

static void
a_record_gives_the_same_rows_in_a_fresh_store(void **state)
{
	(void)state;
	size_t done[ACTS] = { 0 }, failed[ACTS] = { 0 }, both = 0;

	for (int run = 0; run < 3; run++) {
		struct fixture *f = fixture_new(), *g = fixture_new();

		seed = (uint64_t)run;
		live(f, done, failed);
		replay(g, f->record);
		assert_in_range(compare_rows(f->store), 500, 100000);
		assert_int_equal(compare_stores(g->store, f->store, stderr), 0);
		fixture_free(g);
		fixture_free(f);
	}
	/* The test is worth something: acts were done, and others refused. */
	for (int k = 0; k < ACTS; k++) {
		if (done[k] == 0 && strcmp(acts[k].line, "found") != 0)
			fail_msg("%s was never done", acts[k].line);
		both += done[k] && failed[k];
	}
	assert_true(both > ACTS / 2);
}

static void
a_difference_is_found(void **state)
{
	(void)state;
	static const char *const changes[] = {
		"UPDATE post SET score_base = 1 WHERE id = 1",
		"UPDATE post SET edited_at = NULL",
		"DELETE FROM vote",
		"INSERT INTO tag (name) VALUES ('odd')",
		"UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'post'",
	};
	FILE *nowhere = fopen("/dev/null", "we");

	assert_non_null(nowhere);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct fixture *f = fixture_new(), *g = fixture_new();
		struct fixture *both[] = { f, g };

		for (int k = 0; k < 2; k++) {
			int64_t tom = fixture_join(both[k], "tom");
			int64_t ann = fixture_join(both[k], "ann");

			fixture_ok(both[k], tom, "post talk T", "x");
			fixture_ok(both[k], tom, "edit 1 y", NULL);
			fixture_ok(both[k], ann, "vote 1", NULL);
		}
		assert_int_equal(
		    compare_stores(g->store, f->store, nowhere), 0);
		g->ends_damaged = true;
		fixture_sql(g, changes[i]);
		assert_true(compare_stores(g->store, f->store, nowhere) > 0);
		fixture_free(f);
		fixture_free(g);
	}
	fclose(nowhere);
}

static void
secrets_are_in_no_record(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	const struct caller who = { .fingerprint = "k",
		.password = "hunter22" };
	int64_t tom;
	struct str text;

	f->record = json_array();
	tom = fixture_call(f, &who,
	    str_from(fixture_line(f, "join tom %s", f->sysop_code.p)), STR(""),
	    false)
		  .became;
	fixture_ok(f, tom, "password", "hunter22");
	fixture_ok(f, tom, "invite", NULL);
	text = json_line(&f->arena, f->record);
	assert_int_equal(json_array_size(f->record), 3);
	assert_null(strstr(text.p, "hunter22"));
	assert_null(strstr(text.p, f->sysop_code.p));
	assert_null(strstr(text.p, f->code.p));
	assert_non_null(strstr(text.p, "***"));
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_gives_the_same_rows_in_a_fresh_store),
		cmocka_unit_test(a_difference_is_found),
		cmocka_unit_test(secrets_are_in_no_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
