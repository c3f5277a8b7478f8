import type { Records } from '@/lib/db/records'
import { listServerRoles } from '@/lib/db/server-roles'
import { roleOn } from '@/lib/people/role-on'
import { can, roleSchema } from '@/lib/people/roles'

/** Who may be given a draft of a server: everybody else who may have one there, by name. */
export async function listTakers(
  records: Pick<Records, 'db'>,
  serverId: string,
  ownId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const people = await records.db
    .selectFrom('user')
    .select(['id', 'name', 'role'])
    .where((where) => where.or([where('banned', 'is', null), where('banned', '=', 0)]))
    .orderBy('name')
    .execute()
  const byServer = await listServerRoles(records)
  return people.flatMap(({ id, name, role }) => {
    const known = roleSchema.safeParse(role)
    if (id === ownId || !known.success) return []
    const there = roleOn({ role: known.data, servers: byServer.get(id) ?? {} }, serverId)
    return there && can(there, 'draft.edit') ? [{ id, name }] : []
  })
}
