# The place of platform/image in 1.4.
include (platform/image)
