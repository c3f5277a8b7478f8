import { readMapsList, readServerVariables, type ServerVariables, smtpConfigFlags } from '@/lib/xmail/policy'
import type { BothSides } from './mail-root'
import { DEFAULT_PERMS, permissionLetters } from './own-permissions'

/** What happens to a client that a check finds. `waits`: before each command, so many seconds. */
export interface Does {
  readonly does: 'refuses' | 'sign-in-only' | 'waits' | 'nothing'
  readonly seconds: number
}

/** What a variable of server.tab comes to, in XMail's own reading. */
export type VariableState =
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'letters'; readonly letters: string }
  | ({ readonly kind: 'does' } & Does)
  | { readonly kind: 'zones'; readonly zones: readonly (Does & { readonly zone: string })[] }
  | { readonly kind: 'config'; readonly mailAuth: boolean; readonly wantTls: boolean }
  /** Sign-in methods without TLS. Null: all. */
  | { readonly kind: 'methods'; readonly methods: readonly string[] | null }

export interface VariableEffect {
  readonly name: string
  /** Null: it is not there, of a kind where that is not the same as a value (SmtpConfig-…). */
  readonly before: VariableState | null
  readonly after: VariableState | null
  /** Whether strangers, or those who sign in, may more or less than before. `neither`: neither, or both. */
  readonly direction: 'opens' | 'closes' | 'neither'
}

type Read = (vars: ServerVariables) => VariableState

/** `openWhen`: the state of the switch that lets more in. */
function flag(name: string, defaultValue: boolean, openWhen: boolean | null = null) {
  return {
    name,
    read: (vars: ServerVariables): VariableState => ({ kind: 'switch', on: vars.flag(name, defaultValue) }),
    openness: (state: VariableState) =>
      openWhen !== null && state.kind === 'switch' ? Number(state.on === openWhen) : 0,
  }
}

interface Watched {
  readonly name: string
  readonly read: Read
  /** The more is let in, the higher. */
  readonly openness: (state: VariableState) => number
}

const WATCHED: readonly Watched[] = [
  {
    name: 'DefaultSmtpPerms',
    read: (vars) => ({
      kind: 'letters',
      letters: permissionLetters(vars.text('DefaultSmtpPerms') ?? DEFAULT_PERMS),
    }),
    openness: (state) => Number(state.kind === 'letters' && state.letters.includes('R')),
  },
  flag('EnableAuthSMTP-POP3', true, true),
  {
    name: 'SMTP-IpMapDropCode',
    read: (vars) => doesByCode(vars.int('SMTP-IpMapDropCode', 1), 'nothing'),
    openness: opennessOf,
  },
  {
    name: 'CustMapsList',
    read: (vars) => ({
      kind: 'zones',
      zones: readMapsList(vars.text('CustMapsList') ?? '').map(({ zone, code }) => ({
        zone,
        ...doesOfMaps(code),
      })),
    }),
    openness: (state) => (state.kind === 'zones' ? -state.zones.length : 0),
  },
  {
    name: 'SMTP-RDNSCheck',
    read: (vars) => {
      const code = vars.int('SMTP-RDNSCheck', 0)
      if (code > 0) return { kind: 'does', does: 'sign-in-only', seconds: 0 }
      return doesByCode(code, 'nothing')
    },
    openness: opennessOf,
  },
  flag('CheckMailerDomain', false, false),
  flag('AllowNullSender', true, true),
  flag('AllowSmtpVRFY', false, true),
  flag('AllowSmtpETRN', false, true),
  flag('EnableSMTP-TLS', true),
  flag('EnablePOP3-TLS', true),
  flag('EnableCTRL-TLS', true),
  {
    name: 'SmtpNoTLSAuths',
    read: (vars) => ({
      kind: 'methods',
      methods: vars.text('SmtpNoTLSAuths')?.split(',').filter(Boolean) ?? null,
    }),
    openness: (state) => (state.kind === 'methods' ? (state.methods?.length ?? Number.MAX_SAFE_INTEGER) : 0),
  },
]

const NOTHING_SET: ServerVariables = {
  names: [],
  text: () => null,
  int: (_, defaultValue) => defaultValue,
  flag: (_, defaultValue) => defaultValue,
  lineOf: () => null,
}

/** The variables that decide who may do what, where what they come to has changed (semantics.md 6, 13). */
export function variableEffects(sides: BothSides): VariableEffect[] {
  if (!sides.differs('server.tab')) return []
  const before = sides.before.read('server.tab', readServerVariables) ?? NOTHING_SET
  const after = sides.after.read('server.tab', readServerVariables) ?? NOTHING_SET
  const watched = WATCHED.map(({ name, read, openness }): VariableEffect => {
    const [was, is] = [read(before), read(after)]
    return { name, before: was, after: is, direction: directionOf(openness(is) - openness(was)) }
  })
  return [...watched, ...configEffects(before, after)].filter(
    (effect) => JSON.stringify(effect.before) !== JSON.stringify(effect.after),
  )
}

function configEffects(before: ServerVariables, after: ServerVariables): VariableEffect[] {
  const names = [...new Set([...before.names, ...after.names])].filter((name) =>
    /^SmtpConfig(-|$)/.test(name),
  )
  return names.map((name) => {
    const [was, is] = [configOf(before, name), configOf(after, name)]
    const demands = (state: VariableState | null) =>
      state?.kind === 'config' ? Number(state.mailAuth) + Number(state.wantTls) : 0
    return { name, before: was, after: is, direction: directionOf(demands(was) - demands(is)) }
  })
}

function configOf(vars: ServerVariables, name: string): VariableState | null {
  const text = vars.text(name)
  // The general one asks for nothing where it is missing; one for a single address then leaves it to the general one.
  if (text === null && name !== 'SmtpConfig') return null
  const flags = smtpConfigFlags(text ?? '')
  return { kind: 'config', mailAuth: flags.includes('mail-locked'), wantTls: flags.includes('want-tls') }
}

function doesByCode(code: number, otherwise: 'nothing'): VariableState {
  if (code > 0) return { kind: 'does', does: 'refuses', seconds: 0 }
  return code < 0
    ? { kind: 'does', does: 'waits', seconds: -code }
    : { kind: 'does', does: otherwise, seconds: 0 }
}

/** Only exactly 1 refuses; every other number but 0 makes the client wait (semantics.md 6.4). */
function doesOfMaps(code: number): Does {
  if (code === 1) return { does: 'refuses', seconds: 0 }
  return code === 0 ? { does: 'sign-in-only', seconds: 0 } : { does: 'waits', seconds: Math.abs(code) }
}

const OPENNESS = ['refuses', 'sign-in-only', 'waits', 'nothing'] as const

function opennessOf(state: VariableState): number {
  return state.kind === 'does' ? OPENNESS.indexOf(state.does) : 0
}

function directionOf(more: number): VariableEffect['direction'] {
  return more > 0 ? 'opens' : more < 0 ? 'closes' : 'neither'
}
