import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { decideGate, decideRelay } from '@/lib/xmail/policy'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { gateTable, relayTable } from '../support/random-tables'
import { openRaw } from '../support/raw-connection'
import { askToRelay } from '../support/smtp-dialogue'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261124)
const TABLES = Number(process.env.PEER_TABLES ?? 80)

/** What each service says to a peer that it lets in. FINGER says nothing before it is asked. */
const SERVICES = [
  { file: 'smtp.ipmap.tab', port: 'smtpPort', accepts: /^220 /, refuses: /^421 .*\(-130\)/ },
  {
    file: 'pop3.ipmap.tab',
    port: 'pop3Port',
    accepts: /^\+OK /,
    refuses: /^-ERR Server does not like Your IP/,
  },
  { file: 'ctrl.ipmap.tab', port: 'ctrlPort', accepts: /^\+00000 /, refuses: /^-00130 / },
  { file: 'finger.ipmap.tab', port: 'fingerPort', accepts: /./, refuses: /^$/ },
] as const

describe.skipIf(!XMAIL_HOME)(`what is predicted is what a real XMail does (seed ${SEED})`, () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  })
  afterAll(() => xmail?.stop())

  it('smtprelay.tab: who may relay', async () => {
    let allowed = 0
    const tables = fc.sample(relayTable, { seed: SEED, numRuns: TABLES })
    for (const { text, peers } of tables) {
      await xmail.put('smtprelay.tab', text)
      for (const from of peers) {
        const { rcpt } = await askToRelay({ port: xmail.smtpPort, from })
        const { allow } = decideRelay(open('smtprelay.tab', text), unwrap(parseAddress(from)))
        expect(rcpt, `${from} and ${JSON.stringify(text)}`).toBe(allow ? '250 OK' : '550 Relay denied')
        if (allow) allowed++
      }
    }
    // Otherwise the tables would be so odd that nothing is tried.
    expect(allowed).toBeGreaterThan(TABLES / 4)
  }, 300_000)

  for (const [at, { file, port, accepts, refuses }] of SERVICES.entries()) {
    it(`${file}: who is let in`, async () => {
      let refused = 0
      for (const { text, peers } of fc.sample(gateTable, { seed: SEED + at, numRuns: TABLES })) {
        await xmail.put(file, text)
        for (const from of peers) {
          const answer = await greetingFrom(xmail[port], from, file === 'finger.ipmap.tab')
          const { allow } = decideGate(open(file, text), unwrap(parseAddress(from)))
          expect(answer, `${from} and ${JSON.stringify(text)}`).toMatch(allow ? accepts : refuses)
          if (!allow) refused++
        }
      }
      await xmail.put(file, null)
      expect(refused).toBeGreaterThan(TABLES / 8)
    }, 300_000)
  }

  it('no file: nobody may relay, everybody is let in', async () => {
    await xmail.put('smtprelay.tab', null)
    const dialogue = await askToRelay({ port: xmail.smtpPort, from: '127.0.0.9' })
    expect(dialogue.greeting).toMatch(/^220 /)
    expect(dialogue.rcpt).toBe('550 Relay denied')
  })
})

function open(file: string, text: string): Document {
  const entry = catalogEntry(mailRootPath(file))
  if (!entry) throw new Error(`not in the catalog: ${file}`)
  return parseDocument(fromByteString(text), entry.format)
}

async function greetingFrom(port: number, from: string, asks: boolean): Promise<string> {
  const connection = await openRaw({ port, from })
  try {
    if (asks) connection.send('xmailuser\r\n')
    await connection.waitFor((text) => text.includes('\n'), 10_000)
    return connection.take()
  } finally {
    connection.destroy()
  }
}
