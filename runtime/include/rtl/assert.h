/* rtl_assert: as assert. Rules: libkos-api 13. */
#ifndef RTL_ASSERT_H
#define RTL_ASSERT_H

#include <assert.h>

#define rtl_assert(e) assert(e)

#endif
