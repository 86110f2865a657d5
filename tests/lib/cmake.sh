# shellcheck shell=bash
# What the cases of this suite share.
SDK=$BUILD/tests/sdk/lib/opennk
TOOLCHAIN=$SDK/toolchain/share/toolchain-aarch64-kos.cmake

# configure SOURCE BINARY [OPTION]...
configure() {
    local source=$1 binary=$2
    shift 2
    cmake -S "$source" -B "$binary" -D CMAKE_TOOLCHAIN_FILE="$TOOLCHAIN" "$@"
}

# The console lines of programs and policy in a log of the target sim.
transcript() {
    grep -a -E '^\[(Sensor|Store|KSM  )\] ' | grep -av 'Module:\|executed'
}
