#include <stdio.h>

int main(void)
{
    puts("[After ] WRONG: started");
    return 0;
}
