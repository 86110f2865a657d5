#!/bin/sh
# Makes ./nk, a policy compiler that prints how it was called, and ./libfixed.a, a fixed part.
# `bad` in the policy makes it fail, `broken` gives broken C, `empty` a module without nk_ksm.
set -eu
cat >nk <<'END'
#!/bin/sh
[ "$1" = -o ] && [ "$3" = --depfile ] || exit 2
out=$2 dep=$4
shift 4
for word; do printf 'nk: <%s>\n' "$word"; file=$word; done
echo "$out: $file \\
  extra.edl" >"$dep"
case $(cat "$file") in
bad) echo "$file:1:1: error: refused" >&2; exit 1 ;;
broken) echo 'int x = ;' >"$out" ;;
empty) echo 'int other;' >"$out" ;;
*) cat >"$out" <<'C'
#include <nk/abi.h>
#include <stdint.h>
#ifndef __KOS_KERNEL__
#error the module runs in the kernel
#endif
#ifdef EXTRA
int extra_was_defined(void);
int extra_was_defined(void) { return EXTRA; }
#endif
int fixed_part(void);
const uint32_t nk_ksm_size = 1;
int (*const nk_ksm)(void) = fixed_part;
C
    ;;
esac
END
chmod +x nk
echo 'int fixed_part(void) { return 1; }' | aarch64-linux-gnu-gcc -x c -c -fno-pie -o fixed.o -
aarch64-linux-gnu-ar rcsD libfixed.a fixed.o && rm fixed.o
