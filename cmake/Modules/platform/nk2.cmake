# The place of commands of platform/nk in 1.4.
include (platform/nk)
