-- 0010: posts that somebody saved, to find them again.

CREATE TABLE saved ( -- own
  member_id INTEGER NOT NULL REFERENCES member,
  post_id   INTEGER NOT NULL REFERENCES post,
  at        INTEGER NOT NULL,
  PRIMARY KEY (member_id, post_id)
) STRICT, WITHOUT ROWID;

-- The newest first; and whose they are, when a post goes.
CREATE INDEX saved_by_time ON saved (member_id, at DESC, post_id DESC);
CREATE INDEX saved_by_post ON saved (post_id);
