import type { AuditEntry } from '@/lib/db/audit'
import { type ActionFault, ERRORS, type Fault } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import type { ActionWorld } from './action-builder'

/** What is known of a run for audit and log, filled in as it goes. */
export interface Trail {
  readonly requestId: string
  readonly began: number
  readonly name: string | undefined
  /** Only refusals are worth an entry. */
  readonly isQuiet: boolean
  /** The server that the request names. */
  readonly serverId: string | undefined
  actor: Person | null
  input: unknown
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: ActionFault }

/** Who did or tried what, in the audit and in the log. The result stands also when the audit cannot be written. */
export async function leaveTrail(
  world: Pick<ActionWorld, 'log' | 'recordAudit'>,
  trail: Trail,
  result: Outcome,
  readDetail: () => unknown,
): Promise<void> {
  const { requestId, actor, name, serverId } = trail
  const outcome = result.ok ? 'done' : outcomeOf(result.error)
  const code = result.ok ? undefined : result.error.code
  world.log.info(
    { requestId, action: name, person: actor?.id, outcome, code, ms: Date.now() - trail.began },
    'action',
  )
  if (!name || (trail.isQuiet && outcome !== 'refused')) return
  try {
    const detail = readDetail()
    await world.recordAudit({
      actor: actor && { id: actor.id, name: actor.name },
      action: name,
      ...(serverId !== undefined && { serverId }),
      outcome,
      ...(code && { code }),
      ...(detail !== undefined && { detail }),
    })
  } catch (error) {
    world.log.error({ err: error, requestId, action: name }, 'the audit could not be written')
  }
}

/** `refused`: somebody asked for what cannot be, or not by them. `failed`: something went wrong on the way. */
function outcomeOf({ code }: Fault): AuditEntry['outcome'] {
  return ERRORS[code].status < 499 ? 'refused' : 'failed'
}
