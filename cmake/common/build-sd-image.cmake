# `include (${KL_SDK_ROOT_PATH}/common/build-sd-image.cmake)`: the place of build_sd_image in other SDKs.
include (platform/image)
