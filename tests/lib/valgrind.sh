#!/bin/sh
# valgrind - run a test program under valgrind; any complaint fails it.
#
# What the tests themselves say does not count here: some have a deadline that
# nothing meets at a twentieth of the speed, and all run without valgrind, too.
# Children are not followed: whole servers run under the sanitizers instead.
valgrind -q --error-exitcode=99 --leak-check=full \
    --errors-for-leak-kinds=definite,indirect,possible "$@"
status=$?
# 99 is valgrind's; over 128 the program was killed.
[ $status != 99 ] && [ $status -le 128 ]
