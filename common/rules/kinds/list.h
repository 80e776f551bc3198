/* Every board kind, once. */
#ifndef STOA_RULES_KINDS_LIST_H
#define STOA_RULES_KINDS_LIST_H

#define BOARD_KINDS(X) \
	X(question)    \
	X(discussion)  \
	X(announcement)

#endif
