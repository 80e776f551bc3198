/*
 * err - the one error type.
 *
 * A function that can fail returns enum err and writes its results through
 * out-parameters, which it leaves untouched on failure.  The code says what
 * the caller may do about it; the log line, written where the failure was
 * first seen, says what happened.  err_text() is fit to show to a user.
 */
#ifndef STOA_BASE_ERR_H
#define STOA_BASE_ERR_H

/* name, exit status, words.  Exit statuses are stable: scripts use them. */
#define ERR_MAP(X)                                              \
	X(NONE, 0, "ok")                                        \
	X(INVALID, 2, "that is not something Stoa understands") \
	X(MISSING, 3, "there is no such thing")                 \
	X(DENIED, 4, "you may not do that")                     \
	X(CONFLICT, 5, "somebody changed it first")             \
	X(LIMIT, 6, "too much, or too often")                   \
	X(OFFLINE, 7, "not connected")                          \
	X(IO, 8, "the disk or the network failed")              \
	X(CORRUPT, 9, "stored data is damaged")                 \
	X(UNSURE, 10, "it may have been saved; repeat with the same --id")

enum err {
#define X(name, exit_code, text) ERR_##name,
	ERR_MAP(X)
#undef X
	    ERR_COUNT,
};

/* Sentence fragment for people, in English, never NULL. */
const char *err_text(enum err e);

/* The constant's name without its prefix, "DENIED"; used on the wire. */
const char *err_name(enum err e);

/* The error of that name; ERR_IO for a name this program does not know. */
enum err err_from_name(const char *name);

/* Exit status of a command that ended with `e`. */
int err_exit_code(enum err e);

#define NODISCARD __attribute__((warn_unused_result))

/* Return early on failure.  The only control-flow macro in the tree. */
#define TRY(expr)                           \
	do {                                \
		enum err try_err_ = (expr); \
		if (try_err_ != ERR_NONE)   \
			return try_err_;    \
	} while (0)

/* Marks words shown to people, for translators. */
#define _(text) (text)
#define N_(text) (text)

#endif
