/* Numbers of the reference's own headers and of the running example (generated-code 5, 6, 8, 16).
 * Compiles as C and C++; every line is a check. */
#include <Einit.edl.h>
#include <Vectors.idl.h>
#include <port_demo/Harbour.edl.h>
#include <port_demo/ITank.idl.h>

#define AT(T, field, offset) nk_static_assert(nk_offsetof(T, field) == (offset), at_##field)
#define SIZE(T, size)        nk_static_assert(sizeof(T) == (size), size_of_##T)
#define IS(value, number)    nk_static_assert((value) == (number), value_of_##value)
#define RES(T, size)         nk_static_assert(sizeof(((T *)0)->res_) == (size), res_size_of_##T)

/* 1: the running example */
SIZE(port_demo_ITank_Level, 24);
AT(port_demo_ITank_Level, stamp, 0);
AT(port_demo_ITank_Level, volume, 8);
AT(port_demo_ITank_Level, label, 12);
SIZE(port_demo_ITank_Reading, 32);
AT(port_demo_ITank_Reading, tag, 0);
AT(port_demo_ITank_Reading, data, 8);
AT(port_demo_ITank_Open_req, name, 24);
AT(port_demo_ITank_Open_req, mac, 32);
SIZE(port_demo_ITank_Open_req, 40);
AT(port_demo_ITank_Open_res, tank, 24);
RES(port_demo_ITank_Open_res, 40);
AT(port_demo_ITank_Open_err, status, 24);
SIZE(port_demo_ITank_Open_err, 32);
AT(port_demo_ITank_GetBatch_req, tank, 24);
SIZE(port_demo_ITank_GetBatch_req, 40);
AT(port_demo_ITank_GetBatch_res, levels, 24);
RES(port_demo_ITank_GetBatch_res, 32);
IS(port_demo_ITank_Open_req_name_size, 25);
IS(port_demo_ITank_Open_req_mac_size, 6);
IS(port_demo_ITank_Open_req_arena_size, 25);
IS(port_demo_ITank_Open_res_arena_size, 0);
IS(port_demo_ITank_Open_req_handles, 0);
IS(port_demo_ITank_Open_res_handles, 1);
IS(port_demo_ITank_Open_err_handles, 0);
IS(port_demo_ITank_GetBatch_res_levels_size, 9);
IS(port_demo_ITank_GetBatch_res_levels_elem_label_size, 25);
IS(port_demo_ITank_GetBatch_res_arena_size, 441);
IS(port_demo_ITank_GetBatch_req_handles, 1);
IS(port_demo_ITank_req_arena_size, 25);
IS(port_demo_ITank_res_arena_size, 441);
IS(port_demo_ITank_arena_size, 441);
IS(port_demo_ITank_req_handles, 1);
IS(port_demo_ITank_res_handles, 1);
IS(port_demo_ITank_err_handles, 0);
IS(port_demo_ITank_mid_max, 3);
IS(port_demo_ITank_MaxName, 24);
IS(port_demo_ITank_MaxBatch, 9);
IS(port_demo_ITank_Broken, -1);

/* 2: a string alone */
IS(Vectors_OneString_req_s_size, 257);
IS(Vectors_OneString_req_arena_size, 257);
SIZE(Vectors_OneString_req, 32);
AT(Vectors_OneString_req, s, 24);

/* 3: a byte, then a string */
AT(Vectors_ByteAndString_res, a, 24);
AT(Vectors_ByteAndString_res, b, 28);
RES(Vectors_ByteAndString_res, 40);
IS(Vectors_ByteAndString_res_b_size, 258);

/* 4: handles first */
AT(Vectors_Copy_req, h1, 24);
AT(Vectors_Copy_req, h2, 40);
AT(Vectors_Copy_req, m, 56);
SIZE(Vectors_Copy_req, 64);
IS(Vectors_Copy_req_handles, 2);
AT(Vectors_Copy_res, o, 24);
AT(Vectors_Copy_res, rc, 40);
RES(Vectors_Copy_res, 48);

/* 5, 6, 7: structs */
SIZE(Vectors_Entry, 4120);
IS(Vectors_Entries_res_arena_size, 131840);
IS(Vectors_Entries_res_entries_elem_msg_size, 4096);
AT(Vectors_Guid, a, 0);
AT(Vectors_Guid, b, 4);
AT(Vectors_Guid, c, 6);
AT(Vectors_Guid, d, 8);
SIZE(Vectors_Guid, 16);
AT(Vectors_Record, b, 4);
AT(Vectors_Record, c, 8);
AT(Vectors_Record, d, 24);
AT(Vectors_Record, e, 28);
AT(Vectors_Record, f, 32);
AT(Vectors_Record, g, 40);
AT(Vectors_Record, h, 48);
SIZE(Vectors_Record, 56);

/* 8: unions */
AT(Vectors_Wide, data, 8);
SIZE(Vectors_Wide, 24);
AT(Vectors_Narrow, data, 4);
SIZE(Vectors_Narrow, 20);
IS(Vectors_Narrow_tag_max, 2);
IS(Vectors_Exit_res_info_bytes_size, 1024);
IS(Vectors_Exit_res_arena_size, 1024);

/* 9: nothing at all */
SIZE(Vectors_Nothing_req, 24);
SIZE(Vectors_Nothing_res, 24);
SIZE(Vectors_Nothing_err, 24);

/* Arena sums without padding (6.3); beyond 32 bits */
IS(Vectors_Interfaces_res_arena_size, 6976);
IS(Vectors_Vector_req_arena_size, 655440);
IS(Vectors_Vector_req_v_elem_data_size, 65536);
IS(Vectors_Counters_req_arena_size, 9728);
IS(Vectors_Tasks_res_arena_size, 17179869180);

/* 10: a class without endpoints */
IS(Einit_iidMax, 0);
IS(Einit_iidOffset, 0);
IS(Einit_securityIidMax, 0);
IS(Einit_component_req_arena_size, 0);
IS(Einit_entity_req_arena_size, 0);
IS(Einit_entity_err_handles, 0);
#if !defined(____Einit__TASK_ENDPOINTS__) || defined(____Einit__ENTITY_SERVER__) || \
    defined(____Einit__COMPONENT_SERVER_TYPES__)
#error "a class without endpoints has only endpoint sections"
#endif

/* 11: nesting */
IS(port_demo_Harbour_log_iid, 0);
IS(port_demo_Harbour_left_ctl_iid, 1);
IS(port_demo_Harbour_left_tank_iid, 2);
IS(port_demo_Harbour_right_ctl_iid, 3);
IS(port_demo_Harbour_right_tank_iid, 4);
IS(port_demo_Harbour_iidMax, 5);
IS(port_demo_Harbour_iidOffset, 0);
IS(port_demo_Harbour_left_iidOffset, 1);
IS(port_demo_Harbour_right_iidOffset, 3);
IS(port_demo_CGate_tank_iid, 1);
IS(port_demo_Harbour_entity_req_arena_size, 201);
IS(port_demo_Harbour_entity_res_arena_size, 441);
