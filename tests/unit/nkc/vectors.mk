# The rules once more, apart from the compiler.
UNIT_CFLAGS_vectors := -Itests/vectors
UNIT_SRCS_vectors   := tests/vectors/reference.c
