/* err - names, words and exit statuses of the one error type. */
#include "common/base/err.h"

#include <string.h>

static const struct {
	const char *name;
	const char *text;
	int exit_code;
} errors[] = {
#define X(name, exit_code, text) { #name, N_(text), exit_code },
	ERR_MAP(X)
#undef X
};

const char *
err_text(enum err e)
{
	return e < ERR_COUNT ? _(errors[e].text) : _("an unknown error");
}

const char *
err_name(enum err e)
{
	return e < ERR_COUNT ? errors[e].name : "IO";
}

enum err
err_from_name(const char *name)
{
	for (size_t i = 0; i < ERR_COUNT; i++) {
		if (strcmp(errors[i].name, name) == 0)
			return (enum err)i;
	}
	return ERR_IO;
}

int
err_exit_code(enum err e)
{
	return e < ERR_COUNT ? errors[e].exit_code : errors[ERR_IO].exit_code;
}
