# shellcheck shell=bash
# docs/tutorial.md, from the first command to the last, with an installed SDK.
. "$NK_TEST_LIB/sdk.sh"
. "$NK_TEST_LIB/document.sh"
mkdir you
document_run "$ROOT/docs/tutorial.md" "$PWD/you"
