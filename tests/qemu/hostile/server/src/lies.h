/* How the hostile server answers Read: the number comes with the request. */
#ifndef LIES_H
#define LIES_H

enum lie {
    HONEST,
    NOT_TERMINATED,
    OUTSIDE,
    NOT_UTF8,
    TOO_LONG,
    NO_ARENA,
    SHORT,
    FALSE_ERROR,
    NO_ROOM,
    /* From here on the server makes a second, honest attempt. */
    OTHER_RIID,
    OTHER_MID,
    TINY,
    OTHER_SIZE,
    FALSE_HANDLES,
    KERNEL_MESSAGE,
    KERNEL_ARENA,
    OVER_LIMIT,
    WRONG_HANDLE,
    /* Others. */
    TWICE,
    NEVER,
    NARROW_RECV,
    KERNEL_RECV,
};

#endif
