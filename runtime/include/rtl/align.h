/* Rounding to multiples of `a`, a power of two; integers of any width. Rules: libkos-api 13. */
#ifndef RTL_ALIGN_H
#define RTL_ALIGN_H

#define rtl_align_down(v, a) ((v) & ~((__typeof__(v))(a)-1))
#define rtl_align_up(v, a)   rtl_align_down((v) + ((__typeof__(v))(a)-1), a)

#endif
