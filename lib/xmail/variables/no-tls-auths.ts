import { MECHANISMS, type Mechanism } from '@/lib/xmail/tables/smtpextauth'

/**
 * SmtpNoTLSAuths in its three states: missing, every mechanism works without TLS; empty, none does; else the first of its
 * list does, and no other. (XMail tests the wrong byte for the comma before an item, so that the rest is never found.)
 */
export type NoTlsAuths =
  | { readonly state: 'any' }
  | { readonly state: 'none' }
  | {
      readonly state: 'one'
      /** Null: the first item is none of XMail's own mechanisms; a program may have it. */
      readonly mechanism: Mechanism | null
      readonly item: string
      /** Items that XMail never finds. */
      readonly ignored: readonly string[]
    }

/** `value`: null where the variable is missing. */
export function parseNoTlsAuths(value: string | null): NoTlsAuths {
  if (value === null) return { state: 'any' }
  if (value === '') return { state: 'none' }
  const [item = '', ...ignored] = value.split(',')
  const mechanism = MECHANISMS.find((known) => known === item.toUpperCase()) ?? null
  return { state: 'one', mechanism, item, ignored }
}

/** A state as a person chooses it. */
export type ChosenNoTlsAuths =
  | { readonly state: 'any' }
  | { readonly state: 'none' }
  | { readonly state: 'one'; readonly mechanism: Mechanism }

/** The value for a state, null where the variable has to be switched off. */
export function printNoTlsAuths(auths: ChosenNoTlsAuths): string | null {
  if (auths.state === 'any') return null
  return auths.state === 'none' ? '' : auths.mechanism
}
