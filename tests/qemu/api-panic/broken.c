/* Takes the place of a function of kl.core.FS. */
void *file_open(const void *process, const int *file);

void *file_open(const void *process, const int *file)
{
    const int *nowhere = (const int *)0xffff123400000000;

    return (void *)((const char *)process + *nowhere + *file);
}
