# `include (platform/options)`: There are no options to set.

include (platform)
