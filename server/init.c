/* init - begin a community in a new folder: `stoad init`. */
#include <stdio.h>

#include "common/base/config.h"
#include "common/base/log.h"
#include "common/store/store.h"
#include "server/cli.h"
#include "server/folder.h"
#include "server/operator.h"
#include "server/sample.h"
#include "server/serve.h"

static enum err
write_config(const struct cli *c)
{
	struct buf text = BUF_INIT(0);
	struct config *config;
	enum err e = serve_config(c->dir, c->set, &config);

	if (e != ERR_NONE)
		return e;
	config_print(config, &text);
	config_free(config);
	e = folder_write(c->dir, FOLDER_CONFIG, 0640, buf_str(&text));
	buf_free(&text);
	return e;
}

/* The first order of all; its answer is the sysop's code. */
static enum err
found(
    const struct cli *c, struct operator* op, struct arena *a, struct str *code)
{
	struct arena words = ARENA_INIT;
	struct args args;
	struct outcome out;
	struct str why = STR("");
	struct str line = c->name ?
	    arena_printf(&words, "found -- %s", c->name) :
	    STR("found");
	enum err e = args_parse(&words, line, &args, &why);

	if (e == ERR_NONE)
		e = operator_send(op, NULL, &args, STR(""), false);
	if (e == ERR_NONE)
		e = operator_receive(op, a, args.command->columns, &out);
	if (e == ERR_NONE && out.err != ERR_NONE) {
		fprintf(stderr, "stoad: %.*s\n", STR_ARG(out.message));
		e = out.err;
	}
	if (e == ERR_NONE)
		*code = out.rows.first->cell[0].text;
	arena_free(&words);
	return e;
}

static enum err
begin(const struct cli *c, struct arena *a, struct str *code)
{
	struct operator* op = NULL;
	enum err e = folder_make(c->dir);

	if (e == ERR_NONE)
		e = write_config(c);
	if (e == ERR_NONE)
		e = folder_make_host_keys(c->dir);
	if (e == ERR_NONE)
		e = operator_open(c->dir, c->record, &op);
	if (e == ERR_NONE)
		e = found(c, op, a, code);
	if (e == ERR_NONE)
		e = folder_write(c->dir, FOLDER_SYSOP_CODE, 0600, *code);
	if (e == ERR_NONE && c->sample)
		e = sample_import(op);
	operator_close(op);
	return e;
}

int
cli_init(const struct cli *c)
{
	struct arena a = ARENA_INIT;
	struct str code;
	enum err e;

	log_set_level(LOG_WARN);
	if (folder_has(c->dir, STORE_FILE)) {
		fprintf(stderr, "stoad: there is a community in %s already\n",
		    c->dir);
		return err_exit_code(ERR_CONFLICT);
	}
	e = begin(c, &a, &code);
	if (e == ERR_NONE)
		printf("sysop code: %.*s\n"
		       "It makes one person the sysop: "
		       "ssh join@HOST join HANDLE CODE\n",
		    STR_ARG(code));
	arena_free(&a);
	return err_exit_code(e);
}
