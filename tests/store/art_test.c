/* Pictures are kept as they are, by those who may, and everybody hears. */
#include "common/store/art.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "common/rules/limits.h"
#include "common/store/event.h"
#include "common/text/base64.h"
#include "tests/lib/people.h"

static struct outcome
send(int64_t who, const char *line, struct str file)
{
	const struct caller caller = { .member = who };

	return fixture_call(f, &caller, str_from(line), file, true);
}

static struct str
kept(int64_t board)
{
	struct art_row row;

	assert_int_equal(
	    store_art_get(f->store, &f->arena, board, &row), ERR_NONE);
	return row.file;
}

static void
every_byte_is_kept(void **state)
{
	char every[512];
	struct str file = { every, sizeof every };
	struct outcome out;

	(void)state;
	people_and_mod();
	for (size_t i = 0; i < sizeof every; i++)
		every[i] = i < 256 && i ? (char)i : '\x1B';
	assert_int_equal(send(mod, "art --put talk", file).err, ERR_NONE);
	assert_true(str_eq(kept(3), file));
	out = fixture_ok(f, GUEST, "art --get talk", NULL);
	assert_true(base64_decode(&f->arena, out.rows.said, &file));
	assert_true(str_eq(file, (struct str){ every, sizeof every }));
	/* Another in its place, then none. */
	assert_int_equal(
	    send(mod, "art --put talk", STR("hello")).err, ERR_NONE);
	assert_true(str_eq(kept(3), STR("hello")));
	fixture_ok(f, mod, "art --remove talk", NULL);
	fixture_fails(f, mod, "art talk", NULL, ERR_MISSING);
	fixture_fails(f, mod, "art --remove talk", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
staff_has_the_lobby_and_moderators_their_boards(void **state)
{
	int64_t sam;

	(void)state;
	people_and_mod();
	sam = fixture_join_as(f, "sam", "staff");
	fixture_fails(f, mod, "art --put lobby", "x", ERR_DENIED);
	fixture_fails(f, tom, "art --put talk", "x", ERR_DENIED);
	fixture_fails(f, GUEST, "art --put talk", "x", ERR_DENIED);
	fixture_ok(f, sam, "art --put lobby", "over the lobby");
	fixture_ok(f, mod, "art --put talk", "over talk");
	assert_true(str_eq(kept(ART_LOBBY), STR("over the lobby")));
	fixture_fails(f, tom, "art --remove lobby", NULL, ERR_DENIED);
	/* Who moderates this board alone. */
	fixture_do(f, "board-edit --moderator tom support", NULL);
	fixture_ok(f, tom, "art --put support", "over support");
	fixture_fails(f, tom, "art --put talk", "x", ERR_DENIED);
	/* At the host's own shell. */
	assert_int_equal(
	    fixture_do(f, "art --put news", "over news").err, ERR_NONE);
	fixture_ok(f, GUEST, "art news", NULL);
	/* Of a board one may not read there is nothing to know. */
	fixture_do(f, "board-edit --private talk", NULL);
	fixture_fails(f, tom, "art talk", NULL, ERR_MISSING);
	fixture_fails(f, tom, "art --put talk", "x", ERR_MISSING);
	fixture_free(f);
}

static void
the_limit_holds(void **state)
{
	struct buf file = BUF_INIT(0);

	(void)state;
	people_and_mod();
	for (int i = 0; i < LIMIT_ART_BYTES; i++)
		buf_char(&file, i % 81 == 80 ? '\n' : 'x');
	assert_int_equal(
	    send(mod, "art --put talk", buf_str(&file)).err, ERR_NONE);
	assert_int_equal(kept(3).n, LIMIT_ART_BYTES);
	buf_char(&file, 'y');
	assert_int_equal(
	    send(mod, "art --put talk", buf_str(&file)).err, ERR_LIMIT);
	/* Nor past the schema. */
	assert_int_not_equal(
	    store_art_set(f->store, 3, buf_str(&file), mod, 1), ERR_NONE);
	assert_int_equal(kept(3).n, LIMIT_ART_BYTES);
	buf_free(&file);
	fixture_free(f);
}

static void
what_cannot_be_shown_is_refused_in_words(void **state)
{
	static const struct {
		const char *file;
		const char *words;
	} bad[] = { { "", "no picture on standard input" },
		{ " \n", "no picture on standard input" },
		{ "\x1B[2J\x1B[31m", "nothing is to be seen" },
		{ "!|*|c0C", "RIP" },
		{ "XBIN\x1Axyz", "nothing is to be seen" } };

	(void)state;
	people_and_mod();
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct outcome out = fixture_fails(
		    f, mod, "art --put talk", bad[i].file, ERR_INVALID);

		assert_non_null(memmem(out.message.p, out.message.n,
		    bad[i].words, strlen(bad[i].words)));
	}
	fixture_fails(f, mod, "art --put --get talk", "x", ERR_INVALID);
	fixture_free(f);
}

/* The event since `seq`, of which there is one. */
static struct event_note
heard(int64_t seq)
{
	struct event_note note[2];
	size_t n;

	assert_int_equal(
	    store_event_notes(f->store, seq, 2, note, &n), ERR_NONE);
	assert_int_equal(n, 1);
	assert_int_equal(note[0].kind, EVENT_ART_CHANGED);
	return note[0];
}

static void
everybody_hears_of_it(void **state)
{
	struct event_note note;
	struct outcome out;
	int64_t at;

	(void)state;
	people_and_mod();
	assert_int_equal(store_event_last(f->store, &at), ERR_NONE);
	fixture_ok(f, mod, "art --put talk", "x");
	note = heard(at);
	assert_int_equal(note.board_id, 3);
	assert_int_equal(note.audience, AUDIENCE_BOARD);
	assert_int_equal(note.actor_id, mod);
	fixture_do(f, "art --put lobby", "x");
	note = heard(note.seq);
	assert_int_equal(note.board_id, 0);
	assert_int_equal(note.audience, AUDIENCE_PUBLIC);
	fixture_do(f, "art --remove lobby", NULL);
	(void)heard(note.seq);
	out = fixture_ok(f, mod, "art talk", NULL);
	assert_true(str_eq(out.rows.first->cell[0].text, STR("talk")));
	fixture_free(f);
}

/* As processes tell each other, and as the record has it. */
static void
a_file_survives_json(void **state)
{
	const struct command *art = command_find(STR("art"));
	const struct command *post = command_find(STR("post"));
	struct arena a = ARENA_INIT;
	struct str file = { "\xFF\x00\x1B[2J\xDB", 7 }, back, why;
	struct order o = { .member = 1, .body = file, .has_body = true };
	json_t *v = command_body_to_json(art, file);

	(void)state;
	assert_int_equal(command_body_from_json(art, &a, v, &back), ERR_NONE);
	assert_true(str_eq(back, file));
	json_decref(v);
	v = json_string("no base64!");
	assert_int_equal(
	    command_body_from_json(art, &a, v, &back), ERR_INVALID);
	assert_int_equal(command_body_from_json(post, &a, v, &back), ERR_NONE);
	assert_true(str_eq(back, STR("no base64!")));
	json_decref(v);
	assert_int_equal(
	    args_parse(&a, STR("art --put talk"), &o.args, &why), ERR_NONE);
	v = order_to_json(&o);
	o.body = STR("");
	assert_int_equal(order_from_json(&a, v, &o, &why), ERR_NONE);
	assert_true(str_eq(o.body, file));
	json_decref(v);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_is_kept),
		cmocka_unit_test(
		    staff_has_the_lobby_and_moderators_their_boards),
		cmocka_unit_test(the_limit_holds),
		cmocka_unit_test(what_cannot_be_shown_is_refused_in_words),
		cmocka_unit_test(everybody_hears_of_it),
		cmocka_unit_test(a_file_survives_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
