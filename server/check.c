/* check - is the store whole? `stoad check [--deep]`. */
#include <stdio.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/store/check.h"
#include "common/store/store.h"
#include "server/cli.h"
#include "server/operator.h"

enum { SHOWN = 100 };

static void
tell(void *arg, struct str words)
{
	int64_t *told = arg;

	if (++*told <= SHOWN)
		printf("%.*s\n", STR_ARG(words));
	else if (*told == SHOWN + 1)
		puts("(and more)");
}

/* A copy is looked at, so that a server goes on undisturbed. */
static enum err
check_copy(
    const struct cli *c, const char *path, const char *secret, int64_t *wrong)
{
	struct operator* op = NULL;
	struct store *s = NULL;
	int64_t told = 0;
	enum err e = operator_open(c->dir, NULL, &op);

	if (e == ERR_NONE)
		e = operator_copy(op, path, secret);
	operator_close(op);
	if (e == ERR_NONE)
		e = store_open_copy(path, &s);
	if (e == ERR_NONE)
		e = store_check(s, c->deep, tell, &told, wrong);
	store_close(s);
	return e;
}

int
cli_check(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	struct str path = arena_printf(&a, "%s/check.tmp", c->dir);
	struct str secret = arena_printf(&a, "%s/check-secret.tmp", c->dir);
	int64_t wrong = 0;
	enum err e;

	log_set_level(LOG_ERROR);
	unlink(path.p);
	unlink(secret.p);
	e = check_copy(c, path.p, secret.p, &wrong);
	unlink(path.p);
	unlink(secret.p);
	arena_free(&a);
	if (e != ERR_NONE) {
		fprintf(stderr, "stoad: %s\n", err_text(e));
		return err_exit_code(e);
	}
	if (wrong) {
		printf("%lld things are wrong\n", (long long)wrong);
		return err_exit_code(ERR_CORRUPT);
	}
	puts(c->deep ? "whole, and every counter true" : "whole");
	return 0;
}
