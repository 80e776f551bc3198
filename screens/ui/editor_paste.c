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

		if ((unsigned char)last.p[0] >= 0xC2 &&
		    (unsigned char)last.p[0] <= 0xF4)
			return utf8_decode(last, &code) == n &&
				code == UTF8_INVALID ?
			    n :
			    0;
	}
	return 0;
}

/* The text that `raw` ends, without what the next piece has the rest of. */
static void
put_together(struct editor *e, struct str raw, bool more, struct buf *out)
{
	size_t held;

	if (e->held_return && raw.n && raw.p[0] == '\n')
		raw = str_slice(raw, 1, raw.n);
	buf_put(out, (struct str){ e->held, e->held_n });
	buf_put(out, raw);
	held = more ? begun_bytes(buf_str(out)) : 0;
	out->n -= held;
	if (held)
		memcpy(e->held, out->p + out->n, held);
	e->held_n = held;
	e->held_return = out->n && held == 0 && out->p[out->n - 1] == '\r';
}

/* Take back the pieces there were: a paste is refused as a whole. */
static void
refuse(struct editor *e)
{
	if (e->run == RUN_PASTE) {
		editor_undo(e);
		history_forget_undone(&e->history);
	}
	e->paste = PASTE_REFUSED;
}

void
editor_paste_ends(struct editor *e)
{
	e->paste = PASTE_NONE;
	e->held_n = 0;
	e->held_return = false;
}

void
editor_paste(struct editor *e, struct str raw, bool more, bool cut)
{
	struct buf text = BUF_INIT(0);

	if (e->paste == PASTE_NONE) {
		e->run = RUN_NONE;
		e->paste = PASTE_TAKEN;
	}
	if (e->paste == PASTE_TAKEN) {
		put_together(e, raw, more, &text);
		if (cut)
			editor_complain(e,
			    _("That is more than can be pasted at once "
			      "(%d KiB); nothing was pasted."),
			    KEYS_PASTE_MAX / 1024);
		if (cut ||
		    (text.n &&
			!editor_put(e, buf_str(&text), RUN_PASTE,
			    _("nothing was pasted"))))
			refuse(e);
		buf_free(&text);
	}
	if (!more) {
		editor_paste_ends(e);
		e->run = RUN_NONE;
	}
}

void
editor_insert(struct editor *e, struct str text)
{
	editor_paste_ends(e);
	editor_paste(e, text, false, false);
}
