ifndef ksm_model_test
include tests/unit/nk/ksm_models/models.mk
endif
$(eval $(call ksm_model_test,staticmap))
