# `include (platform/install)`: Installation of targets into an image is done by IMAGE_FILES.

include (platform)
