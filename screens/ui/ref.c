/* ui/ref - "12" and "12.3": what threads and posts are called. */
#include "screens/ui/ref.h"

bool
ref_parse(struct str text, struct ref *out)
{
	struct str rest = str_trim(text), thread;
	struct ref ref = { 0 };

	*out = ref;
	if (str_starts(rest, STR("#")))
		rest = str_slice(rest, 1, rest.n);
	thread = str_cut(&rest, '.');
	if (!str_int(thread, 1, INT64_MAX, &ref.thread) ||
	    (rest.n && !str_int(rest, 1, INT64_MAX, &ref.n)))
		return false;
	*out = ref;
	return true;
}

struct str
ref_text(struct arena *a, int64_t thread, int64_t n)
{
	if (n == 0)
		return arena_printf(a, "%lld", (long long)thread);
	return arena_printf(a, "%lld.%lld", (long long)thread, (long long)n);
}
