import { errorText } from '@/lib/xmail/ctrl'
import type { Decision } from './decision'
import type { Policy } from './policy'
import type { ServiceQuestion, World } from './question'
import { passGate } from './services/pass-gate'
import { decideService, reply, type ServiceAnswer } from './services/service-session'

const NOT_ALLOWED = 130

/** The gate of CTRL and CTRLS, before anybody signs in (semantics.md 8.1). */
export function decideCtrl(
  policy: Policy,
  { client }: ServiceQuestion,
  world: World = {},
): Decision<ServiceAnswer> {
  return decideService(policy, client, world, function* (session) {
    const allow = yield* passGate(session, 'ctrl.ipmap.tab')
    const text = allow
      ? '+00000 <TIMESTAMP> XMail 1.27 CTRL Server; DATE'
      : `-00${NOT_ALLOWED} ${errorText(-NOT_ALLOWED)}`
    reply(session, 'connect', '', text, { closes: !allow })
    return allow
  })
}
