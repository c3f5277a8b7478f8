import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import { findRule } from '../rules/find-rule'
import { compileGate } from '../rules/gate-rules'
import { passedOverInGate } from '../rules/passed-over'
import type { Check } from '../trace'
import { note, type ServiceSession } from './service-session'

/** Whether an ipmap file lets the client in (semantics.md 2.3); without the file everybody is. */
export function* passGate(
  session: ServiceSession,
  file: string,
  check: Check & ('ip-map' | 'account-ip-map') = 'ip-map',
): Walk<boolean> {
  const gate = yield* openTable(session.policy, file, compileGate)
  if (!gate) {
    note(session, { check, outcome: 'absent', file })
    return true
  }
  const rule = yield* findRule(gate, file, session, (each) => String(each?.allow ?? true))
  const allow = rule?.allow ?? true
  const passedOver = passedOverInGate(gate, session.client, rule)
  const outcome = allow ? 'passes' : 'refuses'
  note(session, { check, outcome, file, line: rule?.line ?? null, passedOver })
  return allow
}
