/* call_impl - what the files of call share. */
#ifndef STOA_SERVER_CALL_IMPL_H
#define STOA_SERVER_CALL_IMPL_H

#include "server/worker.h"

/* The order for what was read since the last time; NULL: nothing. */
json_t *call_mark_order(struct visitor *v);

#endif
