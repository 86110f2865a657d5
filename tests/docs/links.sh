# shellcheck shell=bash
# Every relative link of a document leads to a file, an anchor to a heading; the index names every page.
(cd "$ROOT" && find . -path ./build -prune -o -name .git -prune -o -name '*.md' -print | sed 's|^\./||' | sort) >pages

# anchors FILE: the anchors of its headings, as web sites make them.
anchors() {
    sed -n 's/^##* //p' "$1" | tr 'A-Z ' 'a-z-' | tr -cd 'a-z0-9_\n-'
}

while IFS= read -r page; do
    folder=$ROOT/$(dirname "$page")
    awk '/^ *```/ { inside = !inside; next } !inside' "$ROOT/$page" | grep -oE '\]\([^)#: ]*(#[^) ]*)?\)' |
        sed 's/^](//; s/)$//' | sort -u >links || true
    broken=
    while IFS= read -r link; do
        target=$folder/${link%%#*}
        [ -n "${link%%#*}" ] || target=$ROOT/$page
        if [ ! -e "$target" ]; then
            broken="$broken $link"
        elif [ "$link" != "${link#*#}" ] && ! anchors "$target" | grep -qxF -- "${link#*#}"; then
            broken="$broken $link"
        fi
    done <links
    if [ -z "$broken" ]; then pass "$page"; else fail "$page: broken:$broken"; fi
done <pages

for page in "$ROOT"/docs/*.md; do
    page=${page##*/}
    if [ "$page" = README.md ] || grep -qF "($page)" "$ROOT/docs/README.md"; then pass "the index has $page"; else
        fail "docs/README.md does not name $page"
    fi
done
