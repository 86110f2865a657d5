# shellcheck shell=bash
# What golden-case and golden-update share: unpack a .test file, run it, write what happened.
# Sourced with TESTS, ROOT, BUILD, INC set. See tests/README.md for the format.

# golden_unpack TEST DIR: puts the embedded files into DIR and the commands, one a line, into
# DIR.commands; fails on a line it does not know and on a path that leaves DIR.
golden_unpack() {
    awk -v dir="$2" -v cmds="$2.commands" '
        function bad(why) { printf "%s:%d: %s\n", FILENAME, FNR, why; failed = 1; exit 1 }
        /^--- / {
            name = substr($0, 5)
            if (name == "" || name ~ /^\// || name ~ /(^|\/)\.\.(\/|$)/ || name ~ /\047/)
                bad("bad file name in --- line")
            if (file != "") close(file)
            file = dir "/" name
            parent = file; sub(/\/[^\/]*$/, "", parent)
            if (system("mkdir -p \047" parent "\047") != 0) bad("cannot make " parent)
            printf "" > file
            next
        }
        file != "" { print > file; next }
        /^\$ ./ { print substr($0, 3) > cmds; n++; next }
        /^#/ || /^[ \t]*$/ { next }
        { bad("neither a command, a comment nor a file: " $0) }
        END { if (!failed && n == 0) bad("no command before the first file"); exit failed }
    ' "$1"
}

# golden_normalise: paths of this machine become ROOT and SCRATCH (literally, not by pattern), but not
# where they are the end of another path: a repository at /src leaves a/src alone.
golden_normalise() {
    awk -v scratch="$1" -v root="$ROOT" '
        function swap(s, from, to,   i, out, before) {
            while ((i = index(s, from)) > 0) {
                before = out substr(s, 1, i - 1)
                out = before (before ~ /[A-Za-z0-9_.-]$/ && before !~ /-[IL]$/ ? from : to)
                s = substr(s, i + length(from))
            }
            return out s
        }
        { print swap(swap($0, scratch, "SCRATCH"), root, "ROOT") }'
}

# golden_ends_line FILE: true when FILE is empty or ends with a newline.
golden_ends_line() {
    [ ! -s "$1" ] || [ -z "$(tail -c 1 "$1" | tr -d '\n' | tr '\0' x)" ]
}

# golden_commands DIR: runs DIR.commands in DIR, prints command, output and status of each.
golden_commands() {
    local dir=$1 cmd rc
    while IFS= read -r cmd <&3; do
        printf '$ %s\n' "$cmd"
        (cd "$dir" && PATH=$BUILD/bin:$PATH timeout -k 5 60 bash -c "$cmd") >"$dir.out" 2>&1 </dev/null 3<&-
        rc=$?
        if LC_ALL=C grep -qaP '\x00' "$dir.out"; then
            echo "[binary, $(wc -c <"$dir.out") bytes]"
        else
            cat "$dir.out"
            golden_ends_line "$dir.out" || printf '\n[no newline]\n'
        fi
        [ "$rc" -ne 124 ] || echo '[timed out]'
        [ "$rc" -eq 0 ] || echo "[exit $rc]"
    done 3<"$dir.commands"
}

# golden_shown FILE: false for what a golden does not show: objects and executables.
golden_shown() {
    case $1 in *.o) return 1 ;; esac
    [ "$(head -c 4 "$1" | od -An -tx1 | tr -d ' ')" != 7f454c46 ]
}

# golden_files DIR: prints each file that is new or changed compared with DIR.before, sorted.
golden_files() {
    local dir=$1 name
    (cd "$dir" && find . ! -type d | sed 's|^\./||' | sort) | while IFS= read -r name; do
        cmp -s "$dir/$name" "$dir.before/$name" && continue
        if [ -L "$dir/$name" ]; then
            printf '==> %s <==\n[link to %s]\n' "$name" "$(readlink "$dir/$name")"
            continue
        fi
        golden_shown "$dir/$name" || continue
        printf '==> %s <==\n' "$name"
        if grep -qaP '\x00' "$dir/$name"; then
            echo "[binary, $(wc -c <"$dir/$name") bytes]"
        else
            cat "$dir/$name"
            golden_ends_line "$dir/$name" || printf '\n[no newline]\n'
        fi
    done
}

# golden_run CASE DIR: the whole transcript of a case on stdout; fails when the test is malformed.
golden_run() {
    local test=$TESTS/golden/$1 dir=$2
    mkdir -p "$dir"
    if [ -d "$test.in" ]; then
        cp -R "$test.in/." "$dir" || return 1
    fi
    golden_unpack "$test.test" "$dir" || return 1
    cp -R "$dir" "$dir.before" || return 1
    { golden_commands "$dir"; golden_files "$dir"; } | golden_normalise "$dir"
}
