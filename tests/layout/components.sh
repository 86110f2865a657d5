# shellcheck shell=bash
# Archives and programs of supplied components are made anew when what lists their parts changes:
# component.mk, or the folder that a source came to or went from.
export MAKEFLAGS=

# made FILE: the archives and programs of components that make would make if FILE were newer than all.
made() {
    make -C "$ROOT" -n BUILD="${BUILD#"$ROOT"/}" -W "$1" components |
        sed -n 's/.*ar rcsD [^ ]*\/\(lib[a-z_]*\.a\) .*/\1/p; s/.*aarch64-kos-gcc -o [^ ]*\/bin\/\([A-Za-z]*\) .*/\1/p' |
        sort | tr '\n' ' '
}

check() { # NAME FILE WANTED
    local got
    got=$(made "$2")
    if [ "$got" = "$3" ]; then pass "$1"; else echo "made: $got"; fail "$1"; fi
}

check "nothing" README.md ''
check "component.mk" runtime/components/klog_storage/component.mk \
    'KlogStorageEntity libklog_storage_client.a libklog_storage_impl.a libklog_storage_server.a '
check "a folder of sources" runtime/components/entropy/client 'libentropy_client.a '
