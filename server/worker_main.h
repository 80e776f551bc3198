/* worker_main - what `stoad worker`, started by the master, runs. */
#ifndef STOA_SERVER_WORKER_MAIN_H
#define STOA_SERVER_WORKER_MAIN_H

/* Descriptors 3 and 4 are the master's; the exit status. */
int worker_main(const char *dir, const char *slot);

#endif
