# shellcheck shell=bash
# Inputs far above every limit: within 10 seconds and 1 GiB of address space the tool ends with status 1
# and names the problem; it does not crash, hang or print more than 1 MiB.
export PATH="$BUILD/bin:$PATH"

# repeat COUNT TEXT: TEXT as often as asked, on one line.
repeat() {
    head -c "$1" /dev/zero | sed "s/\\x00/$2/g"
}

# refuses NAME SLUG COMMAND...: as said above; SLUG is the id that must be among the diagnostics.
refuses() {
    local name=$1 slug=$2 rc=0
    shift 2
    (ulimit -v 1048576; timeout -k 1 10 "$@") >said 2>&1 </dev/null || rc=$?
    if [ $rc -eq 1 ] && grep -q "\[$slug\]" said && [ "$(wc -c <said)" -lt 1048576 ]; then
        pass "$name: $(grep -c '\[' said) lines with ids, $slug"
    else
        head -c 2000 said
        fail "$name: status $rc, $(wc -c <said) bytes"
    fi
}

# package NAME: a description whose definitions are the lines of the input.
package() {
    echo "package $1"
    cat
}

# ---- descriptions ----
{ printf 'package Long\nstruct '; repeat 10485760 A; printf ' { UInt8 a; }\n'; } >Long.idl
refuses "a name of 10 MiB" lex-name nk-gen-c Long.idl
{ printf 'package Lost\nstruct S { '; repeat 10485760 A; printf ' a; }\n'; } >Lost.idl
refuses "an unknown name of 10 MiB" undef nk-gen-c Lost.idl

seq 1 100000 | sed 's/.*/struct S& { Missing&x a; }/' | package Errors >Errors.idl
refuses "100,000 unknown types" undef nk-gen-c Errors.idl
seq 1 100000 | sed 's/.*/struct S& { UInt8 UInt8 };/' | package Syntax >Syntax.idl
refuses "100,000 syntax errors" syn nk-gen-c Syntax.idl

{ printf 'package Many\ninterface {\n'; seq 1 65537 | sed 's/.*/    M&();/'; echo '}'; } >Many.idl
refuses "65,537 methods" mid-range nk-gen-c Many.idl

{ printf 'package Deep\nstruct S { '; repeat 1000000 'sequence<'; printf 'UInt8 a; }\n'; } >Deep.idl
refuses "1,000,000 open sequences" syn-depth nk-gen-c Deep.idl
{ printf 'package Sum\nconst UInt8 A = '; repeat 1000000 '('; printf '1;\n'; } >Sum.idl
refuses "1,000,000 open parentheses" syn-depth nk-gen-c Sum.idl
{ printf 'package Minus\nconst UInt8 A = '; repeat 1000000 '~'; printf '1;\n'; } >Minus.idl
refuses "1,000,000 complements" syn-depth nk-gen-c Minus.idl

head -c 20971520 /dev/zero >Zeros.idl
refuses "a file of 20 MiB" file-size nk-gen-c Zeros.idl
head -c 1048576 /dev/zero >Small.idl
refuses "1 MiB of zeros" file-nul nk-gen-c Small.idl

{ echo 'package Bomb'; echo 'struct T0 { UInt64 a; }'
    seq 1 40 | awk '{ printf "struct T%d { array<T%d, 16> a; }\n", $1, $1 - 1 }'; } >Bomb.idl
refuses "a struct of 16^40 numbers" size-range nk-gen-c Bomb.idl

# ---- dumps of a model, policies, init descriptions ----
repeat 1000000 '[' >deep.json
refuses "a dump of 1,000,000 brackets" model-syntax nk-gen-c deep.json
{ echo 'use nk.base._'; printf 'request { assert '; repeat 1000000 '('; } >deep.psl
refuses "a policy of 1,000,000 parentheses" psl-depth nk-psl-gen-c -I "$INC" -o out.c deep.psl
{ printf 'request '; repeat 1000000 '{ match src=A '; } >blocks.psl
refuses "a policy of 1,000,000 blocks" psl-depth nk-psl-gen-c -I "$INC" -o out.c blocks.psl
{ printf 'entities: '; repeat 100000 '['; } >deep.yaml
refuses "100,000 lists in lists" init-yaml einit -o e.c deep.yaml
{ echo 'entities:'; seq 1 100000 | sed 's/.*/- {name: a, nonsense&: 1}/'; } >many.yaml
refuses "100,000 processes" file-size einit -o e.c many.yaml

left=$(find . -name '*.h' -o -name '*.tmp*' -o -name 'e.c' -o -name 'out.c' -o -name '*.d')
if [ -z "$left" ]; then pass "no output is left"; else fail "left: $left"; fi
