import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { gateSet, relaySet } from '@/lib/xmail/effects'
import { type Address, atoi, contains, matchesFilter, parseAddress, readAddressFilter } from '@/lib/xmail/net'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables'
import { decideGate } from './decide-gate'
import { decideRelay } from './decide-relay'

/** What a real XMail 1.27 did (test/vectors/README.md). */
interface Decisions {
  readonly gates: readonly {
    readonly file: string
    readonly text: string | null
    readonly checks: readonly { readonly client: string; readonly outcome: 'accept' | 'refuse' }[]
  }[]
  readonly sessions: readonly Session[]
}

interface Session {
  readonly vars: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  readonly checks: readonly Check[]
}

interface Check {
  readonly client: string
  readonly auth: readonly [string, string] | null
  readonly rcpt: string
  readonly result: { greeting: string; auth?: string; mail?: string; rcpt?: string }
}

/** The same with DNS, TLS and POP3 in play. A file that is null did not exist. */
interface DnsDecisions {
  readonly sessions: readonly {
    readonly files: Readonly<Record<string, string | null>>
    readonly checks: readonly (Check & { readonly popFirst: boolean })[]
  }[]
  readonly pop3: readonly {
    readonly global: string | null
    readonly account: string | null
    readonly popEnable: string | null
    readonly checks: readonly {
      readonly client: string
      readonly pass: string
      readonly result: { greeting: string; pass?: string }
    }[]
  }[]
}

