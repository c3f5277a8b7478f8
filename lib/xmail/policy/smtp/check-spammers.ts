import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import { findRule } from '../rules/find-rule'
import { passedOverInOrder } from '../rules/passed-over'
import { compileSpammers } from '../rules/spammer-rules'
import type { Outcome } from '../trace'
import { refusal } from './replies'
import { delayBy, note, noteVariable, type Session } from './session'

const FILE = 'spammers.tab'
const WORDS = 'SmtpMsgIPBanSpammers'

/** spammers.tab (semantics.md 4.1). Without the file everybody is refused. Null: the session goes on. */
export function* checkSpammers(session: Session): Walk<string | null> {
  const { policy, question } = session
  const table = yield* openTable(policy, FILE, compileSpammers)
  if (!table) {
    note(session, { check: 'spammers', outcome: 'refuses', file: FILE, detail: { missing: FILE } })
    return ban(session, -19)
  }
  const asked = { client: question.client, world: session.world }
  const rule = yield* findRule(table, FILE, asked, (each) => String(each?.code))
  const outcome = outcomeOf(rule?.code)
  if (session.trace) {
    const passedOver = passedOverInOrder(table, question.client, rule)
    const detail: Record<string, number> = rule ? { code: rule.code } : {}
    note(session, { check: 'spammers', outcome, file: FILE, line: rule?.line ?? null, passedOver, detail })
  }
  if (outcome === 'flags') session.flags.add('spammer')
  if (outcome === 'delays') delayBy(session, rule?.code ?? 0)
  return outcome === 'refuses' ? ban(session, -107) : null
}

function outcomeOf(code: number | undefined): Outcome {
  if (code === undefined) return 'passes'
  return code > 0 ? 'refuses' : code < 0 ? 'delays' : 'flags'
}

function ban(session: Session, errorNumber: number): string {
  const words = session.vars.text(WORDS)
  if (words !== null) noteVariable(session, WORDS, { check: 'spammers', outcome: 'refuses' })
  return words ?? refusal(errorNumber)
}
