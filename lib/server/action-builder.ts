import type { z } from 'zod'
import type { AuditEntry } from '@/lib/db/audit'
import { type ActionFault, type ActionResult, ERRORS, err, type Fault, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { can, type Permission } from '@/lib/people/roles'
import { fieldFaults } from './field-faults'
import type { Log } from './log'
import type { Take } from './token-bucket'

/** What an action needs of the world; `action.ts` gives it Next's, a test its own. */
export interface ActionWorld {
  currentPerson(): Promise<Person | null>
  /** The fault of a request from a page of another site; null for one from our own. */
  checkOrigin(): Promise<Fault | null>
  clientAddress(): Promise<string>
  takePerson(personId: string): Take
  takeAddress(address: string): Take
  recordAudit(entry: AuditEntry): Promise<void>
  readonly log: Pick<Log, 'info' | 'error'>
  newRequestId(): string
  /** Throws again what is no error but the framework's way to redirect or to say "not found". */
  rethrowSignal(error: unknown): void
}

export interface ActionCall<Input, Actor> {
  readonly input: Input
  readonly actor: Actor
  readonly requestId: string
  /** Where the request came from, as far as that can be known. */
  readonly address: string
}

export interface ActionDefinition<Schema extends z.ZodType, Actor, T> {
  /** What may reach `run`: anything else is answered with INPUT_INVALID and the fields. */
  readonly input: Schema
  /** The permission that the role must include. Without it, being signed in is enough. */
  readonly can?: Permission
  /** What the audit calls it. Default: `can`; without either nothing is recorded. */
  readonly name?: string
  readonly run: (call: ActionCall<z.output<Schema>, Actor>) => Promise<Result<T>>
  /** What the audit keeps of it besides who, when and how it ended. Never a secret. */
  readonly detail?: (input: z.output<Schema>) => unknown
}

export type Action<T> = (raw: unknown) => Promise<ActionResult<T>>

export interface ActionBuilder {
  /** An action of somebody who is signed in. */
  action<Schema extends z.ZodType, T>(definition: ActionDefinition<Schema, Person, T>): Action<T>
  /** An action of anybody: signing in, the first set-up. Its own function limits how often it may be tried. */
  publicAction<Schema extends z.ZodType, T>(
    definition: Omit<ActionDefinition<Schema, null, T>, 'can'>,
  ): Action<T>
}

/**
 * Every action goes the same way: origin → session → role → rate limit → parse → run → audit → log → coded result.
 * It never throws, apart from the framework's own signals, and nothing but coded faults reaches the browser.
 */
export function createActionBuilder(openWorld: () => Promise<ActionWorld>): ActionBuilder {
  return {
    action: (definition) => (raw) =>
      openWorld().then((world) =>
        runAction(world, definition, raw, () => admitPerson(world, definition.can)),
      ),
    publicAction: (definition) => (raw) =>
      openWorld().then((world) => runAction(world, definition, raw, () => admitAnyone(world))),
  }
}

/** What is known of a run for audit and log, filled in as it goes. */
interface Trail {
  readonly requestId: string
  readonly began: number
  actor: Person | null
  input: unknown
}

type Admission<Actor> = Promise<{ readonly actor: Person | null; readonly admitted: Result<Actor> }>

async function runAction<Schema extends z.ZodType, Actor, T>(
  world: ActionWorld,
  definition: ActionDefinition<Schema, Actor, T>,
  raw: unknown,
  admit: () => Admission<Actor>,
): Promise<ActionResult<T>> {
  const trail: Trail = { requestId: world.newRequestId(), began: Date.now(), actor: null, input: undefined }
  let result: ActionResult<T>
  try {
    result = await runSteps(world, definition, raw, admit, trail)
  } catch (error) {
    world.rethrowSignal(error)
    world.log.error({ err: error, requestId: trail.requestId, action: nameOf(definition) }, 'action failed')
    result = err('INTERNAL')
  }
  await leaveTrail(world, definition, trail, result)
  return result.ok ? result : { ok: false, error: { ...result.error, requestId: trail.requestId } }
}

async function runSteps<Schema extends z.ZodType, Actor, T>(
  world: ActionWorld,
  definition: ActionDefinition<Schema, Actor, T>,
  raw: unknown,
  admit: () => Admission<Actor>,
  trail: Trail,
): Promise<ActionResult<T>> {
  const stranger = await world.checkOrigin()
  if (stranger) return { ok: false, error: stranger }
  const { actor, admitted } = await admit()
  trail.actor = actor
  if (!admitted.ok) return admitted
  const parsed = definition.input.safeParse(raw)
  if (!parsed.success) return { ok: false, error: fieldFaults(parsed.error) }
  trail.input = parsed.data
  const address = await world.clientAddress()
  return definition.run({ input: parsed.data, actor: admitted.value, requestId: trail.requestId, address })
}

async function admitPerson(world: ActionWorld, permission: Permission | undefined): Admission<Person> {
  const actor = await world.currentPerson()
  if (!actor) return { actor, admitted: err('NOT_SIGNED_IN') }
  if (permission && !can(actor.role, permission))
    return { actor, admitted: err('FORBIDDEN', { role: actor.role }) }
  return { actor, admitted: within(world.takePerson(actor.id), actor) }
}

async function admitAnyone(world: ActionWorld): Admission<null> {
  return { actor: null, admitted: within(world.takeAddress(await world.clientAddress()), null) }
}

function within<Actor>(take: Take, actor: Actor): Result<Actor> {
  return take.ok ? ok(actor) : err('RATE_LIMITED', { seconds: take.seconds })
}

function nameOf(definition: { readonly name?: string; readonly can?: Permission }): string | undefined {
  return definition.name ?? definition.can
}

/** Who did or tried what, in the audit and in the log. The result stands also when the audit cannot be written. */
async function leaveTrail<Schema extends z.ZodType>(
  world: ActionWorld,
  definition: Pick<ActionDefinition<Schema, never, unknown>, 'name' | 'can' | 'detail'>,
  trail: Trail,
  result: { readonly ok: true } | { readonly ok: false; readonly error: ActionFault },
): Promise<void> {
  const { requestId, actor } = trail
  const name = nameOf(definition)
  const outcome = result.ok ? 'done' : outcomeOf(result.error)
  const code = result.ok ? undefined : result.error.code
  world.log.info(
    { requestId, action: name, person: actor?.id, outcome, code, ms: Date.now() - trail.began },
    'action',
  )
  if (!name) return
  try {
    const input = trail.input as z.output<Schema>
    const detail = input === undefined ? undefined : definition.detail?.(input)
    await world.recordAudit({
      actor: actor && { id: actor.id, name: actor.name },
      action: name,
      ...serverOf(input),
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

/** Nearly every input names the server that it is about. */
function serverOf(input: unknown): { serverId?: string } {
  const named =
    typeof input === 'object' && input !== null && 'serverId' in input ? input.serverId : undefined
  return typeof named === 'string' ? { serverId: named } : {}
}
