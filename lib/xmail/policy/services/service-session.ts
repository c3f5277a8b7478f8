import type { Address } from '@/lib/xmail/net'
import { type Decision, explore } from '../decision'
import type { Walk } from '../open-facts'
import type { Policy } from '../policy'
import type { CommandName, Exchange, World } from '../question'
import { makeStep, type TraceNote, type TraceStep } from '../trace'

/** What a service that is not SMTP answers to a client. */
export interface ServiceAnswer {
  readonly verdict: 'accepted' | 'refused'
  readonly exchange: readonly Exchange[]
  readonly delaySeconds: number
  readonly trace: readonly TraceStep[]
}

/** A session while it is walked. */
export interface ServiceSession {
  readonly policy: Policy
  readonly client: Address
  readonly world: World
  readonly exchange: Exchange[]
  readonly trace: TraceStep[]
}

export function note(session: ServiceSession, step: TraceNote): void {
  session.trace.push(makeStep(session.exchange.length, step))
}

export function reply(
  session: ServiceSession,
  command: CommandName,
  sent: string,
  text: string | null,
  { delaySeconds = 0, closes = false } = {},
): void {
  session.exchange.push({ command, sent, reply: text, delaySeconds, closes })
}

/** Walks a service for one client. `walk`: whether it was let do what it came for. */
export function decideService(
  policy: Policy,
  client: Address,
  world: World,
  walk: (session: ServiceSession) => Walk<boolean>,
): Decision<ServiceAnswer> {
  const same = (a: ServiceAnswer, b: ServiceAnswer) =>
    JSON.stringify(a.exchange) === JSON.stringify(b.exchange)
  const start = function* (): Walk<ServiceAnswer> {
    const session: ServiceSession = { policy, client, world, exchange: [], trace: [] }
    const verdict = (yield* walk(session)) ? 'accepted' : 'refused'
    const { exchange, trace } = session
    const delaySeconds = exchange.reduce((sum, each) => sum + each.delaySeconds, 0)
    return { verdict, exchange, delaySeconds, trace }
  }
  return explore(start, same, world.supposed)
}
