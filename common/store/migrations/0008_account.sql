-- 0008: what happened to an account, for its owner to look at.

-- The newest of each member are kept.  What happens again, as before and
-- next, is counted and not told twice.
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
CREATE INDEX account_log_by_member ON account_log (member_id, id);

-- A tree is read without what only a post that is shown needs.
DROP INDEX post_by_tree;
CREATE INDEX post_by_tree
  ON post (thread_id, n, parent_id, author_id, board_seq, hidden_at);
