/* Waits for lines until another process takes the log over. */
#include <coresrv/log/log_api.h>
#include <coresrv/vlog/vlog_api.h>
#include <stdio.h>

int main(void)
{
    struct LogLines lines;
    char line[AUDIT_MESSAGE_SIZE];
    rtl_size_t size;
    Retcode rc;
    Handle log;

    printf("[Other] here\n");
    rc = KnLogWait(100000, INFINITE_TIMEOUT, &log);
    printf("[Other] %s\n", rc == rcBusy ? "it was taken away" : "WRONG");
    rc = KnAuOpen("core", &log);
    printf("[Other] %s %s\n",
           rc == rcOk && KnAuRead(log, line, &size, NULL) == rcBusy ? "no" : "WRONG",
           KnLogFetch(line, sizeof line, &lines) == rcBusy && KnLogHandoff(NULL) == rcBusy
               ? "no"
               : "WRONG");
    return 0;
}
