/* files - files and folders that tests read, write and take away. */
#include "tests/lib/files.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "common/base/buf.h"

enum { OPEN_MAX_AT_ONCE = 8 };

struct str
files_read(struct arena *a, const char *path)
{
	struct buf text = BUF_INIT(0);
	FILE *f = fopen(path, "re");
	struct str out;
	int c;

	while (f && (c = getc(f)) != EOF)
		buf_char(&text, (char)c);
	if (f)
		fclose(f);
	out = arena_dup(a, buf_str(&text));
	buf_free(&text);
	return out;
}

void
files_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	if (f == NULL)
		fail_msg("%s cannot be written", path);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

void
files_remove(const char *folder)
{
	int flags = FTW_DEPTH | FTW_PHYS;

	assert_int_equal(nftw(folder, remove_one, OPEN_MAX_AT_ONCE, flags), 0);
}
