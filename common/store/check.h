/*
 * store/check - is the file whole, and do the counters say what the rows say?
 */
#ifndef STOA_STORE_CHECK_H
#define STOA_STORE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/err.h"
#include "common/base/str.h"

struct store;

/* Called for each thing found wrong, in words. */
typedef void (*check_report)(void *arg, struct str words);

/*
 * The file's structure and its references; `deep` also recomputes every
 * counter from the rows and compares the full text with the posts.
 * Returns the number of things found wrong in `out`.
 */
NODISCARD enum err store_check(struct store *, bool deep, check_report report,
    void *arg, int64_t *out_wrong);

#endif
