import type { Walk } from '../open-facts'
import { fileExists, openTable } from '../policy'
import { findRule } from '../rules/find-rule'
import { passedOverInOrder } from '../rules/passed-over'
import { compileRelay } from '../rules/relay-rules'
import { customDomainPaths } from './recipient-paths'
import { note, type Session } from './session'

const FILE = 'smtprelay.tab'
const DENIED = '550 Relay denied'

/** SMTPCheckRelayCapability (semantics.md 3): permission, custom domain, smtprelay.tab. Null: it may. */
export function* checkRelay(session: Session, domain: string): Walk<string | null> {
  if (session.flags.has('relay')) {
    note(session, { check: 'relay-permission', outcome: 'grants' })
    return null
  }
  note(session, { check: 'relay-permission', outcome: 'grants-nothing' })
  for (const path of customDomainPaths(domain)) {
    if (!(yield* fileExists(session.policy, path))) continue
    note(session, { check: 'custom-domain', outcome: 'grants', file: path })
    return null
  }
  return (yield* isInTable(session)) ? null : DENIED
}

function* isInTable(session: Session): Walk<boolean> {
  const { policy, question } = session
  const table = yield* openTable(policy, FILE, compileRelay)
  if (!table) {
    note(session, { check: 'relay-table', outcome: 'refuses', file: FILE, detail: { missing: FILE } })
    return false
  }
  const asked = { client: question.client, world: session.world }
  const rule = yield* findRule(table, FILE, asked, (each) => String(each !== null))
  if (session.trace) {
    const passedOver = passedOverInOrder(table, question.client, rule)
    const outcome = rule ? 'grants' : 'refuses'
    note(session, { check: 'relay-table', outcome, file: FILE, line: rule?.line ?? null, passedOver })
  }
  return rule !== null
}
