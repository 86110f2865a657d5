# shellcheck shell=bash
# Supplied programs in an image: their processes and classes in templates, the channels of those who
# link client libraries; what is said when one of them is missing.
. "$NK_TEST_LIB/cmake.sh"

cp -R "$ROOT/samples/08-files" solution
cat >solution/CMakeLists.txt <<'END'
cmake_minimum_required (VERSION 3.20)
project (files C)
include (platform)
initialize_platform ()
include (platform/nk)
nk_build_edl_files (notes_edl NK_MODULE "notes" EDL "notes/Keeper.edl")
find_package (fs REQUIRED)
find_package (ns REQUIRED)
add_executable (Keeper src/Keeper.c)
add_dependencies (Keeper notes_edl)
add_library (Both INTERFACE)
target_link_libraries (Both INTERFACE ${fs_CLIENT_LIB})
target_link_libraries (Keeper Both)
include (platform/image)
build_kos_qemu_image (kos-qemu-image EINIT_ENTITY Einit CONNECTIONS_CFG init.yaml.in
    SECURITY_PSL security.psl.in KERNEL_OPTIONS kos.exit=notes.Keeper IMAGE_FILES Keeper ${PROGRAMS} ${${ENTITY}})
END
cat >solution/init.yaml.in <<'END'
entities:
- name: notes.Keeper
@INIT_Keeper_ENTITY_CONNECTIONS@
@INIT_EXTERNAL_ENTITIES@
END
sed '/use EDL fs.Fs/s/.*/@INIT_EXTERNAL_ENTITIES@/' solution/ipc/security.psl >solution/security.psl.in

# made PROGRAMS INIT USES [VARIABLE]: with these programs, and the one that a package calls so, the processes of init.yaml and the classes that the
# template of the policy brings.
made() {
    rm -rf out
    configure solution out -G Ninja -D "PROGRAMS=$1" -D "ENTITY=${4-}" >said 2>&1 || { cat said; return 1; }
    sed -n 's/^- name: //p' out/Einit-kss/init.yaml | tr '\n' ' ' >names
    sed -n 's/^use EDL //p' out/Einit-kss/security.psl | tr '\n' ' ' >uses
    cat names uses
    [ "$(cat names)" = "$2 " ] && [ "$(cat uses)" = "kl.core.Core Einit notes.Keeper $3" ]
}

check() {
    local name=$1
    shift
    if "$@"; then pass "$name"; else fail "$name"; fi
}

check "no supplied program" made '' 'notes.Keeper' ''
if ninja -C out -k 0 kos-qemu-image >said 2>&1; then fail "a client without its server: it was built"
elif grep -q 'init.yaml:4:13: error: no process is called .fs.Fs.' said; then pass "a client without its server"
else cat said; fail "a client without its server: another message"; fi

check "a supplied program that nothing describes" made /dev/null 'notes.Keeper' ''
check "supplied programs, by name and by path" made "Fs;$SDK/sysroot-aarch64-kos/bin/ns" \
    'notes.Keeper fs.Fs kl.core.NameServer' 'fs.Fs kl.core.NameServer '
check "the name server, from its package" made "" "notes.Keeper kl.core.NameServer" "kl.core.NameServer " ns_ENTITY
mkdir solution/Fs
check "by name, beside a folder that has it, too" made Fs 'notes.Keeper fs.Fs' 'fs.Fs '
rmdir solution/Fs
check "and from the package" made '' 'notes.Keeper fs.Fs' 'fs.Fs ' fs_ENTITY
check "channels of the library" grep -A 1 '^  - target: fs.Fs' out/Einit-kss/init.yaml
if cmake --build out --target sim >said 2>&1 && grep -q '^.Keeper. shopping: milk' said; then pass sim
else cat said; fail sim; fi

# Templates that name a process or a class themselves keep what they say.
printf -- '- name: fs.Fs\n' >>solution/init.yaml.in
sed -i 's/^@INIT_EXTERNAL_ENTITIES@/&\nuse EDL fs.Fs/' solution/security.psl.in
check "named already" made Fs 'notes.Keeper fs.Fs' 'fs.Fs '

if configure solution out -G Ninja -D PROGRAMS=Dcm >said 2>&1; then fail "no such program: it was configured"
elif tr -s ' \n' '  ' <said | grep -F '`Dcm` is no argument of the command, no supplied program' >/dev/null; then pass "no such program"
else cat said; fail "no such program: another message"; fi

# An SDK that lost the description of a channel.
cp -Rl "$SDK" sdk
rm sdk/sysroot-aarch64-kos/include/fs/connect.yaml
if cmake -S solution -B damaged -D CMAKE_TOOLCHAIN_FILE="$PWD/sdk/toolchain/share/toolchain-aarch64-kos.cmake" >said 2>&1; then
    fail "a damaged SDK: it was configured"
elif tr -s ' \n' '  ' <said | grep -F 'sdk is not complete: there is no ' | grep -F '/include/fs/connect.yaml. Install it again' >/dev/null; then
    pass "a damaged SDK"
else
    cat said
    fail "a damaged SDK: another message"
fi
