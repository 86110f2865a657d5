# shellcheck shell=bash
# The interfaces of the samples.
# shellcheck source=tests/vectors/kit.bash
. "$TESTS/vectors/kit.bash"
mapfile -t samples < <(cd "$ROOT/samples/01-echo" && find . -name '*.idl' | sed 's|^\./||' | sort)
tables "$ROOT/samples/01-echo" -- "${samples[@]}"
matrix samples
