# shellcheck shell=bash
# What the cases about an installed SDK share: PREFIX, its tools first in PATH.
PREFIX=$BUILD/tests/sdk
export PATH=$PREFIX/bin:$PATH
export PKG_CONFIG_PATH=$PREFIX/share/pkgconfig PKG_CONFIG_PATH_FOR_BUILD=$PREFIX/share/pkgconfig
unset CC KOS_PICOLIBC

# expect NAME STATUS TEXT COMMAND...: the command ends with STATUS and says TEXT (a fixed string; ""
# for nothing) on either stream.
expect() {
    local what=$1 want=$2 text=$3 rc=0
    shift 3
    "$@" >said 2>&1 || rc=$?
    if [ "$rc" -ne "$want" ]; then
        tail -n 40 said
        fail "$what: status $rc, expected $want"
    elif [ -n "$text" ] && ! grep -aqF -- "$text" said; then
        tail -n 40 said
        fail "$what: it does not say \`$text\`"
    else
        pass "$what"
    fi
}

# The console lines of the programs and of refusals in the file `said`.
transcript() {
    grep -a -E '^\[(Client|Server)\] |^\[KSM  \] denied' said | sed 's/([0-9]*)//g'
}

# transcript_is NAME: compares them with standard input.
transcript_is() {
    transcript >seen
    if diff - seen; then pass "$1"; else fail "$1: another transcript"; fi
}
