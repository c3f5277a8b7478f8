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
  propertyFlags,
} from '../rules/property-rules'
import type { Outcome, PassedOver } from '../trace'
import { refusal } from './replies'
import { note, type Session } from './session'

const BY_ADDRESS = 'smtp.ipprop.tab'
const BY_NAME = 'smtp.hnprop.tab'
/** So many host patterns are told apart where the client's name is open. */
const MAX_PATTERNS = 8

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
  const names = telling.map(({ line, pattern }) => ({ line, name: pattern }))
  const answer = yield { kind: 'client-name', names, answers: ['none', ...lines, 'other'] }
  if (answer === 'none') return 'no-name'
  return telling.find(({ line }) => String(line) === answer) ?? null
}

/** SMTPEnumIPPropsCB. Names are exact, unknown ones are ignored. */
function setProperties(session: Session, properties: readonly Property[]): Outcome {
  const flags = propertyFlags(properties)
  for (const flag of flags) session.flags.add(flag)
  if (flags.length > 0) return 'grants'
  return properties.some(({ name }) => name === 'EaseTLS') ? 'no-effect' : 'grants-nothing'
}

function shownProperties(properties: readonly Property[] | undefined): Record<string, string> {
  if (!properties || properties.length === 0) return {}
  const shown = properties.map(({ name, value }) => (value === null ? name : `${name}=${value}`))
  return { properties: shown.join(' ') }
}
