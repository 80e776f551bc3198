CREATE INDEX account_log_by_member ON account_log (member_id, id);

CREATE UNIQUE INDEX art_by_place ON art (coalesce(board_id, 0));

CREATE INDEX follow_by_thing ON follow (ref_type, ref_id, member_id);

CREATE INDEX group_member_by_member ON group_member (member_id, group_id);

CREATE INDEX member_by_display ON member (display COLLATE NOCASE)
  WHERE display <> '';

CREATE INDEX member_by_joined ON member (joined_at)
  WHERE status <> 'unclaimed';

CREATE INDEX member_by_seen ON member (last_seen_at DESC, id);

CREATE UNIQUE INDEX member_by_source ON member (src, src_id)
  WHERE src IS NOT NULL;

CREATE INDEX member_key_by_member ON member_key (member_id, id);

CREATE UNIQUE INDEX member_key_live ON member_key (fingerprint)
  WHERE revoked_at IS NULL AND proven = 1;

CREATE INDEX member_key_pending ON member_key (fingerprint)
  WHERE revoked_at IS NULL AND proven = 0;

CREATE INDEX post_by_author ON post (author_id, id DESC);

CREATE INDEX post_by_author_board ON post (author_id, board_id)
  WHERE hidden_at IS NULL;

CREATE UNIQUE INDEX post_by_board ON post (board_id, board_seq);

CREATE INDEX post_by_parent ON post (parent_id) WHERE parent_id IS NOT NULL;

CREATE UNIQUE INDEX post_by_source ON post (src, src_id)
  WHERE src IS NOT NULL;

CREATE UNIQUE INDEX post_by_thread ON post (thread_id, n);

CREATE INDEX post_by_tree
  ON post (thread_id, n, parent_id, author_id, board_seq, hidden_at);

CREATE INDEX question_waiting ON question (thread_id) WHERE state = 'open';

CREATE INDEX request_by_age ON request (at);

CREATE INDEX search_log_by_age ON search_log (at);

CREATE INDEX search_log_by_member ON search_log (member_id, id);

CREATE INDEX thread_by_activity ON thread (board_id, bumped_at DESC, id DESC)
  WHERE hidden_at IS NULL;

CREATE INDEX thread_by_age ON thread (board_id, created_at DESC, id DESC)
  WHERE hidden_at IS NULL;

CREATE INDEX thread_by_author ON thread (author_id, id DESC);

CREATE INDEX thread_by_author_activity
  ON thread (author_id, bumped_at DESC, id DESC, board_id)
  WHERE hidden_at IS NULL;

CREATE INDEX thread_by_news ON thread (board_id, last_seq DESC)
  WHERE hidden_at IS NULL;

CREATE INDEX thread_by_score ON thread (board_id, score DESC, id DESC)
  WHERE hidden_at IS NULL;

CREATE UNIQUE INDEX thread_by_source ON thread (src, src_id)
  WHERE src IS NOT NULL;

CREATE INDEX thread_by_state
  ON thread (board_id, state, bumped_at DESC, id DESC, created_at)
  WHERE hidden_at IS NULL AND state <> '';

CREATE INDEX thread_tag_by_tag ON thread_tag (tag_id, thread_id DESC);

CREATE TABLE account_log ( -- own
  id        INTEGER PRIMARY KEY,
  member_id INTEGER NOT NULL REFERENCES member,
  at        INTEGER NOT NULL, -- the last time
  what      TEXT    NOT NULL CHECK (what IN ('joined', 'login', 'refused',
                    'key-added', 'key-revoked', 'password', 'renamed',
                    'role')),
  times     INTEGER NOT NULL DEFAULT 1,
  key_id    INTEGER REFERENCES member_key, -- NULL: none, or a password
  addr      TEXT    NOT NULL DEFAULT '' CHECK (length(addr) <= 64),
  detail    TEXT    NOT NULL DEFAULT '' CHECK (length(detail) <= 100)
) STRICT;

CREATE TABLE art ( -- public (of a private board: restricted to its readers)
  id         INTEGER PRIMARY KEY,
  board_id   INTEGER UNIQUE REFERENCES board, -- NULL: of the lobby
  file       BLOB    NOT NULL CHECK (length(file) BETWEEN 1 AND 131072),
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES member
) STRICT;

