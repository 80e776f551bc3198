-- 0009: pictures over the lobby and the boards.
--
-- A file of ANSI art as it was made, whatever its bytes are: it is read anew
-- whenever it is shown, and only characters of its cells reach a terminal.

CREATE TABLE art ( -- public (of a private board: restricted to its readers)
  id         INTEGER PRIMARY KEY,
  board_id   INTEGER UNIQUE REFERENCES board, -- NULL: of the lobby
  file       BLOB    NOT NULL CHECK (length(file) BETWEEN 1 AND 131072),
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES member
) STRICT;
CREATE UNIQUE INDEX art_by_place ON art (coalesce(board_id, 0));
