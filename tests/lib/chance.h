/* chance - numbers that look like chance; a seed repeats a run anywhere. */
#ifndef STOA_TESTS_LIB_CHANCE_H
#define STOA_TESTS_LIB_CHANCE_H

#include <stdint.h>

/* From 0, below `below`; the seed must not be 0. */
uint64_t draw_number(uint64_t *seed, uint64_t below);

#endif
