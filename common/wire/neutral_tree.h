/*
 * neutral_tree - make the replies of an imported thread a tree.
 *
 * Replies with an id that is taken go; parents that are not there, or that
 * lead back to the reply itself, become the root; the accepted reply is
 * marked as such.  Takes time as sorting does.
 */
#ifndef STOA_WIRE_NEUTRAL_TREE_H
#define STOA_WIRE_NEUTRAL_TREE_H

#include "common/wire/neutral.h"

void neutral_mend_tree(struct neutral_thread *t, struct neutral_notes *notes);

#endif
