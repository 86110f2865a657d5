# shellcheck shell=bash
# docs/migration.md: what it shows of public solutions and their messages.
. "$NK_TEST_LIB/sdk.sh"
. "$NK_TEST_LIB/document.sh"
export SDK=$PREFIX/lib/opennk EXAMPLES=$ROOT/docs/examples
mkdir you
cp -R "$TESTS/cmake/solution" you/solution
document_run "$ROOT/docs/migration.md" "$PWD/you"
