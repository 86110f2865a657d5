/* What kos/task.h knows of an Entity beyond its public interface. */
#ifndef KOS_ENTITY_H
#define KOS_ENTITY_H

#include <coresrv/entity/entity_api.h>
#include <handle/handletype.h>

Handle kos_entity_task(const Entity *entity);
int kos_entity_is_running(const Entity *entity);
/* The Entity frees the info with itself. */
void kos_entity_own_info(Entity *entity, EntityInfo *info);
/* Makes `handle`, a value in the table of the process, known to it as `name`, which is kept by
 * reference. rcOutOfMemory. */
Retcode kos_entity_add_resource(Entity *entity, const char *name, Handle handle);
/* Waits until the process has ended; *code is its exit code. Fails: rcTimeout; rcAbort (ended by a
 * fault or from outside); as KnNoticeCreate. */
Retcode kos_task_wait(Handle task, rtl_uint32_t timeout, rtl_uint32_t *code);

#endif
