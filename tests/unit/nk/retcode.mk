UNIT_SRCS_retcode := runtime/kos/retcode.c
