/*
 * fuzz - what every fuzz target has: its entry, and how it says "wrong".
 */
#ifndef STOA_TESTS_FUZZ_FUZZ_H
#define STOA_TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Called with one input after the other; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What always holds; where it does not, the input is kept. */
static inline void
check(bool holds)
{
	if (!holds)
		abort();
}

#endif
