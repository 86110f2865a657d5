# One C++ unit that includes every public header; both compilers must take it without a warning.
API_CXX_HEADERS := $(filter %.h,$(KOS_PUBLIC))
API_CXX_ALL     := $(GEN)/tests/nk/api_cxx_all.h
API_CXX_FLAGS   := -std=c++17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror \
                   -Iruntime/include -Itests/unit/nk -I$(GEN)/tests/nk -idirafter $(SYSROOT)/include

UNIT_CFLAGS_api_cxx := -Itests/unit/nk
UNIT_SRCS_api_cxx   := $(OBJ)/tests/nk/api_cxx_cc.o

$(API_CXX_ALL): $(API_CXX_HEADERS)
	$(Q)mkdir -p $(@D)
	$(Q)for header in $(API_CXX_HEADERS:runtime/include/%=%); do \
	  echo "#include <$$header>"; done > $@

$(OBJ)/tests/nk/api_cxx_cc.o: tests/unit/nk/api_cxx.cc tests/unit/nk/api_cxx.h $(API_CXX_ALL) $(KL_HEADERS)
	$(call say,TESTCXX,$<)
	$(Q)mkdir -p $(@D)
	$(Q)clang++ $(API_CXX_FLAGS) -fsyntax-only $<
	$(Q)g++ $(API_CXX_FLAGS) -c $< -o $@
