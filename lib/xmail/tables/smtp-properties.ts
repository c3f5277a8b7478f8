import { atoi } from '@/lib/xmail/net'

/**
 * What smtp.ipprop.tab and smtp.hnprop.tab can grant (semantics.md 5), by name. `activeWhen`: `on` without a value or
 * with one that is not 0; `off` with a value that is 0.
 */
export const SMTP_PROPERTIES = [
  { key: 'whiteList', name: 'WhiteList', activeWhen: 'on', works: true },
  { key: 'noAuth', name: 'NoAuth', activeWhen: 'on', works: true },
  { key: 'noSenderDomainCheck', name: 'SenderDomainCheck', activeWhen: 'off', works: true },
  { key: 'enableVrfy', name: 'EnableVRFY', activeWhen: 'on', works: true },
  { key: 'enableEtrn', name: 'EnableETRN', activeWhen: 'on', works: true },
  // XMail 1.27 looks at it before the flag that it is to take away is set (semantics.md 0.5).
  { key: 'easeTls', name: 'EaseTLS', activeWhen: 'on', works: false },
] as const

type Known = (typeof SMTP_PROPERTIES)[number]
export type SmtpPropertyKey = Known['key']
/** Those that a person can switch on: what has no effect is not offered. */
export const GRANTABLE = ['whiteList', 'noAuth', 'noSenderDomainCheck', 'enableVrfy', 'enableEtrn'] as const
export type Grantable = (typeof GRANTABLE)[number]

/** Each property, whether it is active. */
export type SmtpProperties = Readonly<Record<SmtpPropertyKey, boolean>>

/** Why a field does not do what it looks like. A closed list: pages translate it. */
export const PROPERTY_MARKS = [
  /** EaseTLS has no effect. */
  'ease-tls',
  /** `=yes`, `=true`, `=on` or an empty value: to XMail that is 0. */
  'word-is-zero',
  /** Several properties in one field; only TABs divide them. */
  'comma-list',
  /** The right name with other capitals. */
  'misspelt-property',
  'unknown-property',
  /** SenderDomainCheck does something only as `=0`. */
  'sender-check-not-zero',
  /** The line matches, ends the search and grants nothing. */
  'grants-nothing',
] as const

export type PropertyMark = (typeof PROPERTY_MARKS)[number]

/** One field, taken apart at its first `=`. */
export interface PropertyField {
  /** As it is in the file, a byte string. */
  readonly text: string
  /** Null: XMail knows no such property. */
  readonly key: SmtpPropertyKey | null
  readonly active: boolean
  readonly mark: PropertyMark | null
}

export interface PropertyReading {
  readonly fields: readonly PropertyField[]
  readonly properties: SmtpProperties
  readonly marks: readonly PropertyMark[]
}

/** Reads the fields behind the address or host name. What one field switches on, no other switches off. */
export function readProperties(texts: readonly string[]): PropertyReading {
  const fields = texts.map(readField)
  const has = (key: SmtpPropertyKey) => fields.some((field) => field.key === key && field.active)
  const properties: SmtpProperties = {
    whiteList: has('whiteList'),
    noAuth: has('noAuth'),
    noSenderDomainCheck: has('noSenderDomainCheck'),
    enableVrfy: has('enableVrfy'),
    enableEtrn: has('enableEtrn'),
    easeTls: has('easeTls'),
  }
  const marks = new Set(fields.flatMap(({ mark }) => (mark ? [mark] : [])))
  if (!GRANTABLE.some((key) => properties[key])) marks.add('grants-nothing')
  return { fields, properties, marks: [...marks] }
}

function readField(text: string): PropertyField {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  const value = equals < 0 ? null : text.slice(equals + 1)
  const known = SMTP_PROPERTIES.find((property) => property.name === name)
  if (!known) return { text, key: null, active: false, mark: explainName(name, text) }
  const isZero = value !== null && atoi(value) === 0
  const active = known.activeWhen === 'on' ? !isZero : isZero
  return { text, key: known.key, active, mark: explainValue(known, value, active) }
}

function explainName(name: string, text: string): PropertyMark {
  if (text.includes(',')) return 'comma-list'
  const isKnown = SMTP_PROPERTIES.some((known) => known.name.toLowerCase() === name.trim().toLowerCase())
  return isKnown ? 'misspelt-property' : 'unknown-property'
}

function explainValue(known: Known, value: string | null, active: boolean): PropertyMark | null {
  if (value?.includes(',')) return 'comma-list'
  if (!known.works) return 'ease-tls'
  if (known.activeWhen === 'off') return active ? null : 'sender-check-not-zero'
  return value !== null && !active && !/^\s*[+-]?\d/.test(value) ? 'word-is-zero' : null
}

/**
 * The fields that grant exactly `wanted`. A field that does no harm stays as it is, unknown ones too; one that grants what
 * is not wanted goes; one that says in vain what is wanted is mended in its place.
 */
export function writeProperties(texts: readonly string[], wanted: readonly Grantable[]): string[] {
  const missing = new Set<SmtpPropertyKey>(wanted)
  const fields = texts.map(readField)
  for (const { key, active } of fields) if (active && key) missing.delete(key)
  const kept = fields.flatMap(({ text, key, active }) => {
    if (key === null || key === 'easeTls') return [text]
    if (active) return isWanted(key, wanted) ? [text] : []
    return missing.delete(key) ? [textOf(key)] : [text]
  })
  return [...kept, ...[...missing].map(textOf)]
}

function isWanted(key: SmtpPropertyKey, wanted: readonly Grantable[]): boolean {
  return wanted.some((each) => each === key)
}

function textOf(key: SmtpPropertyKey): string {
  const known = SMTP_PROPERTIES.find((property) => property.key === key)
  return `${known?.name}=${known?.activeWhen === 'off' ? 0 : 1}`
}
