import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { matchesFilter, parseAddress } from '@/lib/xmail/net'
import { decideGate } from '@/lib/xmail/policy'
import { parseDocument, readTokens } from '@/lib/xmail/tab'
import { dataChunks } from './data-chunks'
import { readSmtpauth } from './smtpauth'
import { readSpamAddress, testPatterns } from './spam-address'
import { readSpammers } from './spammers'

/** The files were written as UTF-8, while clients sent passwords as Latin-1. */
const open = (text = '') => parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments: true })

interface Check {
  readonly client: string
  readonly auth: readonly [user: string, password: string] | null
  readonly from: string
  readonly result: { readonly greeting: string; readonly auth?: string; readonly mail?: string }
}

interface Sessions {
  readonly sessions: readonly {
    readonly vars: Readonly<Record<string, string>>
    readonly files: Readonly<Record<string, string>>
    readonly checks: readonly Check[]
  }[]
}

const { sessions }: Sessions = JSON.parse(
  readFileSync(new URL('../../../test/vectors/decisions.json', import.meta.url), 'utf8'),
)

describe('spammers.tab of a real XMail', () => {
  it('greets as the first live row says', () => {
    let refused = 0
    let greeted = 0
    for (const { vars, files, checks } of sessions) {
      const text = files['spammers.tab'] ?? ''
      const rows = readSpammers(open(text)).filter(({ state }) => state === 'live')
      for (const { client, result } of checks) {
        const peer = unwrap(parseAddress(client))
        const properties = [...dataChunks(open(files['smtp.ipprop.tab'] ?? ''))]
        // What only these two tables decide about.
        if (properties.length > 0 || !decideGate(open(files['smtp.ipmap.tab'] ?? ''), peer).allow) continue
        const action = rows.find(({ filter }) => matchesFilter(filter, peer))?.action
        const words =
          vars.SmtpMsgIPBanSpammers ?? '421 [XMail 1.27 ESMTP Server] service not available (-107)'
        if (action?.kind === 'refuse')
          expect(result.greeting.startsWith(words), `${client}\n${text}`).toBe(true)
        else expect(result.greeting, `${client}\n${text}`).toBe('220')
        if (action?.kind === 'refuse') refused++
        else greeted++
      }
    }
    expect([refused, greeted]).toMatchInlineSnapshot(`
      [
        44,
        624,
      ]
    `)
  })
})

describe('spam-address.tab of a real XMail', () => {
  it('refuses the senders that a row matches, and no others', () => {
    const counts = { refused: 0, passed: 0 }
    for (const { vars, files, checks } of sessions) {
      const text = files['spam-address.tab'] ?? ''
      const rows = readSpamAddress(open(text))
      for (const { from, result } of checks) {
        // Not greeted, or TLS is wanted first.
        if (result.mail === undefined || result.mail.includes('TLS needed')) continue
        const [tried] = testPatterns(rows, [from])
        const words = vars.SmtpMsgIPBanSpamAddress ?? '504 You are registered as spammer'
        const isRefused = tried?.refusedBy !== null
        expect(result.mail.startsWith(words), `${from}\n${text}`).toBe(isRefused)
        // A row that refuses somebody is never said to be dead.
        const by = rows.find(({ line }) => line === tried?.refusedBy)
        if (isRefused) expect(by?.state).toBe('live')
        counts[isRefused ? 'refused' : 'passed']++
      }
    }
    expect(counts).toMatchInlineSnapshot(`
      {
        "passed": 808,
        "refused": 59,
      }
    `)
  })
})

describe('smtpauth.tab of a real XMail', () => {
  it('signs in whoever a live row names, and nobody else', () => {
    const counts = { accepted: 0, refused: 0 }
    for (const { files, checks } of sessions) {
      const doc = open(files['smtpauth.tab'] ?? '')
      const rows = readSmtpauth(doc).filter(({ state }) => state === 'live')
      for (const { auth, result } of checks) {
        // The server's own account is in another file.
        if (!auth || result.auth === undefined || auth[0].startsWith('xmailuser')) continue
        const [user, password] = auth
        const isKnown = rows.some(
          (row) => row.user === user && readTokens(doc.lines[row.line]?.content ?? '')[1] === password,
        )
        expect(result.auth.startsWith('235'), `${auth}\n${files['smtpauth.tab']}`).toBe(isKnown)
        counts[isKnown ? 'accepted' : 'refused']++
      }
    }
    expect(counts).toMatchInlineSnapshot(`
      {
        "accepted": 117,
        "refused": 266,
      }
    `)
  })
})
