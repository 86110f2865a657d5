# shellcheck shell=bash
# The type zoo: every clause at every kind of place.
# shellcheck source=tests/vectors/kit.bash
. "$TESTS/vectors/kit.bash"
zoo
matrix zoo

# The vectors are the same wherever the tool runs, and name no file.
mkdir elsewhere
(cd elsewhere && nk-gen-c --emit=vectors "$TESTS/zoo/zoo/Wire.idl") >again.jsonl
if head -n "$(wc -l <again.jsonl)" vectors.jsonl | cmp - again.jsonl; then
    pass "same vectors from another folder"
else
    fail "other vectors from another folder"
fi

# The check itself can fail: a verifier that allows one byte more.
sed -i 's/, used, 5U, 1, 1, reason)/, used, 6U, 1, 1, reason)/' gen/check/Verify.idl.h
if gcc -std=c11 -I "$INC" -I gen -I "$V" vectors.c "$V/run.c" -o run && ! ./run >said; then
    pass "a wrong bound is noticed: $(grep -c 'wrong: accepted' said) vectors"
else
    fail "a wrong bound is not noticed"
fi
