import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { type Assertion, assertionSchema, checkAssertion, type SetAssertion } from '@/lib/xmail/assertions'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { compilePolicy, mailRootFiles, type SmtpQuestion } from '@/lib/xmail/policy'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { gateTable, relayTable } from '../support/random-tables'
import { openRaw } from '../support/raw-connection'
import { playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261124)
const MAILROOTS = Number(process.env.PEER_DRAFTS ?? 60)

type Texts = Readonly<Record<string, string>>

const textOf = (table: fc.Arbitrary<{ readonly text: string }>) => table.map(({ text }) => text)
const tables = fc.record({
  'smtprelay.tab': textOf(relayTable),
  'ctrl.ipmap.tab': textOf(gateTable),
  'pop3.ipmap.tab': textOf(gateTable),
  'smtp.ipmap.tab': textOf(gateTable),
  'smtp.ipprop.tab': fc.constantFrom('', '"127.0.1.0/24"\t"WhiteList"\n'),
  'spammers.tab': fc.constantFrom('', '"127.0.2.0/25"\n', '"127.0.0.128/25"\t"code=1"\n"127.0.0.9"\n'),
})
/** Four clients that this machine can be. */
const network = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 63 }))
  .map(([c, d]) => `127.0.${c}.${d * 4}/30`)
const about = {
  claim: fc.constantFrom('all', 'none', 'only'),
  networks: fc.tuple(network),
  over: fc.constant('ipv4'),
}
const sentence: fc.Arbitrary<SetAssertion> = fc.oneof(
  fc.record({ kind: fc.constant('relay' as const), ...about }),
  fc.record({
    kind: fc.constant('gate' as const),
    gate: fc.constantFrom('smtp', 'pop3', 'ctrl' as const),
    ...about,
  }),
) as fc.Arbitrary<SetAssertion>
const trial = fc.record({ tables, sentences: fc.array(sentence, { minLength: 4, maxLength: 4 }) })

describe.skipIf(!XMAIL_HOME)(`what a sentence comes to is what a real XMail does (seed ${SEED})`, () => {
  let xmail: RealXmail
  let settings = ''
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
    settings = (await xmail.get('server.tab')) ?? ''
  })
  afterAll(() => xmail?.stop())

  /** Puts the tables on the server, and judges by them and by what it has beside them. */
  async function judge(texts: Texts, assertions: readonly Assertion[]) {
    for (const [path, text] of Object.entries(texts)) await xmail.put(path, text)
    const files = new Map(Object.entries({ 'server.tab': settings, ...texts }).map(opened))
    for (const path of ['server.cert', 'server.key'])
      if ((await xmail.get(path)) !== null) files.set(...opened([path, '']))
    const policy = compilePolicy(mailRootFiles(files, null))
    return assertions.map((assertion) => ({ assertion, state: checkAssertion(policy, assertion) }))
  }

  it('of clients: each of a sentence that holds, and the one that is named against it', async () => {
    const counts = { holds: 0, broken: 0, unknown: 0, tried: 0 }
    for (const { tables, sentences } of fc.sample(trial, { seed: SEED, numRuns: MAILROOTS })) {
      for (const { assertion, state } of await judge(tables, sentences)) {
        counts[state.kind]++
        if (assertion.kind !== 'relay' && assertion.kind !== 'gate') continue
        const isYes = assertion.claim === 'all'
        const clients = state.kind === 'holds' ? clientsOf(assertion) : []
        if (state.kind === 'broken' && /^127\.0\.\d+\.[1-9]/.test(state.example.client ?? ''))
          clients.push(state.example.client ?? '')
        for (const client of clients) {
          const label = JSON.stringify({ tables, assertion, state, client })
          expect(await mayOn(xmail, assertion, client), label).toBe(isYes === (state.kind === 'holds'))
          counts.tried++
        }
      }
    }
    // Otherwise the sentences would be so odd that they prove little.
    expect(Math.min(counts.holds, counts.broken)).toBeGreaterThan(MAILROOTS / 2)
    expect(counts.tried).toBeGreaterThan(MAILROOTS * 3)
  }, 300_000)

  it('of a client that spammers.tab holds to signing in: STARTTLS makes XMail forget it', async () => {
    const texts = {
      'smtprelay.tab': '"127.0.0.9/32"\n',
      'spammers.tab': '"127.0.0.9/32"\t"code=0"\n',
      'smtp.ipmap.tab': '',
      'smtp.ipprop.tab': '',
    }
    const said = parse({ kind: 'relay', claim: 'none', networks: ['127.0.0.9'] })
    const [found] = await judge(texts, [said])
    const { state } = found ?? {}
    if (state?.kind !== 'broken') throw new Error(JSON.stringify(state))
    expect(state.example).toMatchObject({ client: '127.0.0.9', question: { tls: 'starttls' } })
    expect(await relays(xmail, '127.0.0.9', 'none')).toBe(false)
    expect(await relays(xmail, '127.0.0.9', 'starttls')).toBe(true)
  })

  it.each([
    ['x@rude.example', true],
    ['X@RUDE.example', true],
    ['x@sub.rude.example', false],
    ['x@kind.example', false],
  ])('of the sender %s', async (sender, isRefused) => {
    const texts = {
      'smtprelay.tab': '',
      'spammers.tab': '',
      'smtp.ipmap.tab': '',
      'spam-address.tab': '"*@rude.example"\n',
    }
    const claims = ['refused', 'accepted'].map((claim) => parse({ kind: 'sender', claim, sender }))
    const states = await judge(texts, claims)
    expect(states.map(({ state }) => state.kind)).toEqual(
      isRefused ? ['holds', 'broken'] : ['broken', 'holds'],
    )
    const question: SmtpQuestion = { client: unwrap(parseAddress('127.0.0.7')), from: sender }
    const answers = await playSession({ port: xmail.smtpPort, from: '127.0.0.7' }, question)
    const reply = answers.find(({ command }) => command === 'mail')?.reply ?? ''
    expect(!reply.startsWith('250'), reply).toBe(isRefused)
  })
})

