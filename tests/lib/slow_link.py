"""A modem between ssh and a server, as a ProxyCommand.

usage: slow_link.py HOST PORT FAST RATE

Of what the server sends, the first FAST bytes, those of the login, are passed
on at once, and from then on RATE of them a second.  The socket takes in
little, so that the server feels it.  What is typed goes through at once.
"""

import os
import select
import socket
import sys
import time

TAKE = 1024  # bytes: as much as a modem has in its memory
STEPS = 20  # a second


def main():
    host, port, fast, rate = sys.argv[1:]
    left = int(fast)
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TAKE)
    link.connect((host, int(port)))
    piece = int(rate) // STEPS
    typed = True
    while True:
        slow = left <= 0
        wanted = [link] + ([0] if typed else [])
        ready, _, _ = select.select(wanted, [], [], 1)
        if 0 in ready:
            keys = os.read(0, TAKE)
            typed = bool(keys)
            if keys:
                link.sendall(keys)
            else:
                link.shutdown(socket.SHUT_WR)
        if link in ready:
            came = link.recv(piece if slow else TAKE)
            if not came:
                return
            os.write(1, came)
            left -= len(came)
            if slow:
                time.sleep(1 / STEPS)


main()