CREATE TABLE board ( -- public (a private one: restricted to its readers)
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  slug         TEXT    NOT NULL UNIQUE COLLATE NOCASE
               CHECK (length(slug) BETWEEN 1 AND 32),
  title        TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  about        TEXT    NOT NULL DEFAULT '' CHECK (length(about) <= 200),
  kind         TEXT    NOT NULL
               CHECK (kind IN ('question','discussion','idea','review',
                               'story','announcement')),
  read_rank    INTEGER NOT NULL DEFAULT 0 -- lowest role that reads:
               CHECK (read_rank BETWEEN 0 AND 4), -- guest 0 … sysop 4
  post_rank    INTEGER NOT NULL DEFAULT 1
               CHECK (post_rank BETWEEN 1 AND 4),
  group_id     INTEGER REFERENCES "group", -- reads and posts whatever rank
  mod_group_id INTEGER REFERENCES "group", -- moderates
  position     INTEGER NOT NULL DEFAULT 0,
  closed_at    INTEGER,                    -- read only since
  seq          INTEGER NOT NULL DEFAULT 0, -- posts it ever had
  threads      INTEGER NOT NULL DEFAULT 0, -- visible ones
  created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE board_mark ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  board_id  INTEGER NOT NULL REFERENCES board,
  seen_seq  INTEGER NOT NULL,
  PRIMARY KEY (member_id, board_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft ( -- own
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id  INTEGER NOT NULL REFERENCES member,
  place      TEXT    NOT NULL CHECK (length(place) <= 64), -- "reply 12"
  title      TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 500),
  body       TEXT    NOT NULL
             CHECK (length(CAST(body AS BLOB)) <= 1048576),
  updated_at INTEGER NOT NULL,
  UNIQUE (member_id, place)
) STRICT;

CREATE TABLE event ( -- as its audience
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  at          INTEGER NOT NULL,
  actor_id    INTEGER REFERENCES member,
  kind        TEXT    NOT NULL,
  ref_type    TEXT    NOT NULL,
  ref_id      INTEGER NOT NULL,
  board_id    INTEGER REFERENCES board, -- where it happened, if on one
  audience    TEXT    NOT NULL
              CHECK (audience IN ('public','board','member','moderators')),
  audience_id INTEGER -- the board's or member's
) STRICT;

CREATE TABLE follow ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  ref_type  TEXT    NOT NULL
            CHECK (ref_type IN ('board','thread','member','tag')),
  ref_id    INTEGER NOT NULL,
  level     TEXT    NOT NULL
            CHECK (level IN ('mute','normal','track','watch')),
  at        INTEGER NOT NULL,
  PRIMARY KEY (member_id, ref_type, ref_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "group" ( -- public
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  name  TEXT    NOT NULL UNIQUE COLLATE NOCASE
        CHECK (length(name) BETWEEN 1 AND 32),
  title TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 200)
) STRICT;

CREATE TABLE group_member ( -- restricted
  group_id  INTEGER NOT NULL REFERENCES "group",
  member_id INTEGER NOT NULL REFERENCES member,
  PRIMARY KEY (group_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_vote ( -- restricted
  src     TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  target  TEXT    NOT NULL, -- the id of a thread or reply at src
  what    TEXT    NOT NULL CHECK (length(what) <= 32),
  at      INTEGER,          -- NULL: not known
  extra   TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (src, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE me_too ( -- public, as its board
  thread_id INTEGER NOT NULL REFERENCES thread,
  member_id INTEGER NOT NULL REFERENCES member,
  at        INTEGER NOT NULL,
  PRIMARY KEY (thread_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member ( -- public
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  handle        TEXT    NOT NULL UNIQUE COLLATE NOCASE
                CHECK (length(handle) BETWEEN 1 AND 32),
  display       TEXT    NOT NULL DEFAULT '' CHECK (length(display) <= 64),
  bio           TEXT    NOT NULL DEFAULT '' CHECK (length(bio) <= 2000),
  role          TEXT    NOT NULL DEFAULT 'member'
                CHECK (role IN ('member','moderator','staff','sysop')),
  status        TEXT    NOT NULL DEFAULT 'active'
                CHECK (status IN ('active','unclaimed','silenced','suspended',
                                  'closed')),
  status_reason TEXT    NOT NULL DEFAULT '',
  inviter_id    INTEGER REFERENCES member,
  joined_at     INTEGER NOT NULL,
  last_seen_at  INTEGER NOT NULL DEFAULT 0,
  posts         INTEGER NOT NULL DEFAULT 0, -- visible ones
  src           TEXT,                       -- where an import found them
  src_id        TEXT
, extra TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE member_key ( -- own
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  member_id    INTEGER NOT NULL REFERENCES member,
  fingerprint  TEXT    NOT NULL CHECK (length(fingerprint) <= 100),
  pubkey       TEXT    NOT NULL CHECK (length(pubkey) <= 4096),
  name         TEXT    NOT NULL DEFAULT '' CHECK (length(name) <= 64),
  added_at     INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL DEFAULT 0,
  revoked_at   INTEGER,
  -- 0: it came along with a password and has signed nothing yet.  Anybody
  -- can show a public key, so it counts only under its owner's name.
  proven       INTEGER NOT NULL DEFAULT 1 CHECK (proven IN (0, 1))
) STRICT;

CREATE TABLE post ( -- public, as its board
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  thread_id   INTEGER NOT NULL REFERENCES thread,
  board_id    INTEGER NOT NULL REFERENCES board,
  parent_id   INTEGER REFERENCES post,    -- NULL: the first post
  author_id   INTEGER NOT NULL REFERENCES member,
  n           INTEGER NOT NULL,           -- place in the thread, from 1
  board_seq   INTEGER NOT NULL,           -- place in the board, from 1
  kind        TEXT    NOT NULL DEFAULT 'post'
              CHECK (kind IN ('post','answer','comment','official','system')),
  body        TEXT    NOT NULL
              CHECK (length(CAST(body AS BLOB)) <= 1048576),
  created_at  INTEGER NOT NULL,
  edited_at   INTEGER,
  score_base  INTEGER NOT NULL DEFAULT 0, -- as imported, without its voters
  up          INTEGER NOT NULL DEFAULT 0, -- votes here
  down        INTEGER NOT NULL DEFAULT 0,
  hidden_at   INTEGER,
  hidden_by   INTEGER REFERENCES member,
  hide_reason TEXT    NOT NULL DEFAULT '',
  src         TEXT,
  src_id      TEXT
, extra TEXT NOT NULL DEFAULT '') STRICT;

CREATE VIRTUAL TABLE post_ft USING fts5(
  title, body, facet, content='post_text', content_rowid='id',
  tokenize='stoa');

CREATE TABLE post_rev ( -- restricted: what a post said before an edit
  post_id   INTEGER NOT NULL REFERENCES post,
  rev       INTEGER NOT NULL,
  title     TEXT    NOT NULL DEFAULT '', -- of the thread, for first posts
  body      TEXT    NOT NULL,
  editor_id INTEGER NOT NULL REFERENCES member,
  at        INTEGER NOT NULL,
  why       TEXT    NOT NULL DEFAULT '' CHECK (length(why) <= 500),
  PRIMARY KEY (post_id, rev)
) STRICT, WITHOUT ROWID;

CREATE TABLE preference ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  key       TEXT    NOT NULL CHECK (length(key) BETWEEN 1 AND 32),
  value     TEXT    NOT NULL CHECK (length(value) <= 500),
  PRIMARY KEY (member_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE question ( -- public, as its board
  thread_id      INTEGER PRIMARY KEY REFERENCES thread,
  state          TEXT    NOT NULL DEFAULT 'open'
                 CHECK (state IN ('open','replied','solved')),
  first_reply_at INTEGER, -- first post by somebody else
  solved_at      INTEGER,
  solved_post_id INTEGER REFERENCES post,
  solved_by      INTEGER REFERENCES member,
  solved_kind    TEXT    CHECK (solved_kind IN ('author','moderator')),
  me_too         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE read_hole ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  board_id  INTEGER NOT NULL REFERENCES board,
  post_id   INTEGER NOT NULL REFERENCES post,
  PRIMARY KEY (member_id, board_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_mark ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  thread_id INTEGER NOT NULL REFERENCES thread,
  seen_n    INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE request ( -- own
  actor     TEXT    NOT NULL, -- "7", or a key's fingerprint before joining
  id        TEXT    NOT NULL CHECK (length(id) BETWEEN 16 AND 64),
  args_hash TEXT    NOT NULL,
  answer    TEXT,             -- NULL: secret, not kept
  at        INTEGER NOT NULL,
  PRIMARY KEY (actor, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_log ( -- restricted: to staff
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        INTEGER NOT NULL,
  member_id INTEGER REFERENCES member, -- NULL: a guest
  kind      TEXT    NOT NULL CHECK (kind IN ('search','title')),
  words     TEXT    NOT NULL CHECK (length(words) <= 1000),
  filters   TEXT    NOT NULL DEFAULT '' CHECK (length(filters) <= 1000),
  found     INTEGER NOT NULL,         -- counted up to 5000
  opened    INTEGER REFERENCES thread, -- the last of the finds they read
  led_to    INTEGER REFERENCES thread  -- they asked all the same
) STRICT;

CREATE TABLE setting ( -- restricted
  key        TEXT    PRIMARY KEY,
  value      TEXT    NOT NULL CHECK (length(value) <= 1000),
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES member
) STRICT, WITHOUT ROWID;

CREATE TABLE tag ( -- public
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT    NOT NULL UNIQUE COLLATE NOCASE
       CHECK (length(name) BETWEEN 1 AND 50)
) STRICT;

CREATE TABLE thread ( -- public, as its board
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  board_id    INTEGER NOT NULL REFERENCES board,
  author_id   INTEGER NOT NULL REFERENCES member,
  title       TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
  created_at  INTEGER NOT NULL,
  bumped_at   INTEGER NOT NULL,           -- newest visible post
  seq         INTEGER NOT NULL DEFAULT 0, -- posts it ever had
  last_seq    INTEGER NOT NULL DEFAULT 0, -- board_seq of its newest post
  replies     INTEGER NOT NULL DEFAULT 0, -- visible posts but the first
  views       INTEGER NOT NULL DEFAULT 0, -- as imported
  locked_at   INTEGER,
  hidden_at   INTEGER,
  hidden_by   INTEGER REFERENCES member,
  hide_reason TEXT    NOT NULL DEFAULT '',
  dup_of      INTEGER REFERENCES thread,
  src         TEXT,
  src_id      TEXT,
  extra       TEXT    NOT NULL DEFAULT '' -- imported fields kept for later
, state TEXT NOT NULL DEFAULT ''
  CHECK (state IN ('', 'open', 'replied', 'solved')), score INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE thread_tag ( -- public, as its board
  thread_id INTEGER NOT NULL REFERENCES thread,
  tag_id    INTEGER NOT NULL REFERENCES tag,
  PRIMARY KEY (thread_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE vote ( -- own
  post_id   INTEGER NOT NULL REFERENCES post,
  member_id INTEGER NOT NULL REFERENCES member,
  value     INTEGER NOT NULL CHECK (value IN (-1, 1)),
  at        INTEGER NOT NULL,
  PRIMARY KEY (post_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER first_post_added AFTER INSERT ON post WHEN NEW.n = 1 BEGIN
  UPDATE thread SET score = NEW.score_base + NEW.up - NEW.down
   WHERE id = NEW.thread_id;
END;

CREATE TRIGGER first_post_voted AFTER UPDATE OF score_base, up, down ON post
WHEN NEW.n = 1 BEGIN
  UPDATE thread SET score = NEW.score_base + NEW.up - NEW.down
   WHERE id = NEW.thread_id;
END;

CREATE TRIGGER question_added AFTER INSERT ON question BEGIN
  UPDATE thread SET state = NEW.state WHERE id = NEW.thread_id;
END;

CREATE TRIGGER question_changed AFTER UPDATE OF state ON question
WHEN NEW.state <> OLD.state BEGIN
  UPDATE thread SET state = NEW.state WHERE id = NEW.thread_id;
END;

CREATE VIEW post_text AS
  SELECT p.id AS id,
         CASE WHEN p.n = 1 THEN t.title ELSE '' END AS title,
         p.body AS body,
         'b' || p.board_id || ' a' || p.author_id ||
         (SELECT ' d' || substr(m, 1, 3) || ' y' || substr(m, 1, 4) ||
                 ' m' || m
            FROM (SELECT strftime('%Y%m', max(-2208988800,
                         min(4102444799, floor_s)), 'unixepoch') AS m
                    FROM (SELECT (p.created_at - CASE WHEN p.created_at < 0
                                  THEN 999 ELSE 0 END) / 1000 AS floor_s)))
         || coalesce((SELECT group_concat(' g' || least, '')
                        FROM (SELECT 1 AS least UNION ALL SELECT 2
                              UNION ALL SELECT 3 UNION ALL SELECT 5
                              UNION ALL SELECT 10 UNION ALL SELECT 20
                              UNION ALL SELECT 50 UNION ALL SELECT 100
                              UNION ALL SELECT 200 UNION ALL SELECT 500)
                       WHERE p.score_base + p.up - p.down >= least), '') ||
         CASE WHEN p.n = 1 THEN ' first' ELSE '' END ||
         coalesce(' s' || q.state, '') ||
         coalesce((SELECT group_concat(' t' || g.id, '')
                     FROM (SELECT tag_id AS id FROM thread_tag
                            WHERE thread_id = t.id ORDER BY tag_id) g), '')
         AS facet
    FROM post p
    JOIN thread t ON t.id = p.thread_id
    LEFT JOIN question q ON q.thread_id = t.id
   WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL;

CREATE VIEW title_text AS
  SELECT p.id AS id, t.title AS title, 'b' || p.board_id AS facet
    FROM post p
    JOIN thread t ON t.id = p.thread_id
   WHERE p.n = 1 AND p.hidden_at IS NULL AND t.hidden_at IS NULL;
