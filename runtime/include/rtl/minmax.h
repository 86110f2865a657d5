/* The smaller and the larger of two values; both are evaluated once. Rules: libkos-api 13. */
#ifndef RTL_MINMAX_H
#define RTL_MINMAX_H

#define rtl_min(a, b)                                                                              \
    __extension__({                                                                                \
        __typeof__(a) rtl_a_ = (a);                                                                \
        __typeof__(b) rtl_b_ = (b);                                                                \
        rtl_a_ < rtl_b_ ? rtl_a_ : rtl_b_;                                                         \
    })
#define rtl_max(a, b)                                                                              \
    __extension__({                                                                                \
        __typeof__(a) rtl_a_ = (a);                                                                \
        __typeof__(b) rtl_b_ = (b);                                                                \
        rtl_a_ > rtl_b_ ? rtl_a_ : rtl_b_;                                                         \
    })

#endif
