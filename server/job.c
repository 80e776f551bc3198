/* job - one order on its way through the master. */
#include "server/job.h"

#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/hash.h"
#include "common/base/mem.h"
#include "common/base/rand.h"
#include "common/rules/limits.h"
#include "common/store/member.h"

struct job *
job_new(void)
{
	return mem_new(struct job);
}

void
job_free(struct job *j)
{
	arena_free(&j->arena);
	free(j);
}

enum err
job_set_member(struct job *j, struct store *s, struct str as)
{
	struct member_row m;
	enum err e;

	j->order.is_operator = true;
	j->order.member = MEMBER_ROBOT;
	if (as.n == 0 || str_eq(as, STR("sysop")))
		return ERR_NONE;
	e = store_member_by_handle(s, &j->arena, as, &m);
	if (e == ERR_NONE)
		j->order.member = m.id;
	else if (e == ERR_MISSING)
		j->outcome.message = arena_printf(
		    &j->arena, _("there is no member \"%.*s\""), STR_ARG(as));
	return e;
}

void
job_prepare_code(struct job *j)
{
	struct order *o = &j->order;
	enum command_prepare prepare =
	    command_prepare(o->args.command, &o->args);

	if (prepare == PREPARE_CODE_MAKE)
		o->code = rand_code(&j->arena);
	else if (prepare == PREPARE_CODE_READ)
		o->code = args_text(&o->args, "code");
	else
		return;
	o->code_hash = hash_code(&j->arena, o->code);
}

enum err
job_check_password(struct job *j, struct str password)
{
	if (password.n >= LIMIT_PASSWORD_MIN &&
	    password.n <= LIMIT_PASSWORD_BYTES)
		return ERR_NONE;
	j->outcome.message = str_from(_("a password has 8 to 256 bytes"));
	return ERR_INVALID;
}

void
job_run(struct job *j, struct command_ctx *ctx)
{
	const struct args *args = &j->order.args;

	ctx->arena = &j->arena;
	ctx->out = &j->outcome.rows;
	ctx->is_operator = j->order.is_operator;
	ctx->now_ms = clock_now_ms();
	rows_init(ctx->out, ctx->arena, args->command->columns);
	j->outcome.err = command_identify(ctx, j->order.member);
	if (j->outcome.err == ERR_NONE)
		j->outcome.err = command_run(args->command, ctx, args);
	j->outcome.message = ctx->message;
}
