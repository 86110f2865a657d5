
#ifndef ____{{idl}}__RAWTYPE__
#define ____{{idl}}__RAWTYPE__
nk_static_assert(sizeof({{type}}) == {{width}}, bad_{{idl}}_size);
nk_static_assert(nk_alignof({{type}}) == {{width}}, bad_{{idl}}_align);
#endif