function parse(data: unknown): Assertion {
  return assertionSchema.parse(data)
}

function opened([path, text]: readonly [string, string]) {
  const format = catalogEntry(mailRootPath(path))?.format
  if (!format) throw new Error(`not in the catalog: ${path}`)
  return [path, parseDocument(fromByteString(text), format)] as [string, ReturnType<typeof parseDocument>]
}

/** Those in a network, or for `only` some that are not. */
function clientsOf({ claim, networks }: SetAssertion): string[] {
  const [, c = '0', d = '0'] = /^127\.0\.(\d+)\.(\d+)\/30$/.exec(networks[0] ?? '') ?? []
  if (claim === 'only') return [1, 2].map((step) => `127.0.${(Number(c) + step) % 3}.${Number(d) + 1}`)
  return [0, 1, 2, 3].map((step) => `127.0.${c}.${Number(d) + step}`)
}

/** Whether the server lets a client do what a sentence is about. */
async function mayOn(xmail: RealXmail, assertion: SetAssertion, client: string): Promise<boolean> {
  if (assertion.kind === 'relay') return relays(xmail, client, 'none')
  const ports = { smtp: xmail.smtpPort, pop3: xmail.pop3Port, ctrl: xmail.ctrlPort, finger: xmail.fingerPort }
  const connection = await openRaw({ port: ports[assertion.gate], from: client })
  await connection.waitFor((text) => text.includes('\n'))
  connection.destroy()
  return /^(220 |\+)/.test(connection.received())
}

async function relays(xmail: RealXmail, client: string, tls: 'none' | 'starttls'): Promise<boolean> {
  const question: SmtpQuestion = {
    client: unwrap(parseAddress(client)),
    tls,
    from: 'somebody@elsewhere.example',
    rcpt: 'friend@elsewhere.example',
  }
  const answers = await playSession({ port: xmail.smtpPort, from: client }, question)
  return answers.some(({ command, reply }) => command === 'rcpt' && reply?.startsWith('250'))
}
