/*
 * replay - run a record into an empty store and compare it with the real one.
 *
 *	replay RECORD STORE_DIR
 *
 * RECORD is what `stoad init --record F`, `stoad serve --record F` and their
 * like wrote.  Exits 0 when every row is the same, 1 when not, 2 when it
 * could not find out.
 */
#include <stdio.h>
#include <stdlib.h>

#include "common/base/log.h"
#include "common/base/rand.h"
#include "common/command/order.h"
#include "common/store/store.h"
#include "tests/lib/compare.h"

enum { SAME = 0, DIFFERENT = 1, TROUBLE = 2 };

static enum err
run_alone(struct store *s, struct arena *a, const struct order *o,
    struct outcome *out)
{
	enum err e = store_begin(s);
	bool wrote;

	if (e != ERR_NONE)
		return e;
	order_run(s, a, o, NULL, out, &wrote);
	if (out->err == ERR_NONE)
		return store_commit(s);
	store_rollback(s);
	return out->err;
}

/* False when the order did not do what it did then. */
static bool
replay_line(struct store *s, struct str line, int64_t number)
{
	struct arena a = ARENA_INIT;
	struct outcome out = { 0 };
	struct str why = STR("not a JSON object");
	json_t *object = json_parse(line);
	enum err e = ERR_INVALID;
	struct order o;

	if (object)
		e = order_from_json(&a, object, &o, &why);
	if (e == ERR_NONE) {
		e = run_alone(s, &a, &o, &out);
		why = out.message;
	}
	if (e != ERR_NONE)
		printf("record line %lld: %s: %.*s\n", (long long)number,
		    err_name(e), STR_ARG(why));
	json_decref(object);
	arena_free(&a);
	return e == ERR_NONE;
}

static int64_t
replay_file(struct store *s, FILE *f, int64_t *out_orders)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	int64_t wrong = 0, number = 0;

	while ((n = getline(&line, &size, f)) > 0) {
		struct str text = { line, (size_t)n };

		if (!replay_line(s, str_trim(text), ++number))
			wrong++;
	}
	free(line);
	*out_orders = number;
	return wrong;
}

int
main(int argc, char **argv)
{
	struct store *fresh = NULL, *real = NULL;
	int64_t wrong, orders = 0;
	FILE *f;

	if (argc != 3) {
		fprintf(stderr, "usage: replay RECORD STORE_DIR\n");
		return TROUBLE;
	}
	rand_init();
	log_set_level(LOG_WARN);
	f = fopen(argv[1], "re");
	if (f == NULL) {
		perror(argv[1]);
		return TROUBLE;
	}
	if (store_open_memory(&fresh) != ERR_NONE ||
	    store_open_readonly(argv[2], &real) != ERR_NONE) {
		fprintf(stderr, "replay: no store in %s\n", argv[2]);
		store_close(fresh);
		fclose(f);
		return TROUBLE;
	}
	wrong = replay_file(fresh, f, &orders);
	fclose(f);
	wrong += compare_stores(fresh, real, stdout);
	printf("%lld orders, %lld rows, %lld differences\n", (long long)orders,
	    (long long)compare_rows(real), (long long)wrong);
	store_close(fresh);
	store_close(real);
	return wrong ? DIFFERENT : SAME;
}
