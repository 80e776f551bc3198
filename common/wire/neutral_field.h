/*
 * neutral_field - read one field of a line of another forum.
 *
 * Each reads a field that may be missing or null: then nothing comes out.
 * What had to be changed is counted in the reader's notes.
 * Errors: ERR_INVALID when it is of another type; `why` says which.
 */
#ifndef STOA_WIRE_NEUTRAL_FIELD_H
#define STOA_WIRE_NEUTRAL_FIELD_H

#include <jansson.h>

#include "common/wire/neutral.h"

enum field_format { FORMAT_PLAIN, FORMAT_MARKDOWN, FORMAT_HTML };

struct field_reader {
	struct arena *a;
	struct neutral_notes *notes;
	struct str *why;
	const char *where; /* "" or "reply 3: " */
};

NODISCARD enum err
field_wrong(struct field_reader *r, const char *field, const char *wanted);

/* A string as it came. */
NODISCARD enum err field_raw(struct field_reader *r, const json_t *o,
    const char *field, struct str *out);

/* Cut to `max` characters, the last of them "…"; whether that was needed. */
bool field_cut(struct arena *a, struct str *s, size_t max);

/* A clean line of at most `max` characters. */
NODISCARD enum err field_line(struct field_reader *r, const json_t *o,
    const char *field, size_t max, size_t *cuts, struct str *out);

/* Identifiers are never cut: two might become one.  Numbers will do. */
NODISCARD enum err field_id(struct field_reader *r, const json_t *o,
    const char *field, struct str *out);
NODISCARD enum err field_int(
    struct field_reader *r, const json_t *o, const char *field, int64_t *out);
/* "created". */
NODISCARD enum err
field_time(struct field_reader *r, const json_t *o, bool *has, int64_t *ms);
/* "author". */
NODISCARD enum err
field_author(struct field_reader *r, const json_t *o, struct str *out);
/* "format"; without one it stays what it is. */
NODISCARD enum err field_format(
    struct field_reader *r, const json_t *o, enum field_format *format);
/* Text in that format, as Markdown. */
NODISCARD enum err field_body(struct field_reader *r, const json_t *o,
    const char *field, enum field_format format, struct str *out);
/* "url". */
NODISCARD enum err
field_url(struct field_reader *r, const json_t *o, struct str *out);

/*
 * Every field that is not in `known`, which ends with NULL, as one compact
 * object of at most `max` bytes; "" when there is none.
 */
struct str field_extra(
    struct field_reader *r, json_t *o, const char *const *known, size_t max);

#endif
