# `find_package (env)`: the library of the program Env.
set (env_INCLUDE "${NK_SYSROOT}/include")
set (env_SERVER_LIB env_server)
set (ENV_SERVER_LIB env_server)
