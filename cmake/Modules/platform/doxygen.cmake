# `include (platform/doxygen)`: No documentation target is made.

include (platform)
