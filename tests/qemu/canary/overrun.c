/* Takes the place of a function of boot. */
void romfs_list(void);

void romfs_list(void)
{
    char text[16];
    volatile char *past = text;

    for (int i = 0; i < 32; i++)
        past[i] = 'x';
}
