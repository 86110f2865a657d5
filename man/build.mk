# Manual pages: nothing to build; `make man` shows whether they are well-formed.

MAN_PAGES := $(sort $(wildcard man/*.1))

.PHONY: man
man: $(MAN_PAGES)
	$(call say,LINT,man)
	$(Q)mandoc -Tlint $(MAN_PAGES)
