/*
 * share - how the threads of a process share the processors.
 *
 * A loop has little to do at a time, and somebody waits for it; a thread that
 * searches has much, and may wait.  This is a hint: where the kernel does not
 * take it, nothing else changes.
 */
#ifndef STOA_SERVER_SHARE_H
#define STOA_SERVER_SHARE_H

/* The calling thread works at length, and gives way to loops. */
void share_as_work(void);

#endif
