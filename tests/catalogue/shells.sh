# shellcheck shell=bash
# The completions, by the shells themselves where they are installed: their syntax, and what they
# offer. (bash is asked in golden/cli/completion.)
for file in "$BUILD"/completions/*/*; do
    shell=$(basename "$(dirname "$file")")
    name=$shell/${file##*/}
    if ! command -v "$shell" >/dev/null; then
        skip "$name: the shell is not installed, the syntax is not checked"
    elif "$shell" -n "$file"; then
        pass "$name"
    else
        fail "$name: $shell finds it malformed"
    fi
done

export PATH="$BUILD/bin:$PATH"
mkdir idl
touch Tank.idl Hall.edl Part.cdl other.c p.psl init.yaml

ask_fish() {
    fish --no-config -c "source $BUILD/completions/fish/${1%% *}.fish; complete -C '$1'" | cut -f 1
}

ask_zsh() {
    timeout 20 "$TESTS/catalogue/zsh-ask" "$BUILD/completions/zsh" "$1"
}

# What stands before `=` is repeated by the shells, and directories have a slash in fish.
offers() {
    "ask_$1" "$2" | sed 's/^--[a-z-]*=//; s,/$,,' | LC_ALL=C sort -u | tr '\n' ' '
}

# zsh completes only at a terminal.
terminal=yes
zsh -fc 'zmodload zsh/zpty && zpty probe true' 2>/dev/null || terminal=no

# LINE => all that is offered for its last word.
while IFS= read -r question; do
    line=${question%% =>*} want=${question#* =>}
    for shell in zsh fish; do
        if ! command -v $shell >/dev/null; then
            skip "$shell is not asked for \`$line\`: it is not installed"
            continue
        fi
        if [ $shell = zsh ] && [ "$terminal" = no ]; then
            skip "zsh is not asked for \`$line\`: no pseudo-terminal is to be had"
            continue
        fi
        got=" $(offers $shell "$line")"
        if [ "$got" = "$want " ]; then
            pass "$shell: $line"
        else
            fail "$shell: for \`$line\` offered:$got"
        fi
    done
done <<'END'
nk-gen-c --em => --emit
nk-gen-c --emit=j => json
nk-gen-c --log-level= => debug error info trace warning
nk-gen-c --log-level w => warning
nk-gen-c --trace-client-ipc=headers,d => headers,dump
nk-gen-c  => Hall.edl Part.cdl Tank.idl idl
nk-gen-c --types  => Hall.edl Part.cdl Tank.idl idl
nk-gen-c -I  => idl
nk-gen-c --depfile o => other.c
nk-gen-c -W name-u => name-underscore name-upper
nk-gen-c -W no-name-u => no-name-underscore no-name-upper
nk-gen-c --explain image-no => image-no-module
nk-psl-gen-c  => idl p.psl
nk-psl-gen-c --preproc => --preprocessor-definition --preprocessor-dump-dir
einit --dep => --depfile
einit  => idl init.yaml
makeimg --target=a => aarch64-kos
nk  => explain help new run test trace
nk te => test
nk run  => idl
nk run --ti => --timeout
nk test --format=ve => verbose
nk test -B  => idl
nk explain nk-no => nk-no-image nk-no-tests
END
