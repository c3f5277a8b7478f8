import type { z } from 'zod'
import type { AuditEntry } from '@/lib/db/audit'
import { type ActionResult, err, type Fault, ok, type Result } from '@/lib/errors'
import type { Person, SignedIn } from '@/lib/people/person'
import { personOn } from '@/lib/people/role-on'
import { type ConsolePermission, can, type Permission } from '@/lib/people/roles'
import { leaveTrail, type Trail } from './action-trail'
import { fieldFaults } from './field-faults'
import type { Log } from './log'
import type { Take } from './token-bucket'

const MAX_ID = 100

/** What an action needs of the world; `action.ts` gives it Next's, a test its own. */
export interface ActionWorld {
  currentPerson(): Promise<SignedIn | null>
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

/**
 * What an action may ask for: a permission on a server only where its input names the server, so that it cannot be asked of
 * nothing in particular.
 */
type PermissionFor<Input> = Input extends { readonly serverId: string } ? Permission : ConsolePermission

export interface ActionDefinition<Schema extends z.ZodType, Actor, T> {
  /** What may reach `run`: anything else is answered with INPUT_INVALID and the fields. */
  readonly input: Schema
  /** The permission that the role must include: on the server that the input names, else in the console. */
  readonly can: PermissionFor<z.output<Schema>>
  /** What the audit calls it. Default: `can`. Null, for what only reads: it records nothing but refusals, as `can`. */
  readonly name?: string | null
  readonly run: (call: ActionCall<z.output<Schema>, Actor>) => Promise<Result<T>>
  /** What the audit keeps of it besides who, when and how it ended. Never a secret. */
  readonly detail?: (input: z.output<Schema>) => unknown
}

export interface Action<T> {
  (raw: unknown): Promise<ActionResult<T>>
  /** Whom it admits, for the matrix. Null: anybody, signed in or not. */
  readonly can: Permission | null
}

export interface PublicDefinition<Schema extends z.ZodType, T>
  extends Omit<ActionDefinition<Schema, null, T>, 'can'> {
  /** `own`: `run` limits by itself how often it may be tried, finer than by the address. */
  readonly limit?: 'own'
}

export interface ActionBuilder {
  /** An action of somebody who is signed in. */
  action<Schema extends z.ZodType, T>(definition: ActionDefinition<Schema, Person, T>): Action<T>
  /** An action of anybody: signing in, the first set-up. */
  publicAction<Schema extends z.ZodType, T>(definition: PublicDefinition<Schema, T>): Action<T>
}

/**
 * Every action goes the same way: origin → session → role → rate limit → parse → run → audit → log → coded result.
 * It never throws, apart from the framework's own signals, and nothing but coded faults reaches the browser.
 */
export function createActionBuilder(openWorld: () => Promise<ActionWorld>): ActionBuilder {
  return {
    action: (definition) =>
      asking(definition.can, async (raw) => {
        const world = await openWorld()
        return runAction(world, definition, raw, () => admitPerson(world, definition.can, serverOf(raw)))
      }),
    publicAction: (definition) =>
      asking(null, async (raw) => {
        const world = await openWorld()
        return runAction(world, definition, raw, () => admitAnyone(world, definition.limit))
      }),
  }
}

function asking<T>(
  permission: Permission | null,
  run: (raw: unknown) => Promise<ActionResult<T>>,
): Action<T> {
  return Object.assign(run, { can: permission })
}

/** Of either kind: a public one has no `can`. */
interface Definition<Schema extends z.ZodType, Actor, T>
  extends Omit<ActionDefinition<Schema, Actor, T>, 'can'> {
  readonly can?: Permission
}

type Admission<Actor> = Promise<{ readonly actor: Person | null; readonly admitted: Result<Actor> }>

async function runAction<Schema extends z.ZodType, Actor, T>(
  world: ActionWorld,
  definition: Definition<Schema, Actor, T>,
  raw: unknown,
  admit: () => Admission<Actor>,
): Promise<ActionResult<T>> {
  const requestId = world.newRequestId()
  const trail: Trail = {
    requestId,
    began: Date.now(),
    name: definition.name ?? definition.can,
    serverId: serverOf(raw),
    isQuiet: definition.name === null,
    actor: null,
    input: undefined,
  }
  let result: ActionResult<T>
  try {
    result = await runSteps(world, definition, raw, admit, trail)
  } catch (error) {
    world.rethrowSignal(error)
    world.log.error({ err: error, requestId: trail.requestId, action: trail.name }, 'action failed')
    result = err('INTERNAL')
  }
  const { input } = trail
  const detail = () => (input === undefined ? undefined : definition.detail?.(input as z.output<Schema>))
  await leaveTrail(world, trail, result, detail)
  return result.ok ? result : { ok: false, error: { ...result.error, requestId: trail.requestId } }
}

async function runSteps<Schema extends z.ZodType, Actor, T>(
  world: ActionWorld,
  definition: Definition<Schema, Actor, T>,
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
  // The role was asked on the server that the raw input named.
  if (serverOf(parsed.data) !== trail.serverId) throw new Error('the schema has changed which server it is')
  trail.input = parsed.data
  const address = await world.clientAddress()
  return definition.run({ input: parsed.data, actor: admitted.value, requestId: trail.requestId, address })
}

async function admitPerson(
  world: ActionWorld,
  permission: Permission,
  serverId: string | undefined,
): Admission<Person> {
  const signedIn = await world.currentPerson()
  if (!signedIn) return { actor: null, admitted: err('NOT_SIGNED_IN') }
  const actor = personOn(signedIn, serverId)
  if (!actor) return { actor: signedIn, admitted: err('NOT_FOUND') }
  if (!can(actor.role, permission)) return { actor, admitted: err('FORBIDDEN', { role: actor.role }) }
  return { actor, admitted: within(world.takePerson(actor.id), actor) }
}

async function admitAnyone(world: ActionWorld, limit: 'own' | undefined): Admission<null> {
  if (limit === 'own') return { actor: null, admitted: ok(null) }
  return { actor: null, admitted: within(world.takeAddress(await world.clientAddress()), null) }
}

function within<Actor>(take: Take, actor: Actor): Result<Actor> {
  return take.ok ? ok(actor) : err('RATE_LIMITED', { seconds: take.seconds })
}

/** The server that an input names, as nearly every one does. */
function serverOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('serverId' in input)) return undefined
  return typeof input.serverId === 'string' && input.serverId.length <= MAX_ID ? input.serverId : undefined
}
