-- 0004: long threads from an index, and lists of threads by age and score.

-- All that a thread's tree shows of a post but its words, so that a long
-- one is read without them; and all that counting unread posts looks at.
CREATE INDEX post_by_tree
  ON post (thread_id, n, parent_id, author_id, board_seq, hidden_at, kind,
           created_at, edited_at, score_base, up, down);

-- thread.score is that of its first post; triggers keep it so.
ALTER TABLE thread ADD COLUMN score INTEGER NOT NULL DEFAULT 0;

UPDATE thread SET score = coalesce((SELECT p.score_base + p.up - p.down
                                      FROM post p
                                     WHERE p.thread_id = thread.id
                                       AND p.n = 1), 0);

CREATE TRIGGER first_post_added AFTER INSERT ON post WHEN NEW.n = 1 BEGIN
  UPDATE thread SET score = NEW.score_base + NEW.up - NEW.down
   WHERE id = NEW.thread_id;
END;
CREATE TRIGGER first_post_voted AFTER UPDATE OF score_base, up, down ON post
WHEN NEW.n = 1 BEGIN
  UPDATE thread SET score = NEW.score_base + NEW.up - NEW.down
   WHERE id = NEW.thread_id;
END;

CREATE INDEX thread_by_age ON thread (board_id, created_at DESC, id DESC)
  WHERE hidden_at IS NULL;
CREATE INDEX thread_by_score ON thread (board_id, score DESC, id DESC)
  WHERE hidden_at IS NULL;
