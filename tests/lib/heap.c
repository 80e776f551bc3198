/* heap - of malloc(), or of the sanitizer that stands in for it. */
#include "tests/lib/heap.h"

#include <malloc.h>

#ifdef __SANITIZE_ADDRESS__
/* As <sanitizer/allocator_interface.h>, which gcc's package lacks. */
size_t __sanitizer_get_current_allocated_bytes(void);
#endif

size_t
heap_bytes(void)
{
#ifdef __SANITIZE_ADDRESS__
	return __sanitizer_get_current_allocated_bytes();
#else
	struct mallinfo2 m = mallinfo2();

	return m.uordblks + m.hblkhd;
#endif
}
