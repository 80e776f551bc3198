/*
 * sample - a small community to look around in, written for this program.
 *
 * Its members are named as what they are, and belong to nobody.
 */
#ifndef STOA_SERVER_SAMPLE_H
#define STOA_SERVER_SAMPLE_H

#include "server/operator.h"

NODISCARD enum err sample_import(struct operator* op);

#endif
