/* migrations - the numbered SQL files, compiled in. */
#ifndef STOA_STORE_MIGRATIONS_H
#define STOA_STORE_MIGRATIONS_H

/* Migration N is at N - 1; ends with NULL. */
extern const char *const store_migrations[];

#endif
