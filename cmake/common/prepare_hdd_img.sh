#!/bin/sh
# Solutions call it to make the image of a disk. The machine has none, so it says what to do.
echo "prepare_hdd_img.sh: error: the machine has no disk: put files into IMAGE_FILES, which programs read below /romfs (docs/migration.md)" >&2
exit 1
