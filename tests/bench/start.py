#!/usr/bin/python3
"""start - how long a server takes until it greets.

usage: start.py TIMES ROWS STOAD DATA [ARGUMENT...]

Starts it TIMES times on a free port of 127.0.0.1, and tells how long it took
from there until a connection had its ssh banner.  A first time is not counted:
it may have to upgrade the store.
"""
import signal
import socket
import subprocess
import sys
import time

PAUSE = 0.001                       # between two looks
DEADLINE = 60


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def greeted(port):
    try:
        with socket.create_connection(("127.0.0.1", port), DEADLINE) as s:
            return s.recv(4) == b"SSH-"
    except OSError:
        return False


def start(stoad, data, arguments):
    port = free_port()
    command = [stoad, "serve", "--data", data, "--set", "port=%d" % port]
    begin = time.monotonic_ns()
    server = subprocess.Popen(command + arguments,
                              stdin=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        while not greeted(port):
            if server.poll() is not None:
                sys.exit("bench: the server ended")
            if time.monotonic_ns() - begin > DEADLINE * 10**9:
                sys.exit("bench: the server does not greet")
            time.sleep(PAUSE)
        return (time.monotonic_ns() - begin) // 1000
    finally:
        server.terminate()
        server.wait(DEADLINE)


def main():
    # What is being tried out ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    times, rows, stoad, data, *arguments = sys.argv[1:]
    took = [start(stoad, data, arguments) for _ in range(int(times) + 1)][1:]
    with open(rows, "a", encoding="utf-8") as out:
        out.write("start\tuntil the ssh banner\t\tus\t%s\t\t\n" %
                  ",".join(map(str, took)))


main()
