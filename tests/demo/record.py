"""record - a program in a terminal, driven by a walk, as an asciicast.

usage: record.py WALK CAST COLS ROWS COMMAND...

A walk has a step a line, "#" begins a comment:

    pause SECONDS
    type TEXT        letter by letter, as a person would
    key NAME...      Enter Tab Esc Space Up Down PgDn, or ^D
    mark NAME        a marker in the recording, for pictures

The recording is asciicast v2 (docs.asciinema.org/manual/asciicast/v2): a
header and one event a line.  It ends when the command does, or with status 1
when that takes longer than LAST_S after the last step.
"""
import codecs
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

LETTER_S = 0.07
KEY_S = 0.45
LAST_S = 10

KEYS = {"Enter": "\r", "Tab": "\t", "Esc": "\x1b", "Space": " ",
        "Up": "\x1b[A", "Down": "\x1b[B", "PgDn": "\x1b[6~"}


class Recording:
    def __init__(self, path, cols, rows, fd):
        self.file = open(path, "w", encoding="utf-8")
        self.fd = fd
        self.begun = time.monotonic()
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.put({"version": 2, "width": cols, "height": rows,
                  "env": {"TERM": os.environ["TERM"]}})

    def put(self, what):
        self.file.write(json.dumps(what, ensure_ascii=False) + "\n")

    def event(self, kind, text):
        self.put([round(time.monotonic() - self.begun, 3), kind, text])

    def listen(self, seconds):
        """False when the program has ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                break
            try:
                text = os.read(self.fd, 65536)
            except OSError:
                text = b""
            if not text:
                return False
            self.event("o", self.decode(text))
        return True

    def send(self, text, seconds):
        os.write(self.fd, text.encode())
        return self.listen(seconds)

    def step(self, verb, rest):
        if verb == "pause":
            return self.listen(float(rest))
        if verb == "type":
            return all(self.send(letter, LETTER_S) for letter in rest)
        if verb == "key":
            return all(self.send(key_of(name), KEY_S)
                       for name in rest.split())
        if verb == "mark":
            self.event("m", rest)
            return True
        sys.exit(f"record: there is no step {verb!r}")


def key_of(name):
    if len(name) == 2 and name[0] == "^":
        return chr(ord(name[1]) & 0x1F)
    return KEYS.get(name, name)


def spawn(cols, rows, command):
    pid, fd = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
    return pid, fd


def main():
    walk, cast, cols, rows = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:5])
    pid, fd = spawn(cols, rows, sys.argv[5:])
    recording = Recording(cast, cols, rows, fd)
    alive = True
    for line in open(walk, encoding="utf-8"):
        verb, _, rest = line.rstrip("\n").partition(" ")
        if verb and not verb.startswith("#") and alive:
            alive = recording.step(verb, rest)
    if alive and recording.listen(LAST_S):
        sys.exit("record: the program did not end")
    recording.file.close()
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


main()
