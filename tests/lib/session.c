/* session - the one terminal of a test, over the community of people.h. */
#include "tests/lib/session.h"

struct vt *vt;

void
leave_at(const char *file, int line)
{
	vt_leave_at(vt, f, file, line);
}

void
pass(int64_t ms)
{
	f->now_ms += ms;
	vt_serve(vt, f);
}
