# shellcheck shell=bash
# Policy tests as targets: on the host and in QEMU, from a template, with ctest; a wrong expectation
# fails, a change of the policy builds again.
. "$NK_TEST_LIB/cmake.sh"

cp -R "$TESTS/cmake/solution" solution
mkdir solution/tests
cat >>solution/CMakeLists.txt <<'END'
enable_testing ()
add_subdirectory (tests)
END
cat >solution/tests/CMakeLists.txt <<'END'
include (test-generator/add_kss_pal_qemu_tests)
add_kss_pal_qemu_tests (TEST_NAME_PREFIX Demo USE_GENERATE_KOS_TEST OFF PSL_FILES pal_tests.psl.in
                        DEPENDS demo_store_edl demo_sensor_edl ENTITIES demo.Store demo.Sensor)
END
cat >solution/tests/pal_tests.psl.in <<'END'
use nk.base._
use nk.basic._
use EDL kl.core.Core
use EDL Einit
@INIT_EXTERNAL_ENTITIES@
execute { grant () }
request src=demo.Sensor dst=demo.Store endpoint=db.store method=Put { assert (message.value <= 2) }
response { grant () }
assert "store" {
    setup { store <- execute dst=demo.Store sensor <- execute dst=demo.Sensor }
    sequence "small values" {
        sensor ~> store : db.store.Put { value : 2 }
        deny sensor ~> store : db.store.Put { value : 3 }
    }
}
END

check() { # NAME COMMAND...: the log has what is expected
    local name=$1
    shift
    if "$@"; then pass "$name"; else tail -n 30 said; fail "$name"; fi
}

configure solution out -G Ninja >said 2>&1 || { cat said; fail configure; exit; }
cmake --build out --target pal-test0 >said 2>&1 && rc=0 || rc=$?
check "pal-test0 ends well" [ "$rc" = 0 ]
check "pal-test0 runs on the host" grep -q '^store: 1 of 1 passed' said
check "pal-test0 runs in QEMU" grep -q '^ok 1 - store / small values' said
check "the program is kept" [ -f out/Demo/pal-test/DemoPalTest0 ]
(cd out && ctest) >said 2>&1 && rc=0 || rc=$?
check "ctest" [ "$rc" = 0 ]
sed -i 's/value <= 2/value <= 1/' solution/tests/pal_tests.psl.in
cmake --build out --target kos-qemu-image-PalTest0-sim >said 2>&1 && rc=0 || rc=$?
check "a changed policy is built again and fails" [ "$rc" != 0 ]
check "the reason is on the console" grep -q '^# denied: .* assert (message.value <= 1) at pal_tests.psl:.*: message.value = 2' said

sed -i 's/TEST_NAME_PREFIX Demo //' solution/tests/CMakeLists.txt
configure solution plain -G Ninja >said 2>&1 && ninja -C plain kos-qemu-image-PalTest0 >>said 2>&1 && rc=0 || rc=$?
check "without a prefix" [ "$rc" = 0 ]
check "the program has none" [ -f plain/pal-test/PalTest0 ]
