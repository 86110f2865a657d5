# shellcheck shell=bash
# Inputs far above every limit: within 10 seconds of the processor and 1 GiB of address space the tool
# ends with status 1 and names the problem; it does not crash, hang, run out of memory or print more
# than 1 MiB.
export PATH="$BUILD/bin:$PATH"

# repeat COUNT TEXT: TEXT as often as asked, on one line.
repeat() {
    head -c "$1" /dev/zero | sed "s/\\x00/$2/g"
}

# refuses NAME SLUG COMMAND...: as said above; SLUG is the id that must be among the diagnostics.
refuses() {
    local name=$1 slug=$2 rc=0
    shift 2
    (ulimit -v 1048576 -t 10; timeout 100 "$@") >said 2>&1 </dev/null || rc=$?
    if [ $rc -eq 1 ] && grep -q "\[$slug\]" said && ! grep -q 'out of memory' said && [ "$(wc -c <said)" -lt 1048576 ]; then
        pass "$name: $(grep -c '\[' said) lines with ids, $slug"
    else
        head -c 2000 said
        fail "$name: status $rc, $(wc -c <said) bytes"
    fi
}

# takes NAME COMMAND...: the same bounds hold where the limit is kept; nothing is said.
takes() {
    local name=$1 rc=0
    shift
    (ulimit -v 1048576 -t 10; timeout 100 "$@") >said 2>&1 </dev/null || rc=$?
    if [ $rc -eq 0 ] && [ ! -s said ]; then
        pass "$name"
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
mkdir most
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

seq 1 65536 | sed 's/.*/M&();/' | { printf 'package Most\ninterface {\n'; cat; echo '}'; } >Most.idl
takes "65,536 methods" nk-gen-c -o most --validators --no-depfile Most.idl
rm -r most/*
seq 1 100000 | sed 's/.*/const UInt32 C& = C1 + &;/; s/= C1 + 1;/= 1;/' | package Sums >Sums.idl
takes "100,000 constants" nk-gen-c -o . --no-depfile Sums.idl
rm Sums.idl.h
seq 1 100000 | sed 's/.*/const UInt32 C& = C&N;/; s/\([0-9]*\)N/\1 + 1/' | package Own >Own.idl
refuses "100,000 constants that need themselves" const-cycle nk-gen-c Own.idl
awk 'BEGIN { for (i = 1; i < 100000; i++) printf "const UInt32 C%d = C%d;\n", i, i + 1; print "const UInt32 C100000 = 1;" }' |
    package Chain >Chain.idl
refuses "a chain of 100,000 constants" def-depth nk-gen-c Chain.idl
{ seq 1 100000 | sed 's/.*/import p.Missing&/'; } | package Imports >Imports.idl
refuses "100,000 missing imports" import-missing nk-gen-c -I . Imports.idl
{ printf 'package Digits\nconst UInt64 A = '; repeat 10485760 9; echo ';'; } >Digits.idl
refuses "a number of 10 MiB" lex-range nk-gen-c Digits.idl
{ printf 'package Open\n/*'; repeat 10485760 '*'; } >Open.idl
refuses "a comment of 10 MiB that is not closed" lex-comment nk-gen-c Open.idl
{ printf 'package Line\n//'; repeat 10485760 x; printf '\nconst UInt8 A = 1;\n'; } >Line.idl
takes "a line of 10 MiB" nk-gen-c -o . --no-depfile Line.idl
rm Line.idl.h
{ printf 'package Wide\nstruct S { '; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "M%d a%d; ", i, i }'; echo '}'; } >Wide.idl
refuses "100,000 errors on one line" undef nk-gen-c Wide.idl
seq 1 100000 | sed 's/.*/const UInt32 C& = 0&;/' | package Warn >Warn.idl
refuses "100,000 warnings" too-many nk-gen-c -W error Warn.idl
seq 1 65535 | sed 's/.*/e& : IPing/' | { printf 'task class Hall\nendpoints {\n'; cat; echo '}'; } >Hall.edl
echo 'package IPing interface { A(); }' >IPing.idl
refuses "65,535 endpoints" riid-range nk-gen-c -I . Hall.edl
sed -i '/e65535 /d' Hall.edl
takes "65,534 endpoints" nk-gen-c -I . -o most --no-depfile Hall.edl
rm -r most/*

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
{ echo 'use nk.base._'; repeat 10485760 A; } >name.psl
refuses "a policy that is a name of 10 MiB" psl-syntax nk-psl-gen-c -I "$INC" -o out.c name.psl
{ echo 'use nk.base._'; seq 1 100000 | sed 's/.*/use missing&._/'; } >uses.psl
refuses "a policy with 100,000 missing files" psl-include nk-psl-gen-c -I "$INC" -o out.c uses.psl
{ printf 'entities: '; repeat 100000 '['; } >deep.yaml
refuses "100,000 lists in lists" init-yaml einit -o e.c deep.yaml
{ echo 'entities:'; seq 1 100000 | sed 's/.*/- {name: a, nonsense&: 1}/'; } >many.yaml
refuses "100,000 processes" file-size einit -o e.c many.yaml

left=$(find . -name '*.h' -o -name '*.tmp*' -o -name 'e.c' -o -name 'out.c' -o -name '*.d')
if [ -z "$left" ]; then pass "no output is left"; else fail "left: $left"; fi
