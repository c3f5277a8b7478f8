import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { compareMailRoots, type Effects, type PlainReach } from '@/lib/xmail/effects'
import { contains, difference, parseAddress, parsePrefix, setOfPrefixes } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { gateTable, relayTable } from '../support/random-tables'
import { openRaw } from '../support/raw-connection'
import { askToRelay } from '../support/smtp-dialogue'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261124)
const DRAFTS = Number(process.env.PEER_DRAFTS ?? 100)

const textOf = (table: fc.Arbitrary<{ readonly text: string }>) => table.map(({ text }) => text)
const properties = fc.constantFrom('', '"127.0.1.0/24"\t"WhiteList"\n', '"127.0.0.0/9"\t"WhiteList=yes"\n')
const spammers = fc.constantFrom('', '"127.0.2.0/25"\n', '"127.0.0.128/25"\t"code=1"\n"127.0.0.9"\n')
const settings = fc.constantFrom('', '"SMTP-IpMapDropCode"\t"0"\n', '"SMTP-IpMapDropCode"\t"x"\n')
const peer = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 255 }))
  .map(([c, d]) => `127.0.${c}.${d}`)

const side = fc.record({
  'smtprelay.tab': textOf(relayTable),
  'ctrl.ipmap.tab': textOf(gateTable),
  'smtp.ipmap.tab': textOf(gateTable),
  'smtp.ipprop.tab': properties,
  'spammers.tab': spammers,
  settings,
})
const draft = fc.record({ before: side, after: side, peers: fc.array(peer, { minLength: 3, maxLength: 3 }) })

describe.skipIf(!XMAIL_HOME)(`what a draft means is what a real XMail then does (seed ${SEED})`, () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  })
  afterAll(() => xmail?.stop())

  it('who gains and who loses, sampled before and after each draft', async () => {
    const counts = { gained: 0, lost: 0, told: 0 }
    for (const { before, after, peers } of fc.sample(draft, { seed: SEED, numRuns: DRAFTS })) {
      const [was, is] = [filesOf(before), filesOf(after)]
      const effects = compareMailRoots(open(was), open(is), { shown: 100_000 })
      await putAll(xmail, was)
      const then = await askAll(xmail, peers)
      await putAll(xmail, is)
      const now = await askAll(xmail, peers)
      for (const [at, address] of peers.entries()) {
        for (const [name, reachesOf] of Object.entries(EFFECTS)) {
          const reaches = reachesOf(effects)
          const [earlier, later] = [then[at]?.[name], now[at]?.[name]]
          // Who is refused cannot be asked whether it may relay.
          if (reaches === 'partial' || earlier === undefined || later === undefined) continue
          const label = JSON.stringify({ before, after, address, name })
          const [gained, lost] = [holds(reaches?.gained, address), holds(reaches?.lost, address)]
          expect([gained, lost], label).toEqual([later && !earlier, earlier && !later])
          counts.told++
          if (gained) counts.gained++
          if (lost) counts.lost++
        }
      }
    }
    // Otherwise the drafts would be so odd that they prove little.
    expect(counts.told).toBeGreaterThan(DRAFTS * 4)
    expect(Math.min(counts.gained, counts.lost)).toBeGreaterThan(DRAFTS / 5)
  }, 300_000)
})

type Texts = Readonly<Record<string, string>>

function filesOf({ settings: drop, ...tables }: Texts): Texts {
  const own = ['RootDomain', 'SmtpServerDomain', 'POP3Domain', 'HeloDomain']
  return {
    ...tables,
    'server.tab': `${own.map((name) => `"${name}"\t"xmailserver.test"\n`).join('')}${drop}`,
  }
}

async function putAll(xmail: RealXmail, files: Texts): Promise<void> {
  for (const [path, text] of Object.entries(files)) await xmail.put(path, text)
}

function open(files: Texts) {
  return new Map(
    Object.entries(files).map(([path, text]) => {
      const format = catalogEntry(mailRootPath(path))?.format
      if (!format) throw new Error(`not in the catalog: ${path}`)
      return [path, parseDocument(fromByteString(text), format)] as const
    }),
  )
}

/** What the server lets each peer do. `relay` is undefined where SMTP refuses the peer. */
async function askAll(
  xmail: RealXmail,
  peers: readonly string[],
): Promise<Record<string, boolean | undefined>[]> {
  const answers: Record<string, boolean | undefined>[] = []
  for (const from of peers) {
    const smtp = /^220 /.test(await greeting(xmail.smtpPort, from))
    const relay = smtp
      ? /^250/.test((await askToRelay({ port: xmail.smtpPort, from })).rcpt ?? '')
      : undefined
    answers.push({ ctrl: /^\+/.test(await greeting(xmail.ctrlPort, from)), smtp, relay })
  }
  return answers
}

async function greeting(port: number, from: string): Promise<string> {
  const connection = await openRaw({ port, from })
  await connection.waitFor((text) => text.includes('\n'))
  connection.destroy()
  return connection.received()
}

interface Reaches {
  readonly gained: PlainReach
  readonly lost: PlainReach
}

const EFFECTS: Readonly<Record<string, (effects: Effects) => Reaches | null | 'partial'>> = {
  relay: ({ relay }) => (relay?.partial ? 'partial' : relay),
  ctrl: ({ gates }) => {
    const gate = gates.find(({ service }) => service === 'ctrl')
    return gate?.partial ? 'partial' : (gate ?? null)
  },
  smtp: ({ smtp }) => {
    if (!smtp) return null
    const { gained, lost, partial } = smtp.refused
    return partial ? 'partial' : { gained: lost, lost: gained }
  },
}

function holds(reach: PlainReach | undefined, address: string): boolean {
  if (!reach) return false
  expect(reach.more).toBe(0)
  const setOf = (texts: readonly string[]) => setOfPrefixes(texts.map((text) => unwrap(parsePrefix(text))))
  return contains(difference(setOf(reach.prefixes), setOf(reach.except)), unwrap(parseAddress(address)))
}
