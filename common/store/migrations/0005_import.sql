-- 0005: what imports bring and no column holds.

-- Fields of an import kept for later, as JSON; '' when there are none.  A
-- member whose profile was imported has '{}' at least.
ALTER TABLE member ADD COLUMN extra TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN extra TEXT NOT NULL DEFAULT '';

-- Votes whose voters nobody knows.  They are counted in post.score_base
-- already, which came with the posts, and so change no score.
CREATE TABLE imported_vote ( -- restricted
  src     TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  target  TEXT    NOT NULL, -- the id of a thread or reply at src
  what    TEXT    NOT NULL CHECK (length(what) <= 32),
  at      INTEGER,          -- NULL: not known
  extra   TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (src, id)
) STRICT, WITHOUT ROWID;
