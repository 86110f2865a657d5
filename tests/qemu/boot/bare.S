/* What bare programs share. call_kernel RIID MID STATUS: a Call on handle 1 with one UInt32. */
.macro call_kernel riid mid argument
    adrp x1, message
    add x1, x1, :lo12:message
    ldr w2, =(\riid + (\mid << 16))
    mov w3, #32
    stp w2, w3, [x1]
    ldr w2, =\argument
    str w2, [x1, #24]
    mov w0, #-1
    lsl x0, x0, #32
    orr x0, x0, #1
    mov x2, #32
    mov x3, #0
    mov x4, x1
    mov x5, #64
    mov x6, #0
    mov w7, #-1
    svc #0
.endm

.section .bss
.balign 16
message:
    .skip 64
.text
