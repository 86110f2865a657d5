UNIT_CFLAGS_sl := -Iruntime/kos -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_SRCS_sl   := runtime/kos/env.c runtime/kos/env_write.c runtime/kos/sl.c
