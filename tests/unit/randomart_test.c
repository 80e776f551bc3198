/* The picture of a key. */
#include "common/text/randomart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Of a key made for this test; rows as ssh-keygen -lv shows them. */
static const char fingerprint[] =
    "SHA256:dQyKEg9+v0Sr+NW/RaUxmKOTt9+ZV59J8THcOm4Cqj0";
static const char *const rows[RANDOMART_ROWS] = {
	"    o     .      ",
	"   . + . . o o   ",
	"    o + o . * + o",
	"     o o o + . X.",
	"        S + . o.=",
	"     . o o.o oo.o",
	"    . . o.....o.=",
	"     . oE  ..oo+=",
	"      o...  o+.oo",
};

static void
it_is_what_ssh_keygen_draws(void **state)
{
	struct randomart art;

	(void)state;
	assert_true(randomart_draw(str_from(fingerprint), &art));
	for (int i = 0; i < RANDOMART_ROWS; i++)
		assert_string_equal(art.row[i], rows[i]);
}

static void
what_is_no_fingerprint_has_no_picture(void **state)
{
	struct str whole = str_from(fingerprint);
	struct randomart art;

	(void)state;
	assert_false(randomart_draw(STR(""), &art));
	assert_false(randomart_draw(STR("tom"), &art));
	assert_false(randomart_draw(str_slice(whole, 0, whole.n - 1), &art));
	assert_false(randomart_draw(str_slice(whole, 1, whole.n), &art));
	assert_false(randomart_draw(
	    STR("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), &art));
	assert_false(randomart_draw(
	    STR("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!"), &art));
	assert_true(randomart_draw(
	    STR("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), &art));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_what_ssh_keygen_draws),
		cmocka_unit_test(what_is_no_fingerprint_has_no_picture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
