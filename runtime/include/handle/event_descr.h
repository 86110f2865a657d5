/* Events of objects, as masks of notices. Macros only; the kernel includes this header.
 *
 * Bits 0 to 15 mean the same for all objects and only the kernel raises them. Bits 16 to 23 depend
 * on the kind of object, 24 to 31 are the programs' own; programs raise them with
 * KnNoticeSetObjectEvent, except those the kernel raises. Rules: ipc-and-kernel 9; values ours. */
#ifndef HANDLE_EVENT_DESCR_H
#define HANDLE_EVENT_DESCR_H

#define EVENT_OBJECT_DESTROYED (1U << 0) /* the object has ended */
#define EVENT_BADGE_CLOSED     (1U << 1) /* the last handle given away with the badge is gone */

#define OBJECT_EVENT_SPEC(type, n) (1U << (16 + (n))) /* n: 0 .. 7 */
#define OBJECT_EVENT_USER(n)       (1U << (24 + (n))) /* n: 0 .. 7 */

#define EVENT_TASK_COMPLETED OBJECT_EVENT_SPEC(task, 0) /* of a process: it has ended */

#endif
