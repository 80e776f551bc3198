-- 0002: what members set for themselves; who wrote how much, and where.

-- A row for each that differs from its default; which there are, and what
-- they take, is the table of common/rules/prefs.h.
CREATE TABLE preference ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  key       TEXT    NOT NULL CHECK (length(key) BETWEEN 1 AND 32),
  value     TEXT    NOT NULL CHECK (length(value) <= 500),
  PRIMARY KEY (member_id, key)
) STRICT, WITHOUT ROWID;

-- How much somebody wrote where: what others see counts no private boards.
CREATE INDEX post_by_author_board ON post (author_id, board_id)
  WHERE hidden_at IS NULL;
-- The directory finds people by the beginning of their names, too.
CREATE INDEX member_by_display ON member (display COLLATE NOCASE)
  WHERE display <> '';
