/* Random keys do to an editor what they would do to a plain string. */
#include "screens/ui/editor_impl.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "tests/lib/editing.h"

static struct arena arena;

/* The reference: a string, a cursor, a mark, and no cleverness at all. */

struct model {
	struct str text;
	size_t cursor;
	size_t mark; /* SIZE_MAX: none */
};

static size_t
border(struct str s, size_t at)
{
	size_t from = 0, wide;

	while (from < at)
		from += text_cluster(str_slice(s, from, s.n), &wide);
	return from;
}

static size_t
border_before(struct str s, size_t at)
{
	size_t from = 0, wide, n;

	for (; from < at; from += n) {
		n = text_cluster(str_slice(s, from, s.n), &wide);
		if (from + n >= at)
			break;
	}
	return from;
}

static void
model_change(struct model *m, size_t from, size_t to, struct str raw)
{
	struct str tail = str_slice(m->text, to, m->text.n);
	struct str all = arena_printf(&arena, "%.*s%.*s%.*s", (int)from,
	    m->text.p, STR_ARG(raw), STR_ARG(tail));
	int32_t code;

	all = text_clean(&arena, all);
	if (from == to && str_eq(all, m->text))
		return;
	while (text_joins(tail))
		tail = str_slice(tail, utf8_decode(tail, &code), tail.n);
	m->text = all;
	m->cursor = border(m->text, m->text.n - tail.n);
	m->mark = SIZE_MAX;
}

static void
model_put(struct model *m, struct str raw)
{
	size_t mark = m->mark == SIZE_MAX ? m->cursor : m->mark;

	model_change(m, mark < m->cursor ? mark : m->cursor,
	    mark < m->cursor ? m->cursor : mark, raw);
}

static void
model_rub_out(struct model *m, size_t from, size_t to)
{
	if (m->mark != SIZE_MAX && m->mark != m->cursor)
		model_put(m, STR(""));
	else if (from < to)
		model_change(m, from, to, STR(""));
}

static size_t
model_line_end(const struct model *m)
{
	return m->cursor +
	    str_find(str_slice(m->text, m->cursor, m->text.n), '\n');
}

static size_t
model_line_start(const struct model *m)
{
	size_t at = m->cursor;

	while (at > 0 && m->text.p[at - 1] != '\n')
		at--;
	return at;
}

/* A key of those that do not depend on rows; false for the others. */
static bool
model_key(struct model *m, int32_t code)
{
	size_t left = border_before(m->text, m->cursor);
	size_t right =
	    m->cursor < m->text.n ? border(m->text, m->cursor + 1) : m->cursor;
	size_t end = model_line_end(m);

	switch (code) {
	case KEYS_BACKSPACE:
		model_rub_out(m, left, m->cursor);
		return true;
	case KEYS_DELETE:
		model_rub_out(m, m->cursor, right);
		return true;
	case KEYS_CTRL | 'k':
		model_rub_out(m, m->cursor, end > m->cursor ? end : right);
		return true;
	case KEYS_CTRL | 'u':
		model_rub_out(m, model_line_start(m), m->cursor);
		return true;
	case KEYS_LEFT | KEYS_SHIFT:
	case KEYS_RIGHT | KEYS_SHIFT:
		if (m->mark == SIZE_MAX)
			m->mark = m->cursor;
		m->cursor = code == (KEYS_LEFT | KEYS_SHIFT) ? left : right;
		return true;
	default:
		return false;
	}
}

static const int32_t codes[] = { KEYS_LEFT, KEYS_RIGHT, KEYS_UP, KEYS_DOWN,
	KEYS_HOME, KEYS_END, KEYS_PGUP, KEYS_PGDN, KEYS_BACKSPACE,
	KEYS_BACKSPACE, KEYS_DELETE, KEYS_CTRL | 'k', KEYS_CTRL | 'u',
	KEYS_LEFT | KEYS_SHIFT, KEYS_RIGHT | KEYS_SHIFT, KEYS_UP | KEYS_SHIFT,
	KEYS_ALT | 'b', KEYS_ALT | 'f', KEYS_CTRL | KEYS_HOME,
	KEYS_CTRL | KEYS_END, KEYS_END | KEYS_SHIFT };

