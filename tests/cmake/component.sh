# shellcheck shell=bash
# The component of one's own that docs/components.md shows: the files of the page, what the installed
# templates print for its interface, linked in and over IPC.
. "$NK_TEST_LIB/cmake.sh"

doc=$ROOT/docs/components.md
mkdir count && cd count || exit 1
"$TESTS/tools/doc-files.sh" "$doc" >../files
mv parts/ICounter_impl.c written.c
"$SDK/bin/nk-gen-c" -I . -o parts --templates "$SDK/templates/component" count/ICounter.idl

# built: both images, with the parts as they are.
built() {
    configure . build -G Ninja -D CMAKE_C_FLAGS='-Wall -Wextra -Werror' >said 2>&1 &&
        cmake --build build >>said 2>&1
}

# transcript TARGET: what the program prints.
transcript() {
    cmake --build build --target "$1" 2>&1 | tr -d '\r' | sed -n 's/^\[User  \] //p'
}

if grep -q '#error' parts/ICounter_server.c parts/ICounter_client.c; then fail "both mappings are whole"
else pass "both mappings are whole"; fi
if built; then pass "what is printed builds as it is"
else cat said; fail "what is printed builds as it is"; fi
cat written.c >parts/ICounter_impl.c
if built; then pass built
else cat said; fail built; fi
transcript sim >linked.text
transcript sim-ipc >ipc.text
# shellcheck disable=SC2016 # quotes of Markdown
wanted=$(sed -n 's/^Either way it prints `\(.*\)`\.$/\1/p' "$doc")
for way in linked ipc; do
    if [ -n "$wanted" ] && [ "$(cat $way.text)" = "$wanted" ]; then pass "$way prints what the page says"
    else cat $way.text; fail "$way prints what the page says"; fi
done
aarch64-linux-gnu-nm build/impl/User >impl.names
aarch64-linux-gnu-nm build/client/User >client.names
if grep -q ' counters$' impl.names && ! grep ' counters$' client.names; then pass "the client has no counters"
else fail "the client has no counters"; fi
