/** Where a variable lives: server.tab, or user.tab and userdef.tab. */
export type VariableScope = 'server' | 'user'

/** How a page puts them together. A closed list: pages translate it. */
export const VARIABLE_GROUPS = [
  'identity',
  'smtp',
  'refusal',
  'block-lists',
  'sign-in',
  'pop3',
  'tls',
  'delivery',
  'bounces',
  'resources',
  'account',
] as const
export type VariableGroup = (typeof VARIABLE_GROUPS)[number]

/**
 * When a change is noticed (semantics.md 9): server.tab is read by each SMTP and POP3 session, each message that is
 * delivered, each POP3 synchronisation, each TLS handshake. Nothing needs a restart.
 */
export type VariableTakesEffect =
  | 'next-session'
  | 'next-message'
  | 'next-sync'
  | 'next-handshake'
  | 'next-use'

export const VARIABLE_UNITS = ['kilobytes', 'lines', 'errors', 'hops', 'certificates'] as const
export type VariableUnit = (typeof VARIABLE_UNITS)[number]

/** What text must look like. Examples are what a fault offers. */
export type TextForm =
  | 'free'
  | 'domain'
  | 'address'
  /** A whole SMTP reply, sent as it is. */
  | 'reply'
  /** Printable ASCII, put behind a reply. */
  | 'reply-part'
  | 'permissions'
  | 'zones'
  | 'smtp-options'
  | 'mechanisms'
  | 'gateways'
  | 'gateway-options'
  | 'name-servers'
  | 'attempts'
  | 'header-tags'

export type VariableKind =
  /** On where the text begins with a number that is not 0: `yes` and `true` are off. */
  | { readonly kind: 'flag'; readonly default: boolean; readonly emptyIsDefault: boolean }
  /** `min` and `max`: what makes sense; XMail takes anything. */
  | {
      readonly kind: 'number'
      readonly default: number
      readonly min: number
      readonly max: number
      readonly unit: VariableUnit | null
    }
  | { readonly kind: 'choice'; readonly default: number; readonly choices: readonly number[] }
  /** 1, 0, or below 0 the seconds that each command waits. */
  | { readonly kind: 'code'; readonly default: number }
  /** `default`: what counts where it is missing; null: nothing does. */
  | {
      readonly kind: 'text'
      readonly default: string | null
      readonly form: TextForm
      readonly maxBytes: number | null
    }

/** Everything that is known of a variable (semantics.md 13). */
export interface VariableDefinition {
  /** XMail's spelling, which it compares exactly. */
  readonly name: string
  readonly scope: VariableScope
  readonly group: VariableGroup
  readonly value: VariableKind
  readonly takesEffect: VariableTakesEffect
  /** Names its words in `messages`: letters alone. */
  readonly meaning: string
  /** XMail does not work without it: it can be changed, not switched off. */
  readonly isNeeded: boolean
  /** In user.tab: the variable of server.tab that counts where this one is not set; null: its own default does. */
  readonly standIn: string | null
}

type Facts = Partial<Pick<VariableDefinition, 'takesEffect' | 'isNeeded' | 'standIn'>>

/** Definitions of one group. */
export function defineGroup(group: VariableGroup, facts: Facts = {}, scope: VariableScope = 'server') {
  return (name: string, meaning: string, value: VariableKind, more: Facts = {}): VariableDefinition => ({
    name,
    scope,
    group,
    value,
    takesEffect: 'next-session',
    isNeeded: false,
    standIn: null,
    ...facts,
    ...more,
    meaning,
  })
}

export function flag(isOn: boolean, emptyIsDefault = false): VariableKind {
  return { kind: 'flag', default: isOn, emptyIsDefault }
}

export function number(
  defaultValue: number,
  unit: VariableUnit | null = null,
  range: { min?: number; max?: number } = {},
): VariableKind {
  return { kind: 'number', default: defaultValue, min: range.min ?? 0, max: range.max ?? 2_147_483_647, unit }
}

export function text(
  form: TextForm,
  defaultValue: string | null = null,
  maxBytes: number | null = null,
): VariableKind {
  return { kind: 'text', default: defaultValue, form, maxBytes }
}

export function choice(defaultValue: number, choices: readonly number[]): VariableKind {
  return { kind: 'choice', default: defaultValue, choices }
}

export function code(defaultValue: number): VariableKind {
  return { kind: 'code', default: defaultValue }
}
