# shellcheck shell=bash
# docs/compatibility.txt tells the truth: what it calls done or declared is declared in the header
# named and links, the test named uses every function and macro, and no public function of these
# headers is left out. docs/compatibility.md is made of it.
export PATH="$BUILD/bin:$PATH"
table=$ROOT/docs/compatibility.txt

# One line per name: header rank kind status test name.
awk '/^#/ || $1 == "+" || NF == 0 { next }
     $1 == "@" { header = $2; next }
     { sub(/ # .*/, ""); for (i = 5; i <= NF; i++) print header, $1, $2, $3, $4, $i }' "$table" >names

if ! awk '$2 !~ /^[ABCD]\*?$/ || $3 !~ /^[fmtc]$/ || $4 !~ /^(done|declared|missing)$/ { print; bad = 1 }
          END { exit bad }' names; then
    fail 'lines with an unknown rank, kind or status, see above'
fi
sort -k 6 names | awk '{ print $6 }' | uniq -d >twice
if [ -s twice ]; then fail "twice in the table: $(tr '\n' ' ' <twice)"; else pass "$(wc -l <names) names, each once"; fi

# What comes along with a header, in the same form.
awk '$1 == "+" { for (i = 4; i <= NF; i++) print $2, "-", $3, "done", "-", $i }' "$table" >along

# uses HEADER NUMBER LIST: a source that uses every name that the list has of it.
uses() {
    printf '#include <%s>\n' "$1"
    awk -v h="$1" '
        $1 != h || $4 == "missing" { next }
        $3 == "m" { printf "#ifndef %s\n#error %s is not defined\n#endif\n", $6, $6 }
        $3 == "t" { types = types sprintf("extern char size_%d[sizeof(%s)];\n", ++t, $6 == "Entity" || $6 == "NkKosDispatch" ? $6 " *" : $6) }
        $3 == "f" { body = body sprintf("    sink = (const volatile void *)(unsigned long)&%s;\n", $6) }
        $3 == "c" { body = body sprintf("    number = (long)(%s);\n", $6) }
        END {
            printf "%sextern const volatile void *volatile sink;\nextern volatile long number;\n", types
            printf "void use_%d(void);\nvoid use_%d(void)\n{\n%s    number = 0;\n}\n", n, n, body
        }' n="$2" "$3"
}

mkdir sources
n=0
for list in names along; do
    for header in $(awk '$4 != "missing" { print $1 }' $list | sort -u); do
        n=$((n + 1))
        uses "$header" $n $list >sources/$n.c
        if aarch64-kos-gcc -std=gnu11 -Wall -Wextra -Werror -Wno-pedantic -c -o sources/$n.o sources/$n.c 2>errors; then
            pass "$list: $header"
        else
            fail "$list: $header: $(grep -m 1 error errors)"
        fi
    done
done

{
    echo 'const volatile void *volatile sink; volatile long number;'
    for i in $(seq $n); do echo "void use_$i(void);"; done
    echo 'struct nk_audit_names { int unused; } const nk_audit_policy = {0}; /* of a policy */'
    echo 'int main(void) {'
    for i in $(seq $n); do echo "    use_$i();"; done
    echo '    return 0; }'
} >sources/main.c
libraries='-lenv_server -lklog_server -lklog_impl -lklog_storage_server -lklog_storage_impl -lentropy_impl -lkssaudit'
# shellcheck disable=SC2086 # words
if aarch64-kos-gcc -std=gnu11 -o all sources/main.c sources/[0-9]*.o $libraries 2>errors; then
    pass 'all names link'
else
    fail "does not link: $(grep -m 1 undefined errors)"
fi

# The test named mentions what it is said to test.
while read -r header _ kind status test name; do
    [ "$status" != missing ] || continue
    if [ ! -e "$TESTS/$test" ]; then
        echo "$header $name: no test $test"
    elif [ "$kind" = f ] && ! grep -rqw "$name" "$TESTS/$test"; then
        echo "$header $name: $test does not use it"
    fi
done <names >wrong
cat wrong
if [ ! -s wrong ]; then pass 'tests'; else fail "tests: $(wc -l <wrong) names without one, see above"; fi

# Every function of the public headers is in the table.
(cd "$INC" && grep -rhoE '\b(Kn|Kos|Ns|NkKos|Entity|ServiceLocator|Pack|Dcm|Io(Read|Write))[A-Za-z0-9_]*\(' \
    coresrv kos services handle) | tr -d '(' | sort -u >declared
cut -d ' ' -f 6 names | sort -u >listed
left=$(comm -23 declared listed | sed '/^KosThreadCallback$/d' | tr '\n' ' ')
if [ -n "$left" ]; then fail "declared, not in the table: $left"; else pass 'every public function is listed'; fi

if "$ROOT/tools/compatibility" | cmp -s - "$ROOT/docs/compatibility.md"; then
    pass 'docs/compatibility.md'
else
    fail 'docs/compatibility.md is behind: make docs'
fi
