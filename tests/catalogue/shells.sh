# shellcheck shell=bash
# The syntax of the completions, checked by the shells themselves where they are installed.
for file in "$BUILD"/completions/*/*; do
    shell=$(basename "$(dirname "$file")")
    name=$shell/${file##*/}
    if ! command -v "$shell" >/dev/null; then
        skip "$name: the shell is not installed, the syntax is not checked"
    elif "$shell" -n "$file"; then
        pass "$name"
    else
        fail "$name: $shell finds it malformed"
    fi
done
