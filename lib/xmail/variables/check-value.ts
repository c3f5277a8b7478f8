import { type Fault, fault } from '@/lib/errors'
import { SMTP_PERMISSIONS } from '@/lib/xmail/tables/smtp-permissions'
import { MECHANISMS } from '@/lib/xmail/tables/smtpextauth'
import type { TextForm, VariableDefinition } from './definition'
import { parseMapsList } from './maps-list'
import { readValue } from './read-value'
import { parseSmtpConfig } from './smtp-config'

/** What a person has to say yes to, by name. */
export const VARIABLE_CONFIRMATIONS = [
  /** Nobody sends without signing in; on port 25 that refuses the Internet's mail. */
  'mail-auth',
  /** TLS clients without a certificate are refused, this console too. */
  'client-certificates',
  /** Passwords are written to the log. */
  'logged-passwords',
] as const
export type VariableConfirmation = (typeof VARIABLE_CONFIRMATIONS)[number]

/** The longest wait that a code may ask for. */
const MAX_DELAY_SECONDS = 3600

/** What a list looks like, for the words of VALUE_FORM. */
const EXAMPLES: Partial<Record<TextForm, string>> = {
  'smtp-options': 'mail-auth,WantTLS',
  gateways: 'mail.example.com:25;192.0.2.25',
  'gateway-options': 'NeedTLS=1,OutBind=192.0.2.1',
  'name-servers': '192.0.2.53:udp,192.0.2.54:tcp',
  attempts: '1,4,9',
  'header-tags': '+X-Deliver-To,+Received,To,Cc',
  zones: 'bl.example.org:1,dul.example.org:0',
}

const FORMS: Partial<Record<TextForm, RegExp>> = {
  domain: /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i,
  address: /^[^\s@,;<>"]+@[^\s@,;<>"]+$/,
  reply: /^[45]\d\d [ -~]*$/,
  'reply-part': /^[ -~]*$/,
  gateways: /^[^\s,;=]+(,[\w-]+=[^\s,;]*)*(;[^\s,;=]+(,[\w-]+=[^\s,;]*)*)*$/,
  'gateway-options': /^(NeedTLS=[012]|OutBind=[0-9a-fA-F.:]+)(,(NeedTLS=[012]|OutBind=[0-9a-fA-F.:]+))*$/,
  'name-servers': /^[^\s,:]+:(tcp|udp)(,[^\s,:]+:(tcp|udp))*$/,
  attempts: /^(\d+(,\d+)*)?$/,
  'header-tags': /^\+?[\w-]+(,\+?[\w-]+)*$/,
}

/**
 * Whether a value may be written; null: it may. In field `value`: VALUE_OUT_OF_RANGE {name, min, max}, VALUE_NOT_ALLOWED
 * {name, allowed}, REPLY_NEEDS_CODE {name}, VALUE_NOT_ASCII {name}, VALUE_NOT_A_DOMAIN {name}, VALUE_NOT_AN_ADDRESS {name},
 * VALUE_FORM {name, example}, VALUE_TOO_LONG {name, limit}. Unless confirmed: MAIL_AUTH_CONFIRM,
 * CLIENT_CERTIFICATES_CONFIRM, LOGGED_PASSWORDS_CONFIRM.
 */
export function checkValue(
  definition: VariableDefinition,
  value: string,
  confirmed: readonly VariableConfirmation[] = [],
): Fault | null {
  return checkForm(definition, value) ?? checkConsequence(definition, value, confirmed)
}

function checkForm({ name, value: kind }: VariableDefinition, value: string): Fault | null {
  switch (kind.kind) {
    case 'flag':
      return /^[01]$/.test(value) ? null : notAllowed(name, ['1', '0'])
    case 'choice':
      return kind.choices.map(String).includes(value) ? null : notAllowed(name, kind.choices)
    case 'code':
      return checkNumber(name, value, -MAX_DELAY_SECONDS, 1)
    case 'number':
      return checkNumber(name, value, kind.min, kind.max)
    case 'text':
      if (kind.maxBytes !== null && value.length > kind.maxBytes) {
        return fault('VALUE_TOO_LONG', { name, limit: kind.maxBytes }, 'value')
      }
      return checkText(name, kind.form, value)
  }
}

function notAllowed(name: string, allowed: readonly (string | number)[]): Fault {
  return fault('VALUE_NOT_ALLOWED', { name, allowed: allowed.join(', ') }, 'value')
}

function checkNumber(name: string, value: string, min: number, max: number): Fault | null {
  const isGood = /^(0|-?[1-9]\d{0,9})$/.test(value) && Number(value) >= min && Number(value) <= max
  return isGood ? null : fault('VALUE_OUT_OF_RANGE', { name, min, max }, 'value')
}

function checkText(name: string, form: TextForm, value: string): Fault | null {
  switch (form) {
    case 'permissions': {
      const letters = SMTP_PERMISSIONS.map(({ letter }) => letter)
      return /^[MRVTZS]*$/.test(value) ? null : notAllowed(name, letters)
    }
    case 'mechanisms':
      // Of a list XMail finds only the first item, so that a list is refused rather than written in vain.
      return value === '' || MECHANISMS.some((known) => known === value) ? null : notAllowed(name, MECHANISMS)
    case 'smtp-options':
      return parseSmtpConfig(value).options.every(({ mark }) => mark === null) ? null : badForm(name, form)
    case 'zones':
      return parseMapsList(value).every(({ action, marks }) => action !== null && !marks.some(isVain))
        ? null
        : badForm(name, form)
    default:
      return (FORMS[form]?.test(value) ?? true) ? null : badForm(name, form, value)
  }
}

/** Entries with these never list anybody, or hide the entries behind them. */
function isVain(mark: string): boolean {
  return ['blank-in-zone', 'comma-in-zone', 'not-a-zone', 'odd-code'].includes(mark)
}

function badForm(name: string, form: TextForm, value = ''): Fault {
  const isAscii = /^[ -~]*$/.test(value)
  if (form === 'domain') return fault('VALUE_NOT_A_DOMAIN', { name }, 'value')
  if (form === 'address') return fault('VALUE_NOT_AN_ADDRESS', { name }, 'value')
  if (form === 'reply' && isAscii) return fault('REPLY_NEEDS_CODE', { name }, 'value')
  if (form === 'reply' || form === 'reply-part') return fault('VALUE_NOT_ASCII', { name }, 'value')
  return fault('VALUE_FORM', { name, example: EXAMPLES[form] ?? '' }, 'value')
}

function checkConsequence(
  definition: VariableDefinition,
  value: string,
  confirmed: readonly VariableConfirmation[],
): Fault | null {
  const { name, value: kind } = definition
  const effective = readValue(definition, value)
  const isOn =
    effective.kind === 'flag' ? effective.on : effective.kind === 'number' && effective.number !== 0
  if (kind.kind === 'text' && kind.form === 'smtp-options' && parseSmtpConfig(value).mailAuth) {
    return confirmed.includes('mail-auth') ? null : fault('MAIL_AUTH_CONFIRM', { name }, 'value')
  }
  if (name === 'SSLWantCert' && isOn && !confirmed.includes('client-certificates')) {
    return fault('CLIENT_CERTIFICATES_CONFIRM', undefined, 'value')
  }
  if (name === 'Pop3LogPasswd' && isOn && !confirmed.includes('logged-passwords')) {
    return fault('LOGGED_PASSWORDS_CONFIRM', undefined, 'value')
  }
  return null
}
