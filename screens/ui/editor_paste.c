/* editor_paste - what is pasted into an editor, in one piece or in several. */
#include <string.h>

#include "common/base/err.h"
#include "common/text/utf8.h"
#include "screens/ui/editor_impl.h"

/* Bytes at the end of `s` that begin a character and do not end it. */
static size_t
begun_bytes(struct str s)
{
	for (size_t n = 1; n <= PASTE_HELD_MAX && n <= s.n; n++) {
		struct str last = str_slice(s, s.n - n, n);
		int32_t code;

		if ((unsigned char)last.p[0] >= 0xC2)
			return utf8_decode(last, &code) == n &&
				code == UTF8_INVALID ?
			    n :
			    0;
	}
	return 0;
}

static void
paste(struct editor *e, struct str raw)
{
	struct buf all = BUF_INIT(0);
	size_t held;

	if (e->held_return && raw.n && raw.p[0] == '\n')
		raw = str_slice(raw, 1, raw.n);
	buf_put(&all, (struct str){ e->held, e->held_n });
	buf_put(&all, raw);
	held = begun_bytes(buf_str(&all));
	all.n -= held;
	if (held)
		memcpy(e->held, all.p + all.n, held);
	e->held_n = held;
	e->held_return = all.n && held == 0 && all.p[all.n - 1] == '\r';
	if (all.n &&
	    !editor_put(e, buf_str(&all), RUN_PASTE, _("nothing was pasted")))
		e->held_n = 0;
	buf_free(&all);
}

void
editor_paste_ends(struct editor *e)
{
	e->held_n = 0;
	e->held_return = false;
}

void
editor_insert(struct editor *e, struct str text)
{
	editor_paste_ends(e);
	e->run = RUN_NONE;
	paste(e, text);
	editor_paste_ends(e);
	e->run = RUN_NONE;
}

void
editor_paste(struct editor *e, const struct key *key)
{
	if (key->cut)
		editor_complain(e,
		    _("That is more than can be pasted at once (%d KiB); "
		      "nothing was pasted."),
		    KEYS_PASTE_MAX / 1024);
	else
		paste(e, key->text);
}
