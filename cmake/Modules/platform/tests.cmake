# `include (platform/tests)`: policy tests (PAL) as targets.

include_guard (GLOBAL)
include (platform/image)