enum {

	CODES = sizeof codes / sizeof *codes
};

/* Where the cursor went by rows or words, the model believes, if it is sane. */
static void
model_follow(struct model *m, struct editor *e, int32_t code)
{
	size_t at = editor_cursor(e);

	if (!(code & KEYS_SHIFT))
		m->mark = SIZE_MAX;
	else if (m->mark == SIZE_MAX)
		m->mark = m->cursor;
	m->cursor = at;
	assert_int_equal(border(m->text, at), at);
}

static void
random_step(struct editor *e, struct model *m, uint32_t *seed)
{
	int32_t code = codes[edit_roll(seed, CODES)];

	if (edit_roll(seed, 2)) {
		struct str piece = str_from(
		    edit_pieces[edit_roll(seed, (uint32_t)edit_pieces_n)]);
		bool selected = m->mark != SIZE_MAX && m->mark != m->cursor;

		/* Moving in between, or it could be a piece of one paste. */
		edit_keys(e, selected ? "" : "→ ←");
		m->cursor = selected ? m->cursor : editor_cursor(e);
		if (!selected)
			m->mark = SIZE_MAX;
		if (selected && text_clean(&arena, piece).n == 0)
			return;
		editor_insert(e, piece);
		model_put(m, piece);
	} else {
		edit_press(e, code);
		if (!model_key(m, code))
			model_follow(m, e, code);
	}
}

static void
compare(struct editor *e, const struct model *m, uint32_t seed, int step)
{
	struct str got = editor_text(e, &arena);

	if (!str_eq(got, m->text))
		fail_msg("seed %u step %d: text \"%.*s\", want \"%.*s\"", seed,
		    step, STR_ARG(got), STR_ARG(m->text));
	if (editor_cursor(e) != m->cursor)
		fail_msg("seed %u step %d: cursor %zu, want %zu in \"%.*s\"",
		    seed, step, editor_cursor(e), m->cursor, STR_ARG(got));
	assert_true(text_is_clean(got));
	assert_int_equal(editor_bytes(e), got.n);
}

static void
undo_and_redo_everything(struct editor *e, struct str first)
{
	struct str last = editor_text(e, &arena);
	uint64_t version;

	do {
		version = editor_version(e);
		edit_keys(e, "^Z");
	} while (version != editor_version(e));
	if (!str_eq(editor_text(e, &arena), first))
		fail_msg("undone to \"%.*s\", want \"%.*s\"",
		    STR_ARG(editor_text(e, &arena)), STR_ARG(first));
	do {
		version = editor_version(e);
		edit_keys(e, "^Y");
	} while (version != editor_version(e));
	assert_true(str_eq(editor_text(e, &arena), last));
}

static void
random_keys_do_what_a_plain_string_would(void **state)
{
	(void)state;
	for (uint32_t run = 0; run < 150; run++) {
		struct str first =
		    run % 3 ? STR("") : STR("some text\n\nof lines 日本");
		struct editor *e = editor_new(64 * 1024);
		struct model m = { first, first.n, SIZE_MAX };
		uint32_t seed = run;

		editor_set(e, first);
		for (int step = 0; step < 150; step++) {
			struct canvas c =
			    edit_canvas(1 + (int)edit_roll(&seed, 12),
				1 + (int)edit_roll(&seed, run % 2 ? 60 : 9));

			random_step(e, &m, &seed);
			compare(e, &m, run, step);
			if (edit_roll(&seed, 3))
				continue;
			editor_draw(e, &c, true);
			assert_in_range(edit_grid.cursor_row, 0, c.rows - 1);
			compare(e, &m, run, step);
		}
		undo_and_redo_everything(e, first);
		editor_free(e);
		arena_reset(&arena);
	}
}
int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_keys_do_what_a_plain_string_would),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
