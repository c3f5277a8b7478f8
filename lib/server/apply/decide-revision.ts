import { claimPutBack, keepRevision, letRevisionStand } from '@/lib/db/confirmations'
import { findRevision } from '@/lib/db/revisions'
import { err, fault, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { can } from '@/lib/people/roles'
import type { Container } from '../container'

interface Decision {
  readonly serverId: string
  readonly revisionId: string
  readonly person: Person
}

type World = Pick<Container, 'records'>

/** The change stays. From any tab, address or session. Errors: NOT_FOUND, FORBIDDEN, PUT_BACK_BEGUN. */
export async function keep(world: World, decision: Decision): Promise<Result<null>> {
  const mine = await checkMine(world, decision)
  if (!mine.ok) return mine
  const kept = await keepRevision(world.records, decision.revisionId, decision.person.name)
  return kept.ok ? ok(null) : kept
}

/** The change goes, as if its time were over; the watch does it. Errors: NOT_FOUND, FORBIDDEN. */
export async function askPutBack(world: World, decision: Decision): Promise<Result<null>> {
  const mine = await checkMine(world, decision)
  if (!mine.ok) return mine
  const why = fault('PUT_BACK_ASKED', { by: decision.person.name })
  const claimed = await claimPutBack(world.records, decision.revisionId, why)
  return claimed.ok ? ok(null) : claimed
}

/** What the server holds is taken as it is. Errors: NOT_FOUND, FORBIDDEN. */
export async function letStand(world: World, decision: Decision): Promise<Result<null>> {
  const mine = await checkMine(world, decision)
  if (!mine.ok) return mine
  const ended = await letRevisionStand(world.records, decision.revisionId, decision.person.name)
  return ended.ok ? ok(null) : ended
}

/** One's own changes, and everybody's for who sets up the server. */
export function mayDecide({ id, role }: Person, actorId: string): boolean {
  return actorId === id || can(role, 'server.configure')
}

async function checkMine(
  { records }: World,
  { serverId, revisionId, person }: Decision,
): Promise<Result<null>> {
  const revision = await findRevision(records, revisionId)
  if (revision?.serverId !== serverId) return err('NOT_FOUND')
  return mayDecide(person, revision.actor.id) ? ok(null) : err('FORBIDDEN')
}
