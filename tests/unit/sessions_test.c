/* A worker can speak for the sessions it was given, and for no others. */
#include "server/sessions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/base/rand.h"

static struct session *
add(struct sessions *t, int worker, int64_t member)
{
	return sessions_add(
	    t, worker, member, STR("SHA256:x"), STR("key"), true, 1000);
}

static void
a_session_is_found_by_its_handle_for_its_worker_alone(void **state)
{
	(void)state;
	struct sessions *t = sessions_new();
	struct session *a = add(t, 0, 7), *b = add(t, 1, 7);

	assert_int_equal(strlen(a->handle), SESSION_HANDLE_CHARS);
	assert_string_not_equal(a->handle, b->handle);
	assert_ptr_equal(sessions_find(t, 0, a->handle), a);
	assert_ptr_equal(sessions_find(t, 1, b->handle), b);
	assert_null(sessions_find(t, 1, a->handle));
	assert_null(sessions_find(t, 0, b->handle));
	assert_int_equal(a->member_id, 7);
	assert_true(a->n != b->n);
	sessions_free(t);
}

static void
what_is_no_handle_finds_nobody(void **state)
{
	(void)state;
	struct sessions *t = sessions_new();
	struct session *a = add(t, 0, 7);
	char longer[SESSION_HANDLE_CHARS + 2];

	memcpy(longer, a->handle, SESSION_HANDLE_CHARS);
	longer[SESSION_HANDLE_CHARS] = '0';
	longer[SESSION_HANDLE_CHARS + 1] = '\0';
	assert_null(sessions_find(t, 0, longer));
	assert_null(sessions_find(t, 0, ""));
	assert_null(sessions_find(t, 0, NULL));
	assert_null(sessions_find(t, 0, "00000000000000000000000000000000"));
	sessions_free(t);
}

static void
sessions_come_and_go_in_any_order(void **state)
{
	(void)state;
	struct sessions *t = sessions_new();
	struct session *s[50];
	size_t left = 0;

	for (int i = 0; i < 50; i++)
		s[i] = add(t, i % 3, i);
	assert_int_equal(sessions_count(t), 50);
	for (int i = 0; i < 50; i += 2)
		sessions_drop(t, s[i]);
	assert_int_equal(sessions_count(t), 25);
	for (struct session *at = sessions_first(t); at; at = at->next, left++)
		assert_int_equal(at->member_id % 2, 1);
	assert_int_equal(left, 25);
	for (int i = 1; i < 50; i += 2)
		assert_ptr_equal(sessions_find(t, i % 3, s[i]->handle), s[i]);
	sessions_free(t);
}

static void
a_session_keeps_its_own_copy_of_the_key(void **state)
{
	(void)state;
	struct sessions *t = sessions_new();
	char key[] = "SHA256:x";
	struct session *s =
	    sessions_add(t, 0, 0, str_from(key), STR(""), false, 1000);

	key[0] = 'X';
	assert_string_equal(s->fingerprint, "SHA256:x");
	assert_null(s->pubkey);
	assert_false(s->proven);
	assert_int_equal(s->since_ms, 1000);
	sessions_drop(t, s);
	assert_null(sessions_first(t));
	assert_int_equal(sessions_count(t), 0);
	sessions_free(t);
	sessions_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_session_is_found_by_its_handle_for_its_worker_alone),
		cmocka_unit_test(what_is_no_handle_finds_nobody),
		cmocka_unit_test(sessions_come_and_go_in_any_order),
		cmocka_unit_test(a_session_keeps_its_own_copy_of_the_key),
	};

	rand_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
