/* people - a community of those most tests are about. */
#include "tests/lib/people.h"

struct fixture *f;
int64_t tom, ann, mod;
int64_t ana, lea, mira, boss;

void
people(void)
{
	f = fixture_new();
	tom = fixture_join(f, "tom");
	ann = fixture_join(f, "ann");
}

void
people_and_mod(void)
{
	people();
	mod = fixture_join_as(f, "mod", "moderator");
}
