/*
 * files - files and folders that tests read, write and take away.
 *
 * Errors: what cannot be written or removed fails the test.
 */
#ifndef STOA_TESTS_LIB_FILES_H
#define STOA_TESTS_LIB_FILES_H

#include "common/base/arena.h"
#include "common/base/str.h"

/* All of it, with a NUL behind; empty when there is none. */
struct str files_read(struct arena *a, const char *path);
void files_write(const char *path, const char *text);

/* A folder with everything in it. */
void files_remove(const char *folder);

#endif
