-- 0006: search by date and score, near words, like titles, and what was
-- searched for.
--
-- Every post now has tokens of its time and its score beside those of its
-- board and author, so that such filters intersect inside the index: d202
-- y2026 m202611 the decade, year and month; g1 g2 g3 g5 g10 … the least
-- scores it has.  Times that are no calendar's stand at its ends.

DROP VIEW post_text;
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
         CASE WHEN p.n = 1 THEN
           ' first' || coalesce(' s' || q.state, '') ||
           coalesce((SELECT group_concat(' t' || g.id, '')
                       FROM (SELECT tag_id AS id FROM thread_tag
                              WHERE thread_id = t.id ORDER BY tag_id) g), '')
         ELSE '' END AS facet
    FROM post p
    JOIN thread t ON t.id = p.thread_id
    LEFT JOIN question q ON q.thread_id = t.id
   WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL;

INSERT INTO post_ft (post_ft) VALUES ('rebuild');
-- In one piece a word is looked up five times as fast as in twenty.
INSERT INTO post_ft (post_ft) VALUES ('optimize');

-- Titles alone: the commonest of their words is on thousands of threads, not
-- on most posts, so that threads alike are found while a title is typed.
CREATE VIEW title_text AS
  SELECT p.id AS id, t.title AS title, 'b' || p.board_id AS facet
    FROM post p
    JOIN thread t ON t.id = p.thread_id
   WHERE p.n = 1 AND p.hidden_at IS NULL AND t.hidden_at IS NULL;

CREATE VIRTUAL TABLE post_ft_title USING fts5(
  title, facet, content='title_text', content_rowid='id', detail=column,
  tokenize='stoa');
INSERT INTO post_ft_title (post_ft_title) VALUES ('rebuild');

-- The words of the index, each once for every place it stands at.
CREATE VIRTUAL TABLE post_ft_word USING fts5vocab(post_ft, instance);

-- What was searched for: what nobody found, and what became a question.
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
CREATE INDEX search_log_by_age ON search_log (at);
CREATE INDEX search_log_by_member ON search_log (member_id, id);
