/*
 * vt - a screen as somebody sees it: the bytes of the app, through libvterm.
 *
 * vt_open() opens a screen on a terminal of its own; what is typed goes
 * through the keys, what is drawn through ncurses, and both through bytes.
 * After every step each cell of the emulated terminal is compared with what
 * the canvas meant, links too; the test fails at the first that differs.
 *
 * Commands that screens submit are kept; vt_answer() answers the oldest.
 * The clock stands at VT_NOW_MS.  A member comes with the key that
 * fixture_join() gave them.
 *
 * Memory: strings live until the next call with the same vt.
 */
#ifndef STOA_TESTS_LIB_VT_H
#define STOA_TESTS_LIB_VT_H

#include "screens/app.h"

/* An hour after a fixture's start. */
#define VT_NOW_MS INT64_C(1800003600000)

struct vt;

/* An xterm-256color. */
struct vt *vt_open(const struct screen_class *class, struct store *store,
    int64_t viewer, const char *arg, int rows, int cols);
struct vt *vt_open_term(const struct screen_class *class, struct store *store,
    int64_t viewer, const char *arg, int rows, int cols, const char *term);
void vt_close(struct vt *vt);

/* Bytes, as a terminal sends them; a lone ESC at the end is a key. */
void vt_type(struct vt *vt, const char *bytes);
/* The same, but no time goes by: what is cut waits for more. */
void vt_send(struct vt *vt, struct str bytes);
void vt_resize(struct vt *vt, int rows, int cols);
/* So much time goes by, with the host's ticks of two seconds in it. */
void vt_wait(struct vt *vt, int64_t ms);
void vt_event(struct vt *vt, const struct event_note *event);
void vt_answer(struct vt *vt, const struct answer *answer);

/* The oldest command nobody has answered yet; NULL when there is none. */
const char *vt_submitted(struct vt *vt);
/* The body that came with it. */
const char *vt_body(struct vt *vt);
/* Its request id; "" when it has none. */
const char *vt_id(struct vt *vt);
struct fixture;

/*
 * Run what was submitted, and what follows from that, on the fixture whose
 * store this is, and tell the app what happened meanwhile.
 */
void vt_serve(struct vt *vt, struct fixture *f);
/* Type, then serve what that asked for. */
void vt_do(struct vt *vt, struct fixture *f, const char *bytes);

/* Close it, and end the community it looked at. */
void vt_leave_at(struct vt *vt, struct fixture *f, const char *file, int line);
#define vt_leave(vt, f) vt_leave_at((vt), (f), __FILE__, __LINE__)

/* -1 while the app has not quit. */
int vt_status(const struct vt *vt);

/* What is on the terminal, without blanks at the end. */
const char *vt_row(struct vt *vt, int row);
/* The style that was meant there: "selected", "new"; and on a selected line. */
const char *vt_style(struct vt *vt, int row, int col);
bool vt_on_selected(struct vt *vt, int row, int col);
bool vt_reverse(struct vt *vt, int row, int col);
bool vt_bold(struct vt *vt, int row, int col);
/* The address behind a cell; empty when there is none. */
struct str vt_link(const struct vt *vt, int row, int col);
/* The whole terminal, one line a row. */
const char *vt_screen(struct vt *vt);

/* Bytes sent since vt_open(); and those of the last step. */
size_t vt_bytes(const struct vt *vt);
struct str vt_last(const struct vt *vt);

/* Who is here from now on; until then nobody is.  Borrowed. */
void vt_here(struct vt *vt, struct presence_row *row, size_t len);

/* What the clock says from now on. */
void vt_now(struct vt *vt, int64_t now_ms);
/* Where this server is from now on; "localhost" and 22 until then. */
void vt_site(struct vt *vt, const char *host, int64_t port);
/* Whether a guest came with a key, and so may join; they did. */
void vt_has_key(struct vt *vt, bool has_key);

struct app *vt_app(struct vt *vt);
struct term *vt_term(struct vt *vt);
/* Every vt of a test program borrows from this pool. */
struct term_pool *vt_pool(void);
/* What its screens took from the heap; its own estimate is some KiB off. */
size_t vt_pool_bytes(void);

/* Draw what is to be drawn and compare; false, with words, if it differs. */
bool vt_step(struct vt *vt, char *why, size_t why_max);

#endif
