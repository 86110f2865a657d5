/* Sizes and limits that generated headers check against what the run time really has.
 *
 * Macros only. A message's constant part is at most __NK_MESSAGE_SIZE_MAX bytes, header included.
 * Rules: generated-code 5.1 and 12. */
#ifndef NK_LAYOUT_H
#define NK_LAYOUT_H

#define __NK_SIZEOF_NK_PTR_T          8
#define __NK_ALIGNOF_NK_PTR_T         4
#define __NK_SIZEOF_NK_HANDLE_DESC_T  16
#define __NK_ALIGNOF_NK_HANDLE_DESC_T 8
#define __NK_SIZEOF_NK_MESSAGE        24
#define __NK_ALIGNOF_NK_MESSAGE       8
#define __NK_MESSAGE_SIZE_MAX         8388607
#define __NK_MESSAGE_HANDLES_MAX      255
#define __NK_IID_MAX                  65535
#define __NK_MID_MAX                  65535

#endif
