-- 0003: lists of threads by state, by news and by author, each from an index.
--
-- thread.state is question.state, kept beside the activity it is sorted
-- with; triggers keep the two the same.

ALTER TABLE thread ADD COLUMN state TEXT NOT NULL DEFAULT ''
  CHECK (state IN ('', 'open', 'replied', 'solved'));

UPDATE thread SET state = (SELECT q.state FROM question q
                            WHERE q.thread_id = thread.id)
 WHERE id IN (SELECT thread_id FROM question);

CREATE TRIGGER question_added AFTER INSERT ON question BEGIN
  UPDATE thread SET state = NEW.state WHERE id = NEW.thread_id;
END;
CREATE TRIGGER question_changed AFTER UPDATE OF state ON question
WHEN NEW.state <> OLD.state BEGIN
  UPDATE thread SET state = NEW.state WHERE id = NEW.thread_id;
END;

CREATE INDEX thread_by_state
  ON thread (board_id, state, bumped_at DESC, id DESC, created_at)
  WHERE hidden_at IS NULL AND state <> '';
CREATE INDEX thread_by_news ON thread (board_id, last_seq DESC)
  WHERE hidden_at IS NULL;
CREATE INDEX thread_by_author_activity
  ON thread (author_id, bumped_at DESC, id DESC, board_id)
  WHERE hidden_at IS NULL;
CREATE INDEX member_by_joined ON member (joined_at)
  WHERE status <> 'unclaimed';
