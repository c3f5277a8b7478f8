import type { ExpressionBuilder } from 'kysely'
import { err, ok, type Result } from '@/lib/errors'
import type { ServerRoles } from '@/lib/people/person'
import { type Role, roleSchema } from '@/lib/people/roles'
import type { Records } from './records'
import type { Schema } from './schema'
import { writeServerRoles } from './server-roles'

/** Somebody who has an account here, as it is stored. */
export interface StoredPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly isSuspended: boolean
  /** False until they have set one, by a one-time link. */
  readonly hasPassword: boolean
  /** Milliseconds since the epoch; null: never. */
  readonly lastSignIn: number | null
}

type World = Pick<Records, 'db'>

/** By name. Who has a role that this version does not know has none here: `by-server`, without a server. */
export async function listPeople({ db }: World): Promise<StoredPerson[]> {
  const rows = await db
    .selectFrom('user')
    .select(['id', 'name', 'email', 'role', 'banned', 'last_sign_in'])
    .orderBy('name')
    .execute()
  const accounts = await db.selectFrom('account').select('userId').execute()
  const withPassword = new Set(accounts.map(({ userId }) => userId))
  return rows.map(({ id, name, email, role, banned, last_sign_in }) => ({
    ...{ id, name, email, role: roleSchema.catch('by-server').parse(role) },
    isSuspended: banned === 1,
    hasPassword: withPassword.has(id),
    lastSignIn: last_sign_in,
  }))
}

export async function findStoredPerson(world: World, id: string): Promise<StoredPerson | null> {
  return (await listPeople(world)).find((person) => person.id === id) ?? null
}

export async function noteSignIn({ db, now }: Pick<Records, 'db' | 'now'>, email: string): Promise<void> {
  await db.updateTable('user').set({ last_sign_in: now() }).where('email', '=', email).execute()
}

/** Errors: NOT_FOUND, LAST_OWNER. */
export function changeRoles(
  { db }: World,
  id: string,
  { role, servers }: { readonly role: Role; readonly servers: ServerRoles },
): Promise<Result<null>> {
  return db.transaction().execute(async (inside) => {
    const query = inside.updateTable('user').set({ role }).where('id', '=', id)
    const { numUpdatedRows } = await (role === 'owner'
      ? query
      : query.where(leavesAnOwner)
    ).executeTakeFirst()
    if (numUpdatedRows === 0n) return whyNot({ db: inside }, id)
    await writeServerRoles({ db: inside }, id, role === 'by-server' ? servers : {})
    return ok(null)
  })
}

/** Errors: NOT_FOUND, LAST_OWNER. */
export async function setSuspended({ db }: World, id: string, isSuspended: boolean): Promise<Result<null>> {
  const query = db
    .updateTable('user')
    .set({ banned: isSuspended ? 1 : 0 })
    .where('id', '=', id)
  const { numUpdatedRows } = await (isSuspended ? query.where(leavesAnOwner) : query).executeTakeFirst()
  return numUpdatedRows > 0n ? ok(null) : whyNot({ db }, id)
}

/** With their sessions, password and roles; the history keeps the name. Errors: NOT_FOUND, LAST_OWNER. */
export async function deletePerson({ db }: World, id: string): Promise<Result<null>> {
  const { numDeletedRows } = await db
    .deleteFrom('user')
    .where('id', '=', id)
    .where(leavesAnOwner)
    .executeTakeFirst()
  return numDeletedRows > 0n ? ok(null) : whyNot({ db }, id)
}

/** In the statement itself: of two owners who lower each other at one moment, one is refused. */
function leavesAnOwner(where: ExpressionBuilder<Schema, 'user'>) {
  const { or, exists, selectFrom } = where
  const another = selectFrom('user as other')
    .select('other.id')
    .whereRef('other.id', '!=', 'user.id')
    .where('other.role', '=', 'owner')
    .where((inner) => inner.or([inner('other.banned', 'is', null), inner('other.banned', '=', 0)]))
  return or([where('user.role', '!=', 'owner'), exists(another)])
}

async function whyNot(world: World, id: string): Promise<Result<never>> {
  return err((await findStoredPerson(world, id)) ? 'LAST_OWNER' : 'NOT_FOUND')
}
