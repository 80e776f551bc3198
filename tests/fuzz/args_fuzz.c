/* Whatever line parses, its arguments survive the way through JSON. */
#include "common/command/args.h"

#include <stdint.h>

#include "common/command/command.h"
#include "common/rules/limits.h"
#include "common/text/utf8.h"
#include "tests/fuzz/fuzz.h"

/* Bytes that are no text arrive mended; text arrives as it is. */
static void
check_same(const struct args *a, const struct args *b)
{
	check(a->command == b->command);
	for (int i = 0; i < PARAMS_MAX; i++) {
		check(a->given[i] == b->given[i]);
		check(!utf8_valid(a->value[i]) ||
		    str_eq(a->value[i], b->value[i]));
	}
}

static void
round_trip(struct arena *a, const struct args *args)
{
	struct str why = STR("");
	struct args back;
	json_t *object = args_to_json(args, false);
	json_t *parsed = json_parse(json_line(a, object));

	check(parsed != NULL);
	check(
	    args_from_json(a, args->command, parsed, &back, &why) == ERR_NONE);
	check_same(args, &back);
	json_decref(object);
	json_decref(parsed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct str line = { (const char *)data, size }, why = STR("");
	struct args args;
	enum err e = args_parse(&a, line, &args, &why);

	if (e != ERR_NONE) {
		check(why.n > 0);
		check(e == (size > LIMIT_LINE_BYTES ? ERR_LIMIT : ERR_INVALID));
	} else if (!args.help) {
		check(args.id.n == 0 ||
		    (args.id.n >= LIMIT_REQUEST_ID_MIN &&
			args.id.n <= LIMIT_REQUEST_ID_BYTES));
		round_trip(&a, &args);
	}
	arena_free(&a);
	return 0;
}