function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}`, import.meta.url), 'utf8'))
}

const decisions = readVectors<Decisions>('decisions.json')
const dnsDecisions = readVectors<DnsDecisions>('decisions-dns.json')

function open(text: string | null | undefined, lineLimit = 510): Document | null {
  return typeof text === 'string' ? parseDocument(fromByteString(text), { lineLimit, comments: true }) : null
}

const peerOf = (client: string): Address => unwrap(parseAddress(client))

describe('gates of a real XMail', () => {
  it('are predicted, each check of each', () => {
    let checks = 0
    for (const gate of decisions.gates) {
      const doc = open(gate.text)
      const reach = gateSet(doc)
      for (const { client, outcome } of gate.checks) {
        const peer = peerOf(client)
        const label = `${gate.file} ${client}\n${gate.text}`
        expect(decideGate(doc, peer).allow ? 'accept' : 'refuse', label).toBe(outcome)
        // A stray word where a netmask belongs reads as a host name; none of the vectors depends on one.
        if (reach.unknown.length === 0) expect(contains(reach.set, peer), label).toBe(outcome === 'accept')
        checks++
      }
    }
    expect(checks).toBe(1686)
  })
})

/** Whether a line of a file could mean this client, read as one field or as two. */
function couldConcern(text: string | undefined, lineLimit: number, peer: Address): boolean {
  const doc = open(text, lineLimit)
  return Array.from(doc ? dataChunks(doc) : []).some(({ tokens }) =>
    [tokens.slice(0, 1), tokens].some((part) => matchesFilter(readAddressFilter(part), peer)),
  )
}

/** How the server greets, as far as these two tables decide it; null where another one may have a say. */
function predictGreeting(session: Session, peer: Address): string | null {
  if (couldConcern(session.files['smtp.ipprop.tab'], 1022, peer)) return null
  const dropCode = session.vars['SMTP-IpMapDropCode'] || '1'
  const denied = !decideGate(open(session.files['smtp.ipmap.tab']), peer).allow
  if (denied && atoi(dropCode) > 0) {
    const words = '421 [XMail 1.27 ESMTP Server] service not available (-130), closing transmission channel'
    return session.vars.SmtpMsgIPBan || words
  }
  return couldConcern(session.files['spammers.tab'], 510, peer) ? null : '220'
}

describe('sessions of a real XMail', () => {
  const checks = decisions.sessions.flatMap((session) => session.checks.map((check) => ({ session, check })))

  it('are greeted as smtp.ipmap.tab says, where no other table has a say', () => {
    let met = 0
    let refused = 0
    for (const { session, check } of checks) {
      const expected = predictGreeting(session, peerOf(check.client))
      if (expected === null) continue
      expect(check.result.greeting, `${check.client}\n${JSON.stringify(session)}`).toBe(expected)
      met++
      if (expected !== '220') refused++
    }
    expect({ met, refused }).toEqual({ met: 846, refused: 40 })
  })

  it('may send to other domains as smtprelay.tab says, where nobody has signed in', () => {
    let met = 0
    let allowed = 0
    for (const { session, check } of checks) {
      const { auth, mail, rcpt } = check.result
      if (!check.rcpt.endsWith('@remote.test') || mail !== '250 OK' || auth?.startsWith('235')) continue
      const doc = open(session.files['smtprelay.tab'])
      const peer = peerOf(check.client)
      const label = `${check.client}\n${session.files['smtprelay.tab']}`
      const decision = decideRelay(doc, peer)
      expect(rcpt, label).toMatch(decision.allow ? /^250 OK$/ : /^550 Relay denied/)
      expect(decision.because, label).toBe(decision.allow ? 'line' : 'no-match')
      const reach = relaySet(doc)
      if (reach.unknown.length === 0) expect(contains(reach.set, peer), label).toBe(decision.allow)
      met++
      if (decision.allow) allowed++
    }
    expect({ met, allowed }).toEqual({ met: 286, allowed: 92 })
  })

  it('are refused relay in spite of a sign-in only where smtprelay.tab does not let them', () => {
    let met = 0
    for (const { session, check } of checks) {
      if (!check.result.auth?.startsWith('235') || !check.result.rcpt?.startsWith('550 Relay denied'))
        continue
      expect(decideRelay(open(session.files['smtprelay.tab']), peerOf(check.client)).allow).toBe(false)
      met++
    }
    expect(met).toBe(18)
  })
})

describe('a real XMail with DNS and POP3', () => {
  it('lets relay whom smtprelay.tab says, where nobody has signed in by SMTP or POP3', () => {
    let met = 0
    for (const { files, checks } of dnsDecisions.sessions) {
      for (const { client, popFirst, rcpt, result } of checks) {
        const isForeign = rcpt.endsWith('@remote.test')
        if (
          !isForeign ||
          popFirst ||
          result.auth?.startsWith('235') ||
          !/^(250|550 Relay)/.test(result.rcpt ?? '')
        )
          continue
        const decision = decideRelay(open(files['smtprelay.tab']), peerOf(client))
        expect(result.rcpt, `${client}\n${files['smtprelay.tab']}`).toMatch(
          decision.allow ? /^250/ : /^550 Relay denied/,
        )
        met++
      }
    }
    expect(met).toBe(84)
  })

  it('lets sign in by POP3 whom both ipmap files let', () => {
    let met = 0
    for (const { global, account, popEnable, checks } of dnsDecisions.pop3) {
      for (const { client, pass, result } of checks) {
        const peer = peerOf(client)
        const label = `${client}\n${global}\n${account}`
        const enters = decideGate(open(global), peer).allow
        expect(result.greeting, label).toBe(enters ? '+OK' : '-ERR Server does not like Your IP')
        const own = decideGate(open(account), peer).allow && atoi(popEnable ?? '1') !== 0 && pass === 'xmail'
        if (enters) expect(result.pass, label).toBe(own ? '+OK' : '-ERR Invalid auth or access denied')
        met++
      }
    }
    expect(met).toBe(149)
  })
})

describe('without a file', () => {
  const peer = peerOf('192.0.2.1')
  it('everyone may connect', () =>
    expect(decideGate(null, peer)).toMatchObject({ allow: true, decidedBy: null }))
  it('nobody may relay', () =>
    expect(decideRelay(null, peer)).toMatchObject({ allow: false, because: 'no-file' }))
})
