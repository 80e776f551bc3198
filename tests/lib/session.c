/* session - the one terminal of a test, over the community of people.h. */
#include "tests/lib/session.h"

struct vt *vt;

void
leave(void)
{
	vt_close(vt);
	fixture_free(f);
}

void
pass(int64_t ms)
{
	f->now_ms += ms;
	vt_serve(vt, f);
}
