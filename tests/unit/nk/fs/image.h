#ifndef TEST_FS_IMAGE_H
#define TEST_FS_IMAGE_H

/* Files of the image that are open at the kernel. */
extern unsigned image_open;

#endif
