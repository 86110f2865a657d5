# shellcheck shell=bash
# Runs a document: the commands of its fenced blocks give what the document shows.
#
#   ```console      lines `$ COMMAND`, each with its output below; a line `...` stands for any lines
#   ```diff         a change of files, applied with patch -p0
#   <!-- status N -->   before a block: its last command ends with N, not 0
#   <!-- not run -->    before a block: it is for the reader alone
#
# Other blocks are not touched. Commands run in one folder, `cd` counts for those that follow; the
# folder is shown as /home/you. Sourced by cases of the suite docs; uses their pass and fail.

# document_steps FILE: the steps, one file each in the folder `steps`: N.run (a command) with N.out
# (its output) and N.status, or N.patch.
document_steps() {
    rm -rf steps && mkdir steps
    awk '
        function step(kind) { n++; file = sprintf("steps/%03d.%s", n, kind); printf "" >file; where[n] = FNR }
        function close_step() { if (file) close(file); file = "" }
        function set_status(value) { if (n) { s = sprintf("steps/%03d.status", n); print value >s; close(s) } }
        /^<!-- status [0-9]+ -->$/ { status = $3; next }
        /^<!-- not run -->$/ { skip = 1; next }
        /^ *```/ && !inside {
            inside = $0; sub(/^ *```/, "", inside)
            if (skip) inside = "skipped"
            skip = 0
            if (inside == "") inside = "text"
            if (inside == "diff") step("patch")
            next
        }
        /^ *```$/ {
            if (inside == "console" && status != "") set_status(status)
            status = ""; inside = ""; close_step(); next
        }
        inside == "console" && /^\$ / {
            close_step(); step("run"); print substr($0, 3) >file; close(file)
            l = sprintf("steps/%03d.line", n); print FNR >l; close(l)
            sub(/run$/, "out", file); printf "" >file; next
        }
        inside == "console" && file == "" { print FILENAME ":" FNR ": output before a command"; exit 1 }
        inside == "console" || inside == "diff" { print >file }
        END { if (inside) { print FILENAME ": a block does not end"; exit 1 } }
    ' "$1"
}

# document_same WANTED GOT: true when the output fits, `...` standing for any lines.
document_same() {
    awk '
        NR == FNR { want[++n] = $0; next }
        { got[++m] = $0 }
        # fits(i, j): the wanted lines from i on fit the lines from j on.
        function fits(i, j) {
            while (i <= n && want[i] != "...")
                if (j > m || want[i++] != got[j++]) return 0
            if (i > n) return j > m
            for (; j <= m + 1; j++)
                if (fits(i + 1, j)) return 1
            return 0
        }
        END { exit !fits(1, 1) }
    ' "$1" "$2"
}

# document_command BASE HOME: runs one command in the folder that `cwd` names.
document_command() {
    local base=$1 home=$2 want=0 rc=0 text
    text=$(cat "$base.run")
    [ ! -e "$base.status" ] || want=$(cat "$base.status")
    (
        cd "$(cat cwd)" || exit 99
        HOME=$home timeout -k 5 300 bash -c "$text"$'\nrc=$?; pwd -P >"$0"; exit $rc' "$home.cwd"
    ) </dev/null >"$base.raw" 2>&1 || rc=$?
    [ ! -e "$home.cwd" ] || mv "$home.cwd" cwd
    awk -v home="$home" '{ while ((i = index($0, home)) > 0) $0 = substr($0, 1, i - 1) "/home/you" substr($0, i + length(home))
                           sub(/\r$/, ""); print }' "$base.raw" >"$base.got"
    if [ "$rc" -ne "$want" ]; then
        cat "$base.got"
        fail "line $(cat "$base.line"): \`$text\` ended with $rc, not $want"
    elif document_same "$base.out" "$base.got"; then
        pass "line $(cat "$base.line"): $text"
    else
        diff "$base.out" "$base.got" || true
        fail "line $(cat "$base.line"): \`$text\` prints something else"
    fi
}

# document_run FILE HOME: all steps, in HOME.
document_run() {
    local step base
    document_steps "$1" >problem || { fail "$(cat problem)"; return 0; }
    (cd "$2" && pwd -P) >cwd
    find steps -name '*.run' -o -name '*.patch' | sort >list
    if [ ! -s list ]; then fail "$1 has no step"; fi
    while IFS= read -r step; do
        base=$PWD/${step%.*}
        case $step in
        *.run) document_command "$base" "$2" ;;
        *.patch)
            if patch -p0 -s -f -d "$(cat cwd)" <"$base.patch"; then pass "change ${step##*/}"; else
                fail "change ${step##*/} does not apply"
            fi
            ;;
        esac
    done <list
}
