# The table of the name server on the host.
UNIT_SRCS_ns_table := runtime/components/ns/impl/table.c
