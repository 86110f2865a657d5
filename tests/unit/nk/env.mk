UNIT_CFLAGS_env := -Iruntime/kos -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_SRCS_env   := runtime/kos/env.c runtime/kos/env_write.c
