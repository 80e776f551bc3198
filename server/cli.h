/*
 * cli - the subcommands of stoad, and the options they share.
 */
#ifndef STOA_SERVER_CLI_H
#define STOA_SERVER_CLI_H

#include <stdbool.h>

enum { SETS_MAX = 64 };

struct cli {
	const char *dir;	       /* --data; "var" unless told */
	const char *set[SETS_MAX + 1]; /* --set, ended by NULL */
	int sets;
	const char *record;
	const char *as;
	const char *board;
	const char *name;
	bool sample;
	bool deep;
	bool force;
	bool check_config;
	bool all;
	char **words; /* what is left, ended by NULL */
	int word_count;
};

/* Each returns the exit status. */
int cli_init(const struct cli *c);
int cli_do(const struct cli *c);
int cli_import(const struct cli *c);
int cli_export(const struct cli *c);
int cli_check(const struct cli *c);
int cli_backup(const struct cli *c);
int cli_restore(const struct cli *c);

#endif
