#!/bin/bash
# complete.sh TOOL WORD...: what bash offers for the last word of the command line `TOOL WORD...`,
# with the installed completion; words stand as bash splits them (`--emit`, `=`, `j`).
tool=$1
# shellcheck source=/dev/null
. "$BUILD/completions/bash/$tool"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
"$(complete -p "$tool" | sed 's/.*-F \([a-z_]*\) .*/\1/')"
printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
echo
