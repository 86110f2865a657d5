#include <coresrv/fs/fs_api.h>

int main(void)
{
    Handle file;

    return KnFsOpen("einit", &file) == rcOk;
}
