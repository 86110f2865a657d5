/* The C++ half of api_cxx.c. */
#ifndef API_CXX_H
#define API_CXX_H

#ifdef __cplusplus
extern "C" {
#endif

/* Sends "hello" through an arena held by a C++ class; 0 if all came out right, else the line. */
int api_cxx_round_trip(void);

#ifdef __cplusplus
}
#endif
#endif
