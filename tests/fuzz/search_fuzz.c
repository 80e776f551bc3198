/* Whatever is searched for, the store is not upset and hides what it must. */
#include "common/command/order.h"

#include <stdint.h>

#include "common/base/log.h"
#include "common/base/rand.h"
#include "common/rules/limits.h"
#include "common/store/store.h"
#include "tests/fuzz/fuzz.h"

static enum err
run(struct store *s, struct arena *a, int64_t member, struct str line,
    struct str body, struct outcome *out)
{
	static int64_t now_ms = 1800000000000;
	struct order o = { .member = member,
		.is_operator = member <= 1,
		.body = body,
		.has_body = true,
		.now_ms = ++now_ms };
	struct str why;
	bool wrote;
	enum err e = args_parse(a, line, &o.args, &why);

	if (e != ERR_NONE)
		return e;
	o.code_hash = STR("hash");
	order_run(s, a, &o, NULL, out, &wrote);
	return out->err;
}

/* Two boards, one of them private to the robot who wrote on both. */
static struct store *
small_store(void)
{
	static const char *const lines[] = { "found",
		"board-add --kind question --private club",
		"ask --tags ssh,net support No link on net_if.c",
		"ask club Open sesame", "post talk \xe6\x97\xa5\xe6\x9c\xac",
		"reply 1 try \"another\" cable e.g. red" };
	struct arena a = ARENA_INIT;
	struct outcome out;
	struct store *s;

	rand_init();
	log_set_level(LOG_WARN);
	check(store_open_memory(&s) == ERR_NONE);
	check(store_begin(s) == ERR_NONE);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		check(run(s, &a, i > 0, str_from(lines[i]),
			  STR("body sesame word"), &out) == ERR_NONE);
	check(store_commit(s) == ERR_NONE);
	arena_free(&a);
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *s;
	struct arena a = ARENA_INIT;
	struct outcome out = { 0 };
	struct buf line = BUF_INIT(0);
	enum err e;

	if (s == NULL)
		s = small_store();
	buf_cstr(&line, "search --max 50 -- ");
	buf_put(&line, (struct str){ (const char *)data, size });
	e = run(s, &a, 0, buf_str(&line), STR(""), &out);
	check(e != ERR_IO && e != ERR_CORRUPT);
	for (const struct row *r = out.rows.first; r; r = r->next)
		check(!str_eq(r->cell[1].text, STR("club")));
	buf_free(&line);
	arena_free(&a);
	return 0;
}
