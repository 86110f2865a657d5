/* What a process must not be able to do. Each attempt runs in a process of its own and must end it;
 * the others and the kernel go on. */
#include <coresrv/vmm/vmm_api.h>
#include <vmm/flags.h>
#include "spawn.h"

typedef void attempt(void);

static volatile uint64_t sink;

__attribute__((noinline)) static void some_code(void)
{
    sink = 1;
}
static const char constant[64] = "constant";

static void read_at(uint64_t address)
{
    sink = *(volatile uint64_t *)address;
}

static void write_at(uint64_t address)
{
    *(volatile uint64_t *)address = 1;
}

static void jump_to(uint64_t address)
{
    ((void (*)(void))address)();
}

static void read_null(void)
{
    read_at(0);
}
static void read_below_image(void)
{
    read_at(0x3ffff8);
}
static void read_kernel_text(void)
{
    read_at(0xffff000040200000);
}
static void read_kernel_stack(void)
{
    read_at(0xffff008000007ff8);
}
static void read_uart(void)
{
    read_at(0xffff000009000000);
}
static void read_physical(void)
{
    read_at(0x40200000);
}
static void read_gap(void)
{
    read_at(0x8000000000);
}
static void write_code(void)
{
    write_at((uint64_t)&some_code);
}
static void write_constant(void)
{
    write_at((uint64_t)constant);
}
static void write_info(void)
{
    write_at(KOS_INFO_PAGE);
}
static void jump_to_kernel(void)
{
    jump_to(0xffff000040200000);
}
static void jump_to_null(void)
{
    jump_to(0);
}
static void jump_misaligned(void)
{
    jump_to((uint64_t)&some_code + 2);
}

static void jump_to_data(void)
{
    static uint32_t code[16] = {0xd65f03c0}; /* ret */

    jump_to((uint64_t)code);
}

static void jump_to_stack(void)
{
    volatile uint32_t code[4] = {0xd65f03c0};

    jump_to((uint64_t)code);
}

static void jump_to_writable_page(void)
{
    uint32_t *page = KnVmAllocate(
        NULL, 4096, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE);

    page[0] = 0xd65f03c0;
    jump_to((uint64_t)page);
}

static void use_freed_page(void)
{
    uint64_t *page = KnVmAllocate(
        NULL, 4096, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE);

    page[0] = 1;
    if (KnVmUnmap(page, 4096) == rcOk)
        read_at((uint64_t)page);
}

/* depth never reaches 0 before the stack ends */
static int deep(volatile char *above, unsigned depth)
{
    volatile char here[4096];

    here[0] = above[0];
    return depth ? deep(here, depth - 1) + here[1] : 0;
}

static void overflow_stack(void)
{
    volatile char start[1] = {0};

    sink = (uint64_t)deep(start, 100000);
}

static void mask_interrupts(void)
{
    __asm__ volatile("msr daifset, #2");
}
static void read_system_register(void)
{
    __asm__ volatile("mrs %0, ttbr1_el1" : "=r"(sink));
}
static void set_timer(void)
{
    __asm__ volatile("msr cntv_ctl_el0, xzr");
}
static void hypercall(void)
{
    __asm__ volatile("hvc #0");
}
static void semihosting(void)
{
    __asm__ volatile("mov x0, #0x18\n hlt #0xf000" : : : "x0", "x1");
}
static void bad_instruction(void)
{
    __asm__ volatile(".word 0");
}

static const struct {
    const char *name;
    attempt *run;
} attempts[] = {
#define A(f)                                                                                       \
    {                                                                                              \
#f, f                                                                                      \
    }
    A(read_null),       A(read_below_image), A(read_kernel_text), A(read_kernel_stack),
    A(read_uart),       A(read_physical),    A(read_gap),         A(write_code),
    A(write_constant),  A(write_info),       A(jump_to_kernel),   A(jump_to_null),
    A(jump_misaligned), A(jump_to_data),     A(jump_to_stack),    A(jump_to_writable_page),
    A(use_freed_page),  A(overflow_stack),   A(mask_interrupts),  A(read_system_register),
    A(set_timer),       A(hypercall),        A(semihosting),      A(bad_instruction),
};

int main(int argc, char *argv[])
{
    unsigned count = sizeof(attempts) / sizeof(attempts[0]);

    if (argc > 1) {
        attempts[atoi(argv[1])].run();
        printf("FAIL %s went through\n", argv[0]);
        return 0;
    }
    for (unsigned i = 0; i < count; i++) {
        char number[8];
        Handle task;

        snprintf(number, sizeof(number), "%u", i);
        task = spawn(attempts[i].name, number, "");
        expect_true("ended by a fault", spawn_wait(task) == 3);
        KnHandleClose(task);
    }
    void *page = KnVmAllocate(NULL, 4096,
                              VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE);

    expect_rc("writable and executable",
              KnVmProtect(page, 4096, VMM_FLAG_READ | VMM_FLAG_WRITE | VMM_FLAG_EXECUTE),
              rcInvalidArgument);
    expect_rc("change rights of the own stack",
              KnVmProtect((void *)((uint64_t)&count & ~4095ull), 4096, VMM_FLAG_READ),
              rcInvalidArgument);
    expect_rc("free the own code", KnVmUnmap((void *)((uint64_t)&main & ~4095ull), 4096),
              rcInvalidArgument);
    expect_rc("free the info page", KnVmUnmap((void *)KOS_INFO_PAGE, 4096), rcInvalidArgument);
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
