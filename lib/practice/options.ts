import type { SecureVersion } from 'node:tls'
import type { ServiceName } from '@/lib/xmail/services'
import type { PracticeFault } from './faults'

/** What a practice server can offer besides CTRL. */
export type MailService = Exclude<ServiceName, 'ctrl' | 'ctrls'>

/** The only addresses that a practice server listens on. It has no defence worth the name against anybody else. */
export type LoopbackAddress = '127.0.0.1' | '::1'

export interface PracticeTls {
  /** PEM. Without this option the folder's server.cert and server.key are read at each handshake, as XMail does. */
  readonly cert: string
  readonly key: string
  /** To play an old server: `TLSv1` needs `ciphers` with `@SECLEVEL=0`. */
  readonly minVersion?: SecureVersion
  readonly maxVersion?: SecureVersion
  readonly ciphers?: string
}

export interface PracticeLimits {
  /** Connections at a time, signed in or not. */
  readonly sessions?: number
  readonly loginTimeoutMs?: number
  readonly commandTimeoutMs?: number
  readonly dataTimeoutMs?: number
}

/** What happened, for tests that count round trips or look for data sent too early. No secrets: logins name the user. */
export type PracticeEvent =
  | { readonly kind: 'connection'; readonly connection: number }
  | { readonly kind: 'login'; readonly connection: number; readonly user: string; readonly accepted: boolean }
  | { readonly kind: 'command'; readonly connection: number; readonly words: readonly string[] }
  /** `early`: bytes had come before the server asked for data. */
  | { readonly kind: 'upload'; readonly connection: number; readonly early: boolean }

export interface PracticeOptions {
  /** An existing folder: the MAIL_ROOT. Other stores may use it at the same time. */
  readonly folder: string
  /** Made valid at start by a line at the top of ctrlaccounts.tab, unless it can sign in already. */
  readonly account?: { readonly user: string; readonly password: string }
  readonly addresses?: readonly LoopbackAddress[]
  /** 0, the default: any free port. */
  readonly port?: number
  /** Given: TLS from the first byte on this port; 0 is any free port. */
  readonly ctrlsPort?: number
  /** Ports of other services, those that are to be offered; 0 is any free port. */
  readonly services?: Readonly<Partial<Record<MailService, number>>>
  readonly tls?: PracticeTls
  /** What the greeting calls the server. The default says that it is for practice. */
  readonly software?: string
  readonly limits?: PracticeLimits
  readonly faults?: readonly PracticeFault[]
  readonly observe?: (event: PracticeEvent) => void
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'] satisfies LoopbackAddress[]

/** The addresses to listen on. Throws for anything but loopback, whatever the types were told. */
export function loopbackAddresses(options: PracticeOptions): readonly LoopbackAddress[] {
  const addresses = options.addresses ?? ['127.0.0.1']
  for (const address of addresses) {
    if (!LOOPBACK.includes(address))
      throw new Error(`a practice server listens on loopback only, not ${address}`)
  }
  if (addresses.length === 0) throw new Error('a practice server needs an address')
  return addresses
}

/** XMail's own values (semantics.md 8.1, 8.2) where none are given. */
export function practiceLimits(options: PracticeOptions): Required<PracticeLimits> {
  return {
    sessions: 512,
    loginTimeoutMs: 90_000,
    commandTimeoutMs: 120_000,
    dataTimeoutMs: 90_000,
    ...options.limits,
  }
}
