# The file system on the host: the sources of libfs_impl.a over a lock and an image of the test's own.
UNIT_CFLAGS_fs := -Iruntime/components/fs -Itests/unit/nk/fs -fsanitize=address,undefined \
                  -fno-sanitize-recover=all
UNIT_SRCS_fs   := $(filter-out %/lock.c,$(wildcard runtime/components/fs/impl/*.c)) \
                  $(wildcard runtime/components/fs/common/*.c) $(wildcard tests/unit/nk/fs/*.c)
