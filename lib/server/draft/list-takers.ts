import type { Records } from '@/lib/db/records'
import { can, roleSchema } from '@/lib/people/roles'

/** Who may be given a draft: everybody else who may have one, by name. */
export async function listTakers(
  { db }: Pick<Records, 'db'>,
  ownId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const people = await db.selectFrom('user').select(['id', 'name', 'role']).orderBy('name').execute()
  return people.flatMap(({ id, name, role }) => {
    const known = roleSchema.safeParse(role)
    return id !== ownId && known.success && can(known.data, 'draft.edit') ? [{ id, name }] : []
  })
}
