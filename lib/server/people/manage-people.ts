import { dropLeftDrafts, markDraft } from '@/lib/db/draft-offers'
import { changeRoles, deletePerson, findStoredPerson, type StoredPerson, setSuspended } from '@/lib/db/people'
import { err, ok, type Result } from '@/lib/errors'
import { checkPeopleRule } from '@/lib/people/check-people-rule'
import type { DraftChoices, NewPersonInput, RolesInput } from '@/lib/people/people-schema'
import type { Person } from '@/lib/people/person'
import type { Container } from '../container'
import { createPerson } from '../create-person'
import { listTakers } from '../draft/list-takers'
import { makeOneTimeLink, type OneTimeLink, voidOneTimeLinks } from './one-time-link'

type World = Pick<Container, 'auth' | 'records' | 'now' | 'env'>

/** Makes a person without a password, and the link by which they set one. Errors: those of the rule, NAME_TAKEN (`email`). */
export async function addPerson(
  world: World,
  actor: Person,
  { name, email, ...roles }: NewPersonInput,
): Promise<Result<OneTimeLink & { readonly id: string }>> {
  const allowed = checkPeopleRule(actor, null, roles.role)
  if (!allowed.ok) return allowed
  const made = await createPerson(world.auth, { name, email, role: roles.role, passwordHash: null })
  if (!made.ok) return made
  const { id } = made.value
  const given = await changeRoles(world.records, id, roles)
  return given.ok ? ok({ id, ...(await makeOneTimeLink(world, id)) }) : given
}

/** Errors: those of the rule, NOT_FOUND, LAST_OWNER. */
export async function changePersonRoles(
  { records }: World,
  actor: Person,
  id: string,
  roles: RolesInput,
): Promise<Result<null>> {
  const target = await findTarget(records, actor, id, roles.role)
  return target.ok ? changeRoles(records, id, roles) : target
}

/** Suspends somebody, whose sessions and links end, or takes them back. Errors: those of the rule, NOT_FOUND, LAST_OWNER. */
export async function suspendPerson(
  { auth, records }: World,
  actor: Person,
  id: string,
  isSuspended: boolean,
): Promise<Result<null>> {
  const target = await findTarget(records, actor, id)
  if (!target.ok) return target
  const changed = await setSuspended(records, id, isSuspended)
  if (!changed.ok || !isSuspended) return changed
  await voidOneTimeLinks({ auth }, id)
  await endSessions(auth, id)
  return ok(null)
}

/** Signs somebody out everywhere. Errors: those of the rule, NOT_FOUND. */
export async function endPersonSessions(
  { auth, records }: World,
  actor: Person,
  id: string,
): Promise<Result<null>> {
  const target = await findTarget(records, actor, id)
  if (!target.ok) return target
  await endSessions(auth, id)
  return ok(null)
}

/**
 * A link by which somebody sets a new password. The old one is good until then, so that a link by mistake locks nobody out.
 * Errors: those of the rule, NOT_FOUND (also for who is suspended: the link would serve nobody).
 */
export async function resetPerson(world: World, actor: Person, id: string): Promise<Result<OneTimeLink>> {
  const target = await findTarget(world.records, actor, id)
  if (!target.ok) return target
  return target.value.isSuspended ? err('NOT_FOUND') : ok(await makeOneTimeLink(world, id))
}

/**
 * Removes somebody. Each open draft is handed to whom the choice names, with the person's name on it, or thrown away. Errors:
 * those of the rule, DRAFTS_OPEN, NOT_FOUND (also: who is to get a draft may not have one there), LAST_OWNER.
 */
export async function removePerson(
  { auth, records }: World,
  actor: Person,
  id: string,
  drafts: DraftChoices,
): Promise<Result<null>> {
  const target = await findTarget(records, actor, id)
  if (!target.ok) return target
  const open = await listOpenDrafts(records, id)
  const chosen = open.map(({ server, name }) => ({
    ...drafts.find((each) => each.server === server),
    server,
    name,
  }))
  if (chosen.some(({ to }) => to === undefined)) return err('DRAFTS_OPEN')
  for (const { server, to } of chosen) {
    const takers = await listTakers(records, server, id)
    if (to && !takers.some((taker) => taker.id === to)) return err('NOT_FOUND')
  }
  const removed = await deletePerson(records, id)
  if (!removed.ok) return removed
  await voidOneTimeLinks({ auth }, id)
  for (const { server, to, name } of chosen) {
    const draft = { serverId: server, userId: id }
    if (!to) continue
    // Nobody could say any more whose it was.
    await markDraft(records, draft, { name: name ?? target.value.name })
    await markDraft(records, draft, { offered_to: to })
  }
  await dropLeftDrafts(records)
  return ok(null)
}

/** The servers on which somebody has a draft. */
export function listOpenDrafts(
  { db }: Pick<World['records'], 'db'>,
  userId: string,
): Promise<{ readonly server: string; readonly name: string | null }[]> {
  return db
    .selectFrom('draft')
    .select(['server_id as server', 'name'])
    .where('user_id', '=', userId)
    .execute()
}

async function findTarget(
  records: World['records'],
  actor: Person,
  id: string,
  wished?: RolesInput['role'],
): Promise<Result<StoredPerson>> {
  const target = await findStoredPerson(records, id)
  if (!target) return err('NOT_FOUND')
  const allowed = checkPeopleRule(actor, target, wished)
  return allowed.ok ? ok(target) : allowed
}

async function endSessions(auth: World['auth'], id: string): Promise<void> {
  await (await auth.$context).internalAdapter.deleteUserSessions(id)
}
