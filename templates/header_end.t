
#ifdef __cplusplus
}
#endif

#pragma GCC diagnostic pop
