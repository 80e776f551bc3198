/* version - what this program calls itself. */
#ifndef STOA_BASE_VERSION_H
#define STOA_BASE_VERSION_H

#define STOA_VERSION "0.1.0"

#endif
