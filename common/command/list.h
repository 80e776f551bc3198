/* Every command, once.  Order is the order in `help`. */
#ifndef STOA_COMMAND_LIST_H
#define STOA_COMMAND_LIST_H

#define COMMANDS(X)    \
	X(help)        \
	X(join)        \
	X(whoami)      \
	X(boards)      \
	X(threads)     \
	X(read)        \
	X(unread)      \
	X(search)      \
	X(similar)     \
	X(ask)         \
	X(post)        \
	X(reply)       \
	X(accept)      \
	X(vote)        \
	X(metoo)       \
	X(edit)        \
	X(delete)      \
	X(tag)         \
	X(mark)        \
	X(draft)       \
	X(spell)       \
	X(follow)      \
	X(who)         \
	X(members)     \
	X(profile)     \
	X(prefs)       \
	X(watch)       \
	X(keys)        \
	X(link)        \
	X(password)    \
	X(account)     \
	X(rename)      \
	X(invite)      \
	X(version)     \
	X(art)         \
	X(board_add)   \
	X(board_edit)  \
	X(member_role) \
	X(setting)     \
	X(searched)    \
	X(log_level)   \
	X(found)       \
	X(import)      \
	X(expire)      \
	X(seen)

#endif
