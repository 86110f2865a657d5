#!/bin/sh
# toolchain/bin/cmake: the CMake of the system, for scripts that call the one of the SDK. They have
# this folder first in PATH, so the program itself is passed over.
set -f # a folder may be called anything
IFS=:
for folder in $PATH; do
    program=${folder:-.}/cmake
    # shellcheck disable=SC3013 # POSIX has -ef since 2024, shells long since
    if [ -f "$program" ] && [ -x "$program" ] && ! [ "$program" -ef "$0" ]; then
        exec "$program" "$@"
    fi
done
echo "cmake: error: there is no CMake in PATH; install the package cmake" >&2
exit 127
