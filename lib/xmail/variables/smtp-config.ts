import { atoi, parseAddress } from '@/lib/xmail/net'

/** What SmtpConfig, SmtpConfig-IP and SmtpConfig-IP,PORT can want of a session (semantics.md 6.1). */
export interface SmtpConfigOptions {
  /** Nobody sends without signing in. On port 25 that refuses the Internet's mail. */
  readonly mailAuth: boolean
  readonly wantTls: boolean
}

/** Why an option does not do what it looks like. A closed list: pages translate it. */
export const SMTP_CONFIG_MARKS = [
  /** A blank round an option; XMail does not take it away. */
  'blank-in-option',
  /** The right option with other capitals. */
  'misspelt-option',
  'unknown-option',
  /** `=0`, `=yes` or an empty value: that is off, like leaving it out. */
  'option-is-off',
] as const
export type SmtpConfigMark = (typeof SMTP_CONFIG_MARKS)[number]

export interface SmtpConfigOption {
  /** As it is in the value. */
  readonly text: string
  readonly sets: keyof SmtpConfigOptions | null
  readonly active: boolean
  readonly mark: SmtpConfigMark | null
}

export interface SmtpConfigReading extends SmtpConfigOptions {
  readonly options: readonly SmtpConfigOption[]
}

const NAMES: ReadonlyMap<string, keyof SmtpConfigOptions> = new Map([
  ['mail-auth', 'mailAuth'],
  ['MailAuth', 'mailAuth'],
  ['WantTLS', 'wantTls'],
])
const WRITTEN: Readonly<Record<keyof SmtpConfigOptions, string>> = {
  mailAuth: 'mail-auth',
  wantTls: 'WantTLS',
}

/** Reads a value as XMail does: what one option switches on, no other switches off. */
export function parseSmtpConfig(value: string): SmtpConfigReading {
  const options = value
    .split(/[,\r\n]/)
    .filter((text) => text !== '')
    .map(readOption)
  const has = (key: keyof SmtpConfigOptions) => options.some(({ sets, active }) => sets === key && active)
  return { options, mailAuth: has('mailAuth'), wantTls: has('wantTls') }
}

function readOption(text: string): SmtpConfigOption {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  const sets = NAMES.get(name) ?? null
  if (sets === null) return { text, sets, active: false, mark: explainName(name) }
  const active = equals < 0 || atoi(text.slice(equals + 1)) !== 0
  return { text, sets, active, mark: active ? null : 'option-is-off' }
}

function explainName(name: string): SmtpConfigMark {
  if (NAMES.has(name.trim())) return 'blank-in-option'
  const lower = name.trim().toLowerCase()
  return [...NAMES.keys()].some((known) => known.toLowerCase() === lower)
    ? 'misspelt-option'
    : 'unknown-option'
}

/** The value that wants exactly this. Options that do nothing stay, but for those that say in vain what is wanted. */
export function printSmtpConfig(value: string, wanted: SmtpConfigOptions): string {
  const reading = parseSmtpConfig(value)
  if (reading.mailAuth === wanted.mailAuth && reading.wantTls === wanted.wantTls) return value
  const kept = reading.options.filter(({ sets, active }) => sets === null || wanted[sets] === active)
  const parts = kept.map(({ text }) => text)
  for (const key of ['mailAuth', 'wantTls'] as const)
    if (wanted[key] && !reading[key]) parts.push(WRITTEN[key])
  return parts.join(',')
}

/** Which socket a name is for: of several that fit XMail takes the most specific one, alone. */
export interface SmtpConfigName {
  /** Null: every address that has none of its own. As XMail prints it. */
  readonly address: string | null
  readonly port: number | null
}

/** `SmtpConfig`, `SmtpConfig-192.0.2.7` or `SmtpConfig-192.0.2.7,587`; null for any other name. */
export function parseSmtpConfigName(name: string): SmtpConfigName | null {
  if (name === 'SmtpConfig') return { address: null, port: null }
  const match = /^SmtpConfig-([0-9a-fA-F.:]+)(?:,(\d{1,5}))?$/.exec(name)
  if (!match) return null
  const [, address = '', port] = match
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536 && !port.startsWith('0'))
  return parseAddress(address).ok && isPort
    ? { address, port: port === undefined ? null : Number(port) }
    : null
}

export function smtpConfigName({ address, port }: SmtpConfigName): string {
  if (address === null) return 'SmtpConfig'
  return port === null ? `SmtpConfig-${address}` : `SmtpConfig-${address},${port}`
}
