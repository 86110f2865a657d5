# shellcheck shell=bash
# README.md: its first commands, in the repository itself.
. "$NK_TEST_LIB/sdk.sh"
. "$NK_TEST_LIB/document.sh"
export PATH=$BUILD/bin:$PATH
document_run "$ROOT/README.md" "$ROOT"
