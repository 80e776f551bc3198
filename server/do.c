/* do - run one command from the host's own shell: `stoad do`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/command/manual.h"
#include "common/command/render.h"
#include "common/rules/limits.h"
#include "common/store/store.h"
#include "server/cli.h"
#include "server/operator.h"

enum { POLL_MS = 250 };

/*
 * As ssh does, so that a command looks the same at every door; but a value
 * that the shell kept together behind its option stays together.
 */
static struct str
join_words(struct arena *a, const struct cli *c)
{
	struct str line = STR("");

	for (int i = 0; i < c->word_count; i++) {
		struct str word = str_from(c->words[i]);
		struct str before = str_from(i ? c->words[i - 1] : "");
		bool value = str_starts(before, STR("--")) && before.n > 2 &&
		    str_find(before, '=') == before.n;
		const char *quote = "";

		if (value && str_find(word, ' ') < word.n)
			quote = str_find(word, '"') < word.n ? "'" : "\"";
		line = arena_printf(a, "%.*s%s%s%.*s%s", STR_ARG(line),
		    i ? " " : "", quote, STR_ARG(word), quote);
	}
	return line;
}

static enum err
read_stdin(struct arena *a, size_t max, struct str *out)
{
	struct buf b = BUF_INIT(max + 1);
	char chunk[16384];
	ssize_t n;

	if (isatty(STDIN_FILENO))
		fputs(_("(type the text; Ctrl-D on a line of its own ends "
			"it)\n"),
		    stderr);
	while (!b.full && (n = read(STDIN_FILENO, chunk, sizeof chunk)) > 0)
		buf_put(&b, (struct str){ chunk, (size_t)n });
	*out = arena_dup(a, buf_str(&b));
	if (b.full || out->n > max) {
		buf_wipe(&b);
		return ERR_LIMIT;
	}
	buf_wipe(&b);
	return ERR_NONE;
}

static int
tell_error(enum args_format format, enum err e, struct str message)
{
	struct buf out = BUF_INIT(0);

	render_error(format, e, message, &out);
	fwrite(out.p, 1, out.n, stderr);
	buf_free(&out);
	return err_exit_code(e);
}

static void
print_rows(const struct args *args, const struct rows *rows)
{
	const struct text_view view = { .now_ms = clock_now_ms() };
	struct buf out = BUF_INIT(0);

	render(args->command, args->format, rows, &view, &out);
	if (out.n)
		fwrite(out.p, 1, out.n, stdout);
	fflush(stdout);
	buf_free(&out);
}

/* A stream reads the store itself and looks again and again. */
static int
watch(const struct cli *c, const struct args *args)
{
	struct arena a = ARENA_INIT;
	struct rows rows;
	struct command_ctx ctx = {
		.arena = &a, .out = &rows, .since = -1, .is_operator = true
	};
	enum err e = store_open_readonly(c->dir, &ctx.store);

	while (e == ERR_NONE) {
		const struct timespec pause = { 0, POLL_MS * 1000000 };

		rows_init(&rows, &a, args->command->columns);
		e = command_identify(&ctx, MEMBER_ROBOT);
		if (e == ERR_NONE)
			e = command_run(args->command, &ctx, args);
		if (e == ERR_NONE)
			print_rows(args, &rows);
		if (rows.len == 0)
			nanosleep(&pause, NULL);
		arena_reset(&a);
	}
	tell_error(args->format, e, ctx.message);
	store_close(ctx.store);
	arena_free(&a);
	return err_exit_code(e);
}

static int
run(const struct cli *c, struct arena *a, const struct args *args,
    struct str body, bool has_body)
{
	struct operator* op = NULL;
	struct outcome out;
	enum err e = operator_open(c->dir, c->record, &op);

	if (e == ERR_NONE)
		e = operator_send(op, c->as, args, body, has_body);
	if (e == ERR_NONE)
		e = operator_receive(op, a, args->command->columns, &out);
	operator_close(op);
	if (e != ERR_NONE)
		return tell_error(args->format, e, STR(""));
	if (out.err != ERR_NONE)
		return tell_error(args->format, out.err, out.message);
	print_rows(args, &out.rows);
	return 0;
}

static int
show_help(const struct command *c)
{
	struct buf out = BUF_INIT(0);

	manual_help(c, ROLE_SYSOP, &out);
	fwrite(out.p, 1, out.n, stdout);
	buf_free(&out);
	return 0;
}

int
cli_do(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	struct str why = STR(""), body = STR("");
	struct args args;
	bool wants;
	enum err e;
	int status;

	log_set_level(LOG_ERROR);
	e = args_parse(&a, join_words(&a, c), &args, &why);
	wants = e == ERR_NONE && !args.help &&
	    command_wants_body(args.command, &args);
	if (wants)
		e = read_stdin(&a, LIMIT_IMPORT_BYTES, &body);
	if (wants && args.command->body == BODY_SECRET)
		body = str_slice(body, 0, str_find(body, '\n'));
	if (e != ERR_NONE)
		status = tell_error(args.format, e, why);
	else if (args.help)
		status = show_help(args.command);
	else if (command_mode(args.command, &args) == COMMAND_STREAM)
		status = watch(c, &args);
	else
		status = run(c, &a, &args, body, wants);
	arena_free(&a);
	return status;
}
