/* serve - run the server in the foreground: `stoad serve`. */
#ifndef STOA_SERVER_SERVE_H
#define STOA_SERVER_SERVE_H

#include "common/base/config.h"

struct serve_options {
	const char *dir;
	const char *record;	      /* file, or NULL */
	const char *const *overrides; /* --set, ended by NULL */
};

/* Read the configuration of a folder, with overrides; told in words. */
NODISCARD enum err serve_config(
    const char *dir, const char *const *overrides, struct config **out);

/* Open the record of orders; -1 for no path. */
NODISCARD enum err serve_record(const char *path, int *out_fd);

/* The exit status. */
int serve(const struct serve_options *o);

#endif
