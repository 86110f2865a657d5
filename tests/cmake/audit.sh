# shellcheck shell=bash
# The audit program of an image: KLOG_ENTITY makes the names of its policy, links them and puts the
# program into the image; the packages klog and klog_storage; what goes wrong is said.
. "$NK_TEST_LIB/cmake.sh"

cp -R "$TESTS/cmake/solution" solution
cp -R "$TESTS"/cmake/audit/* solution/
cat >>solution/CMakeLists.txt <<'END'
add_subdirectory (klog)
add_subdirectory (klog_storage)
add_subdirectory (einit)
END
sed -i '0,/add_subdirectory (einit)/{/add_subdirectory (einit)/d}' solution/CMakeLists.txt
# As solutions do that have modules of their own.
sed -i 's,^include (platform/nk)$,set (CMAKE_MODULE_PATH "${CMAKE_CURRENT_SOURCE_DIR}/cmake")\n&,' solution/CMakeLists.txt
# The sensor stays until its last refusal is in the log.
cat >>solution/einit/src/init.yaml.in <<'END'
- name: demo.KlogEntity
  connections:
  - target: demo.KlogStorageEntity
    id: {var: KLOG_STORAGE_SERVER_CONNECTION_ID, include: klog_storage/client.h}
- name: demo.KlogStorageEntity
END
cat >>solution/einit/src/security.psl.in <<'END'
use EDL demo.KlogEntity
use EDL demo.KlogStorageEntity
audit profile refusals = { 0 : { base : { kss : ["denied"] } } }
audit profile empty = { 0 : {} }
audit default = refusals 0
request src=demo.KlogEntity dst=demo.KlogStorageEntity interface=kl.KlogStorage method=write {
    audit empty
    grant ()
}
response src=demo.KlogStorageEntity dst=demo.KlogEntity interface=kl.KlogStorage method=write {
    audit empty
    grant ()
}
END
sed -i 's/IMAGE_FILES Sensor Store/KLOG_ENTITY KlogEntity IMAGE_FILES Sensor Store KlogStorageEntity/' \
    solution/einit/CMakeLists.txt
cat >>solution/einit/CMakeLists.txt <<'END'
build_kos_hw_image (kos-image EINIT_ENTITY EinitHw CONNECTIONS_CFG "src/init.yaml.in"
    SECURITY_PSL "src/security.psl.in" KLOG_ENTITY KlogEntityHw IMAGE_FILES Sensor Store)
END
sed -i 's/return EXIT_SUCCESS/sleep(1);\n    return EXIT_SUCCESS/; s/<stdlib.h>/<stdlib.h>\n#include <unistd.h>/' \
    solution/sensor/src/sensor.c

cat >expected <<'END'
[Sensor] 3: refused
[Sensor] stored 1, 1 so far
[Sensor] stored 2, 2 so far
[Store] D denied: request demo.Sensor(N) -> demo.Store(N) db.store.Put: assert (message.value <= 2) at security.psl:17:5: message.value = 3
END

build_with() { # NAME GENERATOR
    if configure solution "$1" -G "$2" >"$1.log" 2>&1 && cmake --build "$1" --parallel 4 >>"$1.log" 2>&1
    then pass "$1: build"; else cat "$1.log"; fail "$1: build"; return; fi
    if grep -q 'Warning' "$1.log"; then fail "$1: a warning"; else pass "$1: no warning"; fi
    cmake --build "$1" --target sim >sim.log 2>&1 || fail "$1: status of sim"
    transcript <sim.log | grep -v '^\[KSM' | sed 's/([0-9]*) ->/(N) ->/; s/([0-9]*) db/(N) db/' | sort >"$1.transcript"
    if diff expected "$1.transcript"; then pass "$1: sim"; else cat sim.log; fail "$1: sim"; fi
    cmake --build "$1" >again.log 2>&1
    if grep -E 'Generating|Building|Linking' again.log; then
        fail "$1: a second build does something"
    else
        pass "$1: a second build does nothing"
    fi
}

build_with ninja Ninja
build_with make "Unix Makefiles"

# The names follow the policy.
sed -i 's/value <= 2/value <= 1/' solution/einit/src/security.psl.in
cmake --build ninja --target sim >sim.log 2>&1
if grep -q '^\[Store\] D denied: .* assert (message.value <= 1) .* message.value = 2' sim.log; then
    pass "a changed policy changes the names"
else
    cat sim.log
    fail "a changed policy changes the names"
fi

# refused NAME TEXT: the solution does not configure; TEXT is said.
refused() {
    rm -rf out
    if configure solution out -G Ninja >said 2>&1; then
        fail "$1: it was configured"
    elif tr -s ' \n' '  ' <said | grep -F -- "$2" >/dev/null; then
        pass "$1"
    else
        cat said
        fail "$1: another message"
    fi
}

cp solution/einit/CMakeLists.txt saved
sed -i 's/KLOG_ENTITY KlogEntityHw/KLOG_ENTITY KlogEntity/' solution/einit/CMakeLists.txt
refused "one program for two images" 'build_kos_hw_image (kos-image): KLOG_ENTITY `KlogEntity` is that of kos-qemu-image already'
sed 's/KLOG_ENTITY KlogEntityHw/KLOG_ENTITY Klog/' saved >solution/einit/CMakeLists.txt
refused "an audit program that is none" 'build_kos_hw_image (kos-image): KLOG_ENTITY names `Klog`, which is no target of a folder added before'
