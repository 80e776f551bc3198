/*
 * str - a borrowed view of bytes, usually UTF-8.
 *
 * A view owns nothing and need not end in NUL.  Print one with "%.*s" and
 * STR_ARG().  NUL-terminated strings live only at library borders.
 */
#ifndef STOA_BASE_STR_H
#define STOA_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p;
	size_t n; /* bytes */
};

/* A view of a string literal. */
#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })

/* The same for initialisers of constant tables. */
#define STR_INIT(literal)                      \
	{                                      \
		(literal), sizeof(literal) - 1 \
	}

/* Arguments for "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).p

/* A view of a NUL-terminated string; NULL is the empty view. */
struct str str_from(const char *s);

bool str_eq(struct str a, struct str b);

/* Equal but for the case of ASCII letters. */
bool str_eq_nocase(struct str a, struct str b);

/* By bytes, as SQLite's BINARY: below 0, 0 or above. */
int str_compare(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);

/* Offset of the first `c`, or s.n when there is none. */
size_t str_find(struct str s, char c);

/* The part of `s` from `from`, at most `n` bytes; clamped to `s`. */
struct str str_slice(struct str s, size_t from, size_t n);

/* Without white space (space, tab, newline, return) at both ends. */
struct str str_trim(struct str s);

/*
 * Take the part before the first `c` off `rest` and return it; `rest` starts
 * after the `c`, or is empty when there was none.
 */
struct str str_cut(struct str *rest, char c);

/* Whether `s` is one of a list with `between` between them. */
bool str_in_list(struct str list, char between, struct str s);

/* A decimal number that is the whole of `s`, within [min, max]. */
bool str_int(struct str s, int64_t min, int64_t max, int64_t *out);

#endif
