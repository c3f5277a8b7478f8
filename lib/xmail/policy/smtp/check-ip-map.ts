import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import { findRule } from '../rules/find-rule'
import { compileGate } from '../rules/gate-rules'
import { passedOverInGate } from '../rules/passed-over'
import { refusal } from './replies'
import { delayBy, note, noteVariable, type Session } from './session'

const FILE = 'smtp.ipmap.tab'
const DROP_CODE = 'SMTP-IpMapDropCode'

/** smtp.ipmap.tab and what SMTP-IpMapDropCode makes of a denial (semantics.md 6.1, 5a). Null: the session goes on. */
export function* checkIpMap(session: Session): Walk<string | null> {
  const { policy, question, vars } = session
  const gate = yield* openTable(policy, FILE, compileGate)
  if (!gate) {
    note(session, { check: 'ip-map', outcome: 'absent', file: FILE })
    return null
  }
  const asked = { client: question.client, world: session.world }
  const rule = yield* findRule(gate, FILE, asked, (each) => String(each?.allow ?? true))
  const code = vars.int(DROP_CODE, 1)
  const outcome = rule?.allow !== false ? 'passes' : code > 0 ? 'refuses' : code < 0 ? 'delays' : 'no-effect'
  if (session.trace) {
    const passedOver = passedOverInGate(gate, question.client, rule)
    const detail: Record<string, string | number> = outcome === 'passes' ? {} : { variable: DROP_CODE, code }
    note(session, { check: 'ip-map', outcome, file: FILE, line: rule?.line ?? null, passedOver, detail })
  }
  if (outcome === 'delays') delayBy(session, code)
  if (outcome !== 'refuses') return null
  const words = vars.text('SmtpMsgIPBan')
  if (words !== null) noteVariable(session, 'SmtpMsgIPBan', { check: 'ip-map', outcome })
  return words ?? refusal(-130)
}
