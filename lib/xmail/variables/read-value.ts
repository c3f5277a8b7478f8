import { atoi } from '@/lib/xmail/net'
import { readPermissions } from '@/lib/xmail/tables/smtp-permissions'
import type { VariableDefinition, VariableKind } from './definition'
import { parseMapsList } from './maps-list'
import { parseNoTlsAuths } from './no-tls-auths'
import { parseSmtpConfig } from './smtp-config'

/** What XMail makes of a value. */
export type EffectiveValue =
  | { readonly kind: 'flag'; readonly on: boolean }
  | { readonly kind: 'number'; readonly number: number }
  /** Null: nothing is set, and nothing stands in for it. */
  | { readonly kind: 'text'; readonly text: string | null }

/** What is remarkable about a value. A closed list: pages translate it. */
export const VALUE_MARKS = [
  /** `yes`, `true`, `on`: no number, and so off. */
  'word-is-off',
  /** Empty, which is off although it is on where it is missing. */
  'empty-is-off',
  /** Text where a number belongs: 0. */
  'word-is-zero',
  /** More than a number: what follows it is not read. */
  'trailing-text',
  /** Longer than XMail's buffer for numbers. */
  'cut-value',
  'out-of-range',
  /** SMTP-IpMapDropCode 0: nothing happens to who is denied (semantics.md 0.4). */
  'drop-code-does-nothing',
  /** Passwords are written to the log. */
  'logs-passwords',
  /** Every client without a certificate is refused, this console too. */
  'client-certificates-needed',
  /** Mail from the Internet is refused where this applies to port 25. */
  'mail-auth',
  /** A reply that does not begin with a code: clients cannot understand it. */
  'no-reply-code',
  /** Commas between gateways: what is behind the first is taken for its options. */
  'comma-between-gateways',
  /** Of several mechanisms only the first is ever found. */
  'only-first-counts',
  /** A part of it does nothing, or not what it looks like: see the rows or options of it. */
  'odd-part',
  'empty',
] as const
export type ValueMark = (typeof VALUE_MARKS)[number]

/** XMail copies numbers and flags into a buffer that keeps so many bytes (semantics.md 13). */
const NUMBER_BYTES = 62

/** What a value comes to; null: the variable is missing. */
export function readValue({ value: kind, scope }: VariableDefinition, value: string | null): EffectiveValue {
  const number = atoi((value ?? '').slice(0, NUMBER_BYTES))
  // user.tab has no default for what is empty.
  const isEmptyDefault = value === '' && scope === 'server'
  if (kind.kind === 'text') return { kind: 'text', text: value ?? kind.default }
  if (kind.kind === 'flag') {
    const isDefault = value === null || (isEmptyDefault && kind.emptyIsDefault)
    return { kind: 'flag', on: isDefault ? kind.default : number !== 0 }
  }
  return { kind: 'number', number: value === null || isEmptyDefault ? kind.default : number }
}

/** What is remarkable about a value of a known variable. */
export function explainValue(definition: VariableDefinition, value: string): ValueMark[] {
  const { value: kind, name } = definition
  if (kind.kind === 'text') return explainText(kind.form, value)
  const effective = readValue(definition, value)
  const marks: ValueMark[] = explainNumber(kind, value)
  const number = effective.kind === 'number' ? effective.number : 0
  if (kind.kind === 'number' && (number < kind.min || number > kind.max)) marks.push('out-of-range')
  if (kind.kind === 'choice' && !kind.choices.includes(number)) marks.push('out-of-range')
  if (name === 'SMTP-IpMapDropCode' && number === 0) marks.push('drop-code-does-nothing')
  if (name === 'Pop3LogPasswd' && number !== 0) marks.push('logs-passwords')
  if (name === 'SSLWantCert' && effective.kind === 'flag' && effective.on)
    marks.push('client-certificates-needed')
  return marks
}

function explainNumber(kind: VariableKind, value: string): ValueMark[] {
  if (value.length > NUMBER_BYTES) return ['cut-value']
  if (value === '') return kind.kind === 'flag' && kind.default ? ['empty-is-off'] : []
  if (!/^\s*[+-]?\d/.test(value)) return [kind.kind === 'flag' ? 'word-is-off' : 'word-is-zero']
  return /^\s*[+-]?\d+$/.test(value) ? [] : ['trailing-text']
}

function explainText(form: string, value: string): ValueMark[] {
  switch (form) {
    case 'reply':
      return /^[45]\d\d /.test(value) ? [] : ['no-reply-code']
    case 'zones':
      return parseMapsList(value).some(({ marks }) => marks.length > 0) ? ['odd-part'] : []
    case 'permissions':
      return readPermissions(value).unknownLetters === '' ? [] : ['odd-part']
    case 'gateways':
      return value.split(',').some((part, i) => i > 0 && !part.includes('='))
        ? ['comma-between-gateways']
        : []
    case 'mechanisms': {
      const auths = parseNoTlsAuths(value)
      if (auths.state !== 'one') return []
      const marks: ValueMark[] = auths.ignored.length > 0 ? ['only-first-counts'] : []
      return auths.mechanism === null ? [...marks, 'odd-part'] : marks
    }
    case 'smtp-options': {
      const { mailAuth, options } = parseSmtpConfig(value)
      const marks: ValueMark[] = mailAuth ? ['mail-auth'] : []
      return options.some(({ mark }) => mark !== null) ? [...marks, 'odd-part'] : marks
    }
    case 'domain':
    case 'address':
      return value === '' ? ['empty'] : []
    default:
      return []
  }
}
