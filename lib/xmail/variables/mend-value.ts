import { MECHANISMS } from '@/lib/xmail/tables/smtpextauth'
import { checkValue, VARIABLE_CONFIRMATIONS } from './check-value'
import type { VariableDefinition } from './definition'
import { parseMapsList } from './maps-list'
import { explainValue, readValue, type ValueMark } from './read-value'
import { parseSmtpConfig } from './smtp-config'

/** Marks of values that were probably meant otherwise. The others are a matter of choice. */
const MENDABLE: ReadonlySet<ValueMark> = new Set([
  'word-is-off',
  'empty-is-off',
  'word-is-zero',
  'trailing-text',
  'cut-value',
  'no-reply-code',
  'comma-between-gateways',
  'only-first-counts',
  'odd-part',
])

const YES = /^\s*(y|yes|true|on|enabled?)\s*$/i

/**
 * The value that was probably meant, which XMail reads without doubt; null where there is nothing to mend or no telling
 * what was meant. Whoever takes it is still asked what `checkValue` asks.
 */
export function mendValue(definition: VariableDefinition, value: string): string | null {
  if (!explainValue(definition, value).some((mark) => MENDABLE.has(mark))) return null
  const mended = guess(definition, value)
  const isSound = mended !== null && checkValue(definition, mended, VARIABLE_CONFIRMATIONS) === null
  return isSound && mended !== value ? mended : null
}

function guess(definition: VariableDefinition, value: string): string | null {
  const { value: kind } = definition
  const effective = readValue(definition, value)
  if (effective.kind === 'flag') {
    const isMeant = YES.test(value) || (value === '' && kind.kind === 'flag' && kind.default)
    return isMeant || effective.on ? '1' : '0'
  }
  // What it counts as now, written so that nobody can take it for something else.
  if (effective.kind === 'number') return String(effective.number)
  return kind.kind === 'text' ? guessText(kind.form, value) : null
}

function guessText(form: string, value: string): string | null {
  switch (form) {
    case 'reply':
      return value.trim() === '' ? null : `550 ${value.trim()}`
    case 'permissions':
      return [...new Set(value.toUpperCase())].filter((char) => /[MRVTZS]/.test(char)).join('')
    case 'gateways':
      return value.split(',').reduce((all, part) => `${all}${part.includes('=') ? ',' : ';'}${part.trim()}`)
    case 'mechanisms': {
      const [first = ''] = value.split(',')
      return MECHANISMS.find((known) => known === first.trim().toUpperCase()) ?? null
    }
    case 'zones':
      return parseMapsList(value)
        .map(({ text }) => text.replaceAll(/\s/g, ''))
        .join(',')
    case 'smtp-options':
      return parseSmtpConfig(value).options.map(mendOption).join(',')
    default:
      return null
  }
}

function mendOption({ text }: { readonly text: string }): string {
  const option = text.trim()
  return ['mail-auth', 'WantTLS'].find((known) => known.toLowerCase() === option.toLowerCase()) ?? option
}
