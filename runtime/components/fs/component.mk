PROGRAM_fs := Fs
COMMON_fs  := common/functions.c common/path_check.c
