/*
 * base64 - bytes as letters, where only text may pass.
 *
 * Errors: base64_decode() is false for what is none; blanks and newlines in
 *         it do not matter.
 */
#ifndef STOA_TEXT_BASE64_H
#define STOA_TEXT_BASE64_H

#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/str.h"

/* In lines of so many letters, or in one when `line` is 0. */
struct str base64_encode(struct arena *a, struct str bytes, size_t line);
bool base64_decode(struct arena *a, struct str letters, struct str *out);

#endif
