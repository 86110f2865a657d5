# The command-line tools that are not front ends of libnkc, and installation.

# Einit and image tools share the run time's contract header.
$(OBJ)/host/compiler/image/%.o $(OBJ)/host/compiler/init/%.o: NKC_CFLAGS += -iquote runtime/include

# 1.3 of the reference names makeimg so.
$(BIN)/kos_make_kimg: $(BIN)/makeimg
	$(call say,LN,$@)
	$(Q)ln -sf makeimg $@

all: $(BIN)/kos_make_kimg
