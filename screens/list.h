/*
 * list - every screen, once.  The order is that of `goto` and the manual.
 *
 * A line X(threads) here and `const struct screen_class threads_screen` in
 * screens/threads.c are all it takes.
 */
#ifndef STOA_SCREENS_LIST_H
#define STOA_SCREENS_LIST_H

/* clang-format off */
#define SCREENS(X)                                                             \
	X(lobby)                                                               \
	X(board)                                                               \
	X(thread)                                                              \
	X(unread)                                                              \
	X(compose)                                                             \
	X(drafts)                                                              \
	X(join)                                                                \
	X(search)                                                              \
	X(who)                                                                 \
	X(members)                                                             \
	X(profile)                                                             \
	X(keys)                                                                \
	X(account)                                                             \
	X(settings)                                                            \
	X(wrong)                                                               \
	X(art)                                                                 \
	X(help)                                                                \
	X(output)
/* clang-format on */

#endif
