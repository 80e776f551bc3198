/* chance - a small generator of our own, for the C library's differ. */
#include "tests/lib/chance.h"

uint64_t
draw_number(uint64_t *seed, uint64_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (*seed >> 11) % below;
}
