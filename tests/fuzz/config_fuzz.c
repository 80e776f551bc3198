/* Whatever file is read, it is taken and prints back, or told wrong. */
#include "common/base/config.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

static enum err
read_bytes(struct config *c, struct str text, struct buf *why)
{
	struct arena a = ARENA_INIT;
	int fd = memfd_create("config", 0);
	enum err e;

	check(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n);
	e = config_read(c, arena_printf(&a, "/proc/self/fd/%d", fd).p, why);
	close(fd);
	arena_free(&a);
	return e;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct config *c = config_new(), *back = config_new();
	struct buf why = BUF_INIT(0), text = BUF_INIT(0);
	struct str in = { (const char *)data, size };

	if (read_bytes(c, in, &why) == ERR_NONE) {
		config_print(c, &text);
		check(read_bytes(back, buf_str(&text), &why) == ERR_NONE);
		for (int i = 0; i < CONFIG_COUNT; i++)
			check(!config_differs(c, back, (enum config_id)i));
	} else {
		check(why.n > 0);
	}
	config_free(c);
	config_free(back);
	buf_free(&why);
	buf_free(&text);
	return 0;
}
