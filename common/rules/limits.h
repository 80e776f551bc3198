/*
 * limits - hard caps on everything that comes from outside.
 *
 * They equal the CHECK constraints of the schema.  What a member may post is
 * a setting below them (rules/settings.h); imports obey only these.
 */
#ifndef STOA_RULES_LIMITS_H
#define STOA_RULES_LIMITS_H

enum {
	LIMIT_HANDLE_BYTES = 32,
	LIMIT_DISPLAY_CHARS = 64,
	LIMIT_BIO_CHARS = 2000,
	LIMIT_TITLE_CHARS = 500,
	LIMIT_BODY_BYTES = 1024 * 1024,
	LIMIT_SLUG_BYTES = 32,
	LIMIT_ABOUT_CHARS = 200,
	LIMIT_TAG_CHARS = 50,
	LIMIT_TAGS = 20, /* on one thread */
	LIMIT_KEY_NAME_CHARS = 64,
	LIMIT_PUBKEY_BYTES = 4096,
	LIMIT_SETTING_BYTES = 1000,
	LIMIT_ART_BYTES = 128 * 1024, /* the file of a picture */
	LIMIT_PASSWORD_MIN = 8,	      /* bytes */
	LIMIT_PASSWORD_BYTES = 256,
	LIMIT_REQUEST_ID_MIN = 16, /* bytes */
	LIMIT_REQUEST_ID_BYTES = 64,
	LIMIT_LINE_BYTES = 8192, /* a command line */
	LIMIT_SEARCH_BYTES = 1000,
	LIMIT_ROWS = 1000,		      /* one command's answer */
	LIMIT_ANSWER_BYTES = 4 * 1024 * 1024, /* rows stop before this */
	LIMIT_IMPORT_BYTES = 8 * 1024 * 1024, /* one imported thread */
	LIMIT_FRAME_BYTES = 16 * 1024 * 1024, /* one line between processes */
};

#endif
