-- 0002: what members set for themselves: colours, keys, time zone.

-- A row for each that differs from its default; which there are, and what
-- they take, is the table of common/rules/prefs.h.
CREATE TABLE preference ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  key       TEXT    NOT NULL CHECK (length(key) BETWEEN 1 AND 32),
  value     TEXT    NOT NULL CHECK (length(value) <= 500),
  PRIMARY KEY (member_id, key)
) STRICT, WITHOUT ROWID;
