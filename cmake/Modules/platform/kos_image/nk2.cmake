# The place of platform/nk2 in 1.4.
include (platform/nk2)
