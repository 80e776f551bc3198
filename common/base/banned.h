/*
 * banned - functions this tree does not call.
 *
 * Each has a safer twin: str and buf for strings, clock for time, rand for
 * randomness.  Included on the compiler's command line, before all else;
 * the headers that declare these come first so that only calls are hit.
 */
#ifndef STOA_BASE_BANNED_H
#define STOA_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strtok gets atoi atol
#pragma GCC poison strncpy strncat localtime gmtime rand srand system popen

#endif
