import { isImplicit, type TlsService } from '@/lib/probe/tls'
import type { Address } from '@/lib/xmail/net'
import {
  type CertificateCheck,
  type Policy,
  readCertificateCheck,
  readServerVariables,
} from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { expectGate } from './expect-access'
import type { Expectation, Outcome, Skip } from './probe'
import type { Side } from './sides'

/** The flag without which a service in the clear does not offer TLS (semantics.md 11). */
const OFFERED_BY = { smtp: 'EnableSMTP-TLS', pop3: 'EnablePOP3-TLS', ctrl: 'EnableCTRL-TLS' } as const

/** What a handshake shows. Rejects with UnreadableFile. */
export async function expectTls(
  side: Side,
  service: TlsService,
  client: Address,
): Promise<Expectation | Skip> {
  const settings = await readSettings(side)
  if (!settings) return 'unclear'
  if (!isImplicit(service)) {
    // On a port of TLS the handshake comes first, and who is refused hears of it behind it.
    const gate = await expectGate(side, service, client)
    if (gate.outcomes.every((outcome) => outcome === 'notGreeted')) return gate
    if (gate.outcomes.includes('notGreeted')) return 'unclear'
    if (!settings.offers(OFFERED_BY[service])) return only('notOffered')
  }
  if (side.certificate === null || !side.hasKey) return only('noHandshake', 'notOffered')
  // With TLS 1.3 a client that shows none learns of its refusal only later, or never.
  if (settings.check.needs) return 'clientCertificates'
  return settings.check.fails ? only('noHandshake') : only('certificate')
}

function only(...outcomes: readonly Outcome[]): Expectation {
  return { outcomes, isOpen: false }
}

interface Settings {
  readonly check: CertificateCheck
  offers(flag: string): boolean
}

type Asked =
  /** Null: there is no server.tab, and nothing works. */
  | { readonly kind: 'read'; readonly settings: Settings | null }
  | { readonly kind: 'needs-file'; readonly path: string }

async function readSettings(side: Side): Promise<Settings | null> {
  const { settings } = await side.decide<Extract<Asked, { kind: 'read' }>>(askSettings)
  return settings
}

function askSettings(policy: Policy): Asked {
  const variables = policy.table('server.tab', readServerVariables)
  if (variables === 'unread') return { kind: 'needs-file', path: 'server.tab' }
  const trusted = policy.table('certs.pem', asItIs)
  if (trusted === 'unread') return { kind: 'needs-file', path: 'certs.pem' }
  if (!variables) return { kind: 'read', settings: null }
  const check = readCertificateCheck(variables, trusted)
  return { kind: 'read', settings: { check, offers: (flag) => variables.flag(flag, true) } }
}

function asItIs(document: Document): Document {
  return document
}
