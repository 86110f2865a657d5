    requires \separated(reason, event, event->msg, event->arena);
    requires \separated(reason, {{>ksm_places}});
    requires \separated(event, {{>ksm_places}});
    requires event->arena == \null || \separated(event->arena, {{>ksm_places}});
    requires \separated((nk_uint8_t *)event->msg + (0 .. 0x7fffff), {{>ksm_places}});
    requires event->arena == \null ||
             \separated((nk_uint8_t *)event->arena->start + (0 .. nk_used(event->arena) - 1),
                        {{>ksm_places}});
