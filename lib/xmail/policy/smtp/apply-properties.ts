import { atoi } from '@/lib/xmail/net'
import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import { findRule } from '../rules/find-rule'
import { passedOverInOrder } from '../rules/passed-over'
import {
  compileHostProperties,
  compileIpProperties,
  type HostRule,
  matchesHostPattern,
  type Property,
} from '../rules/property-rules'
import type { Outcome, PassedOver } from '../trace'
import { refusal } from './replies'
import { type Flag, note, type Session } from './session'

const BY_ADDRESS = 'smtp.ipprop.tab'
const BY_NAME = 'smtp.hnprop.tab'
/** So many host patterns are told apart where the client's name is open. */
const MAX_PATTERNS = 8

/** Properties and what they set. EaseTLS is read before there is anything to ease, and does nothing (semantics.md 0.5). */
const FLAG_OF: ReadonlyMap<string, Flag> = new Map([
  ['WhiteList', 'white-listed'],
  ['NoAuth', 'mail-unlocked'],
  ['EnableVRFY', 'vrfy'],
  ['EnableETRN', 'etrn'],
])

/** SMTPApplyIPProps (semantics.md 5): both files, before everything else. Null: the session goes on. */
export function* applyProperties(session: Session): Walk<string | null> {
  yield* applyAddressProperties(session)
  return yield* applyHostProperties(session)
}

function* applyAddressProperties(session: Session): Walk<void> {
  const { policy, question } = session
  const table = yield* openTable(policy, BY_ADDRESS, compileIpProperties)
  if (!table) return note(session, { check: 'ip-properties', outcome: 'absent', file: BY_ADDRESS })
  const asked = { client: question.client, world: session.world }
  const rule = yield* findRule(table, BY_ADDRESS, asked, (each) => JSON.stringify(each?.properties ?? []))
  const outcome = rule ? setProperties(session, rule.properties) : 'passes'
  if (!session.trace) return
  const passedOver = passedOverInOrder(table, question.client, rule)
  const detail = shownProperties(rule?.properties)
  note(session, {
    check: 'ip-properties',
    outcome,
    file: BY_ADDRESS,
    line: rule?.line ?? null,
    passedOver,
    detail,
  })
}

function* applyHostProperties(session: Session): Walk<string | null> {
  const rules = yield* openTable(session.policy, BY_NAME, compileHostProperties)
  if (!rules) return null
  const found = yield* findHostRule(session, rules)
  if (found === 'no-name') {
    note(session, { check: 'host-properties', outcome: 'refuses', file: BY_NAME })
    return refusal(-37)
  }
  const outcome = found ? setProperties(session, found.properties) : 'passes'
  const passedOver: PassedOver[] = rules
    .filter(({ line, pattern }) => line < (found?.line ?? Number.POSITIVE_INFINITY) && isDead(pattern))
    .map(({ line }) => ({ line, why: 'leading-dot' }))
  const detail = shownProperties(found?.properties)
  note(session, {
    check: 'host-properties',
    outcome,
    file: BY_NAME,
    line: found?.line ?? null,
    passedOver,
    detail,
  })
  return null
}

function isDead(pattern: string): boolean {
  return pattern.startsWith('.') && !pattern.endsWith('.')
}

/** The line for the client's PTR name. The file's mere existence makes a name necessary (semantics.md 0.6). */
function* findHostRule(session: Session, rules: readonly HostRule[]): Walk<HostRule | null | 'no-name'> {
  const { clientName } = session.world
  if (clientName === null) return 'no-name'
  session.hasName = true
  if (clientName !== undefined)
    return rules.find(({ pattern }) => matchesHostPattern(clientName, pattern)) ?? null
  const telling = rules.filter(({ pattern }) => !isDead(pattern)).slice(0, MAX_PATTERNS)
  const lines = telling.map(({ line }) => String(line))
  const answer = yield { kind: 'client-name', answers: ['none', ...lines, 'other'] }
  if (answer === 'none') return 'no-name'
  return telling.find(({ line }) => String(line) === answer) ?? null
}

/** SMTPEnumIPPropsCB. Names are exact, unknown ones are ignored. */
function setProperties(session: Session, properties: readonly Property[]): Outcome {
  let outcome: Outcome = 'grants-nothing'
  for (const { name, value } of properties) {
    const isOn = value === null || atoi(value) !== 0
    const flag = FLAG_OF.get(name)
    if (flag && isOn) session.flags.add(flag)
    const isBypass = name === 'SenderDomainCheck' && value !== null && atoi(value) === 0
    if (isBypass) session.flags.add('no-sender-check')
    if ((flag && isOn) || isBypass) outcome = 'grants'
    else if (name === 'EaseTLS' && outcome !== 'grants') outcome = 'no-effect'
  }
  return outcome
}

function shownProperties(properties: readonly Property[] | undefined): Record<string, string> {
  if (!properties || properties.length === 0) return {}
  const shown = properties.map(({ name, value }) => (value === null ? name : `${name}=${value}`))
  return { properties: shown.join(' ') }
}
