import type { ServerRoles } from '@/lib/people/person'
import { type ServerRole, serverRoleSchema } from '@/lib/people/roles'
import type { Records } from './records'

/** What a person is on single servers. A role that this version does not know is none. */
export async function readServerRoles({ db }: Pick<Records, 'db'>, userId: string): Promise<ServerRoles> {
  const rows = await db
    .selectFrom('server_role')
    .select(['server_id', 'role'])
    .where('user_id', '=', userId)
    .execute()
  return rolesOf(rows)
}

/** The same of everybody, by the person's id. Whoever has none is not in it. */
export async function listServerRoles({
  db,
}: Pick<Records, 'db'>): Promise<ReadonlyMap<string, ServerRoles>> {
  const rows = await db.selectFrom('server_role').selectAll().execute()
  const people = new Set(rows.map((row) => row.user_id))
  return new Map([...people].map((id) => [id, rolesOf(rows.filter((row) => row.user_id === id))]))
}

/** Makes these all that a person is on single servers. Servers that are gone meanwhile are left out. */
export async function writeServerRoles(
  { db }: Pick<Records, 'db'>,
  userId: string,
  roles: ServerRoles,
): Promise<void> {
  await db.deleteFrom('server_role').where('user_id', '=', userId).execute()
  const servers = await db.selectFrom('server').select('id').execute()
  const values = servers.flatMap(({ id }) => {
    const role = roles[id]
    return role ? [{ user_id: userId, server_id: id, role }] : []
  })
  if (values.length > 0) await db.insertInto('server_role').values(values).execute()
}

function rolesOf(rows: readonly { readonly server_id: string; readonly role: string }[]): ServerRoles {
  const known = rows.flatMap(({ server_id, role }): [string, ServerRole][] => {
    const parsed = serverRoleSchema.safeParse(role)
    return parsed.success ? [[server_id, parsed.data]] : []
  })
  return Object.fromEntries(known)
}
