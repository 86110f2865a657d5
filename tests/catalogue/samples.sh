# shellcheck shell=bash
# Every diagnostic has an entry in the catalogue; the bad sample of the entry reports it and
# nothing else, the good one compiles without a word.
export PATH="$BUILD/bin:$PATH"
export COMMON=$ROOT/compiler/base/explain/common LAB=$ROOT/tests/unit/nk/ksm
awk -f "$TESTS/catalogue/unpack.awk" "$ROOT"/compiler/base/explain/*.txt

sed -n 's/^NKC_DIAG([A-Z0-9_]*, "\([^"]*\)".*/\1/p' "$ROOT"/compiler/base/diag_*.def |
    grep -vx note | sort -u >defined
sort slugs >written
for slug in $(comm -23 defined written); do fail "$slug: no entry in the catalogue"; done
for slug in $(comm -13 defined written); do fail "$slug: there is no such diagnostic"; done
for slug in $(uniq -d written); do fail "$slug: two entries"; done

# What samples of images start from: a kernel, a module and two programs, small but real.
mkdir image
(cd image && sh "$ROOT/tests/golden/makeimg/fake.sh" && cp "$ROOT/tests/golden/makeimg/fake.ld" kos-qemu.ld)
grep -l makeimg ./*/*.cmd | while IFS= read -r cmd; do cp image/* "${cmd%.cmd}"; done

# said ROLE: runs the sample of a role in its directory, prints what the tool prints.
said() {
    (cd "$slug/$1" && timeout 30 bash -c "$(cat "../$1.cmd")") 2>&1
}

check_unit() {
    local test
    test=$(cat "$slug/unit")
    if grep -q "$slug" "$ROOT/$test"; then pass "$slug: $test"; else
        fail "$slug: $test does not mention it"
    fi
}

check_samples() {
    if said bad >"$slug/bad.out"; then bad=0; else bad=$?; fi
    if said good >"$slug/good.out"; then good=0; else good=$?; fi
    others=$(sed -n 's/.*\(error\|warning\): .*\[\([a-z0-9-]*\)\]$/[\2]/p' "$slug/bad.out" | sed "/^\[$slug\]$/d" | sort -u | tr '\n' ' ')
    if ! grep -qF "[$slug]" "$slug/bad.out"; then
        head -n 20 "$slug/bad.out"
        fail "$slug: the bad sample does not report it (status $bad)"
    elif [ -n "$others" ]; then
        head -n 20 "$slug/bad.out"
        fail "$slug: the bad sample reports also $others"
    elif [ "$good" -ne 0 ] || [ -s "$slug/good.out" ]; then
        head -n 20 "$slug/good.out"
        fail "$slug: the good sample is not silent (status $good)"
    else
        pass "$slug"
    fi
}

while IFS= read -r slug; do
    if [ -f "$slug/unit" ]; then
        check_unit
    elif [ -f "$slug/bad.cmd" ] && [ -f "$slug/good.cmd" ]; then
        check_samples
    else
        fail "$slug: no bad or no good sample"
    fi
done <slugs
