UNIT_CFLAGS_pal_run := -Iruntime/pal
UNIT_SRCS_pal_run   := runtime/pal/run.c runtime/pal/report.c runtime/pal/coverage.c
