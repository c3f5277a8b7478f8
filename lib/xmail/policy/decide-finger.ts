import type { Decision } from './decision'
import type { Policy } from './policy'
import type { ServiceQuestion, World } from './question'
import { passGate } from './services/pass-gate'
import { decideService, reply, type ServiceAnswer } from './services/service-session'

/**
 * The gate of FINGER (semantics.md 10.1). Who is refused, and who is let in until the query, hears nothing: the one is
 * hung up on.
 */
export function decideFinger(
  policy: Policy,
  { client }: ServiceQuestion,
  world: World = {},
): Decision<ServiceAnswer> {
  return decideService(policy, client, world, function* (session) {
    const allow = yield* passGate(session, 'finger.ipmap.tab')
    reply(session, 'connect', '', null, { closes: !allow })
    return allow
  })
}
