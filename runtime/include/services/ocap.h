/* Rights of a handle: bits 0..15 mean the same for all resources, 16..31 depend on the kind.
 *
 * Macros only; the kernel includes this header. A receiver's handle has the rights asked for AND
 * those of the sender's handle. Rules: ipc-and-kernel 8.2; values of the specialised bits other
 * than IPC are ours. */
#ifndef SERVICES_OCAP_H
#define SERVICES_OCAP_H

#define OCAP_HANDLE_TRANSFER  (1U << 0)
#define OCAP_HANDLE_COPY      (1U << 1)
#define OCAP_HANDLE_SET_EVENT (1U << 2)
#define OCAP_HANDLE_GET_EVENT (1U << 3)
#define OCAP_HANDLE_GET_SID   (1U << 4)
#define OCAP_HANDLE_SPEC(n)   (1U << (16 + (n)))

#define OCAP_IPC_CALL        OCAP_HANDLE_SPEC(0)
#define OCAP_IPC_RECV        OCAP_HANDLE_SPEC(1)
#define OCAP_IPC_REPLY       OCAP_HANDLE_SPEC(2)
#define OCAP_IPC_ADD_CHANNEL OCAP_HANDLE_SPEC(3)
#define OCAP_IPC_CLIENT                                                                            \
    (OCAP_HANDLE_TRANSFER | OCAP_HANDLE_COPY | OCAP_HANDLE_GET_EVENT | OCAP_HANDLE_GET_SID |       \
     OCAP_IPC_CALL)
#define OCAP_IPC_SERVER   (OCAP_HANDLE_GET_EVENT | OCAP_IPC_RECV | OCAP_IPC_REPLY)
#define OCAP_IPC_LISTENER (OCAP_IPC_SERVER | OCAP_IPC_ADD_CHANNEL)

/* Process: change it (prepare, start, end, connect) and read what is known of it. */
#define OCAP_TASK_CONTROL OCAP_HANDLE_SPEC(0)
#define OCAP_TASK_INFO    OCAP_HANDLE_SPEC(1)
/* Thread: change it (resume, end, priority), wait for it and read what is known of it. */
#define OCAP_THREAD_CONTROL OCAP_HANDLE_SPEC(0)
#define OCAP_THREAD_INFO    OCAP_HANDLE_SPEC(1)
/* Memory object: map it readable or load a program from it, map it writable. */
#define OCAP_MDL_READ  OCAP_HANDLE_SPEC(0)
#define OCAP_MDL_WRITE OCAP_HANDLE_SPEC(1)
/* File of the boot image. */
#define OCAP_FILE_READ OCAP_HANDLE_SPEC(0)
/* Log of the kernel. */
#define OCAP_LOG_READ OCAP_HANDLE_SPEC(0)

#define OCAP_TASK_FULL   0xffff001fU
#define OCAP_THREAD_FULL 0xffff001fU
#define OCAP_IOPORT_FULL 0xffff001fU
#define OCAP_FILE_FULL   0xffff001fU
#define OCAP_LOG_FULL    0xffff001fU

#endif
