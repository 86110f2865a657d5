/* Flags of the kernel method Thread.Create. Macros only; the kernel includes this header.
 * The value is ours. */
#ifndef CORESRV_THREAD_THREAD_FLAGS_H
#define CORESRV_THREAD_THREAD_FLAGS_H

#define THREAD_FLAG_SUSPENDED 1 /* runs after Thread.Resume */

#endif
