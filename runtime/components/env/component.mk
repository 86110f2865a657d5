COMMON_env := texts.c
# Programs Env are linked with the library env_server alone.
SERVER_env := impl/table.c texts.c
