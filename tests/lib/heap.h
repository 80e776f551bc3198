/* heap - how much memory this process has asked for and not given back. */
#ifndef STOA_TESTS_LIB_HEAP_H
#define STOA_TESTS_LIB_HEAP_H

#include <stddef.h>

size_t heap_bytes(void);

#endif
