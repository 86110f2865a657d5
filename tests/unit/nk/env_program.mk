# What the program Env keeps, and what a process makes of it; the file that reads it is the table's.
UNIT_CFLAGS_env_program := -Iruntime/components/env -Iruntime/kos -idirafter $(SYSROOT)/include \
                           -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_SRCS_env_program   := runtime/components/env/impl/table.c runtime/components/env/texts.c \
                           runtime/kos/start_env.c
UNIT_DEPS_env_program   := $(SYSROOT)/include/kl/Env.idl.h
