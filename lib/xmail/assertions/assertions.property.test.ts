import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { type Address, contains, difference, parsePrefix, setOfPrefix, setOfPrefixes } from '@/lib/xmail/net'
import {
  compilePolicy,
  decideCtrl,
  decideFinger,
  decidePop3,
  decideSmtp,
  mailRootFiles,
  type Policy,
  type World,
} from '@/lib/xmail/policy'
import { addressOf, decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import { gateTable, relayTable } from '@/test/support/random-tables'
import type { Assertion, SetAssertion } from './assertion'
import { checkAssertion } from './check-assertion'
import { clientsOfNetworks, clientsOver } from './clients'

/** Nothing is open: a client with a name that no line fits, or one that a line may fit. */
const WORLDS = ['host.elsewhere.example', 'mx.elsewhere.example'].map((clientName) => ({
  ...QUIET,
  clientName,
}))

const seed = Number(process.env.SEED ?? 20261124)

const textOf = (table: fc.Arbitrary<{ readonly text: string }>) => table.map(({ text }) => text)
const orMissing = (text: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: text }, fc.constant<string | null>(null))
const withField = (fields: readonly string[]) =>
  fc
    .tuple(textOf(relayTable), fc.array(fc.constantFrom(...fields), { minLength: 8, maxLength: 8 }))
    .map(([text, more]) => text.replace(/[^\r\n]+/g, (line, at: number) => `${line}\t${more[at % 8]}`))

const settings = fc
  .tuple(
    fc.constantFrom(null, '', '0', '1', '-2', 'x'),
    fc.constantFrom(null, 'mail-auth', 'WantTLS', 'mail-auth,WantTLS', 'mail-auth=0'),
    fc.constantFrom(null, '0', '1'),
    fc.constantFrom('"RootDomain"\t"here.test"\n', '"RootDomain"\t"here.test"\n', ''),
  )
  .map(([drop, config, tls, root]) =>
    [
      root,
      ...Object.entries({ 'SMTP-IpMapDropCode': drop, SmtpConfig: config, 'EnableSMTP-TLS': tls }).map(
        ([name, value]) => (value === null ? '' : `"${name}"\t"${value}"\n`),
      ),
    ].join(''),
  )

const mailRoot = fc
  .record({
    'server.tab': settings,
    'smtprelay.tab': orMissing(textOf(relayTable)),
    'smtp.ipmap.tab': orMissing(textOf(gateTable)),
    'smtp.ipprop.tab': orMissing(
      withField(['"WhiteList"', '"WhiteList=0"', '"NoAuth"', '"NoAuth"\t"WhiteList"', '"x"']),
    ),
    'spammers.tab': orMissing(withField(['', '"code=0"', '"code=-2"', '"code=1"', '1'])),
    'smtp.hnprop.tab': fc.constantFrom(null, null, null, '', '"mx."\t"WhiteList"\n'),
    'pop3.ipmap.tab': orMissing(textOf(gateTable)),
    'ctrl.ipmap.tab': orMissing(textOf(gateTable)),
    'finger.ipmap.tab': orMissing(textOf(gateTable)),
    'server.cert': fc.constantFrom('', null),
    'server.key': fc.constant(''),
    'domains.tab': fc.constant('"here.test"\n'),
    'mailusers.tab': fc.constant('"here.test"\t"joe"\t"1d08040c09"\t1\t"joe"\t"U"\n'),
  })
  .map((texts) =>
    compilePolicy(
      mailRootFiles(
        new Map(Object.entries(texts).map(([path, text]) => [path, text === null ? null : open(path, text)])),
        null,
      ),
    ),
  )

/** Networks that the random tables speak of, small enough to ask every address of them. */
const networks = fc.uniqueArray(
  fc.constantFrom(
    '127.0.0.0/27',
    '127.0.1.0/28',
    '127.0.2.192/28',
    '127.0.0.5/32',
    '10.0.0.0/30',
    '::1/128',
    '2001:db8::/125',
  ),
  { minLength: 1, maxLength: 3 },
)
const about = {
  networks,
  claim: fc.constantFrom('all', 'none', 'only'),
  over: fc.constantFrom('both', 'ipv4'),
} as const
const assertion: fc.Arbitrary<SetAssertion> = fc.oneof(
  fc.record({ kind: fc.constant('relay' as const), ...about }),
  fc.record({
    kind: fc.constant('gate' as const),
    gate: fc.constantFrom('smtp', 'pop3', 'ctrl', 'finger' as const),
    ...about,
  }),
)
/** Peers anywhere, for what is said of all that is outside. */
const elsewhere = fc.tuple(
  fc.array(fc.integer({ min: 0x7f000000, max: 0x7f000300 }), { minLength: 12, maxLength: 12 }),
  fc.array(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { minLength: 6, maxLength: 6 }),
  fc.array(fc.bigInt({ min: 2n ** 48n, max: 2n ** 128n - 1n }), { minLength: 3, maxLength: 3 }),
)

describe(`an assertion is what the gate code decides (seed ${seed})`, () => {
  it('holds of every client, or is broken by the one that it names and by all that it counts', () => {
    const seen = { holds: 0, broken: 0, unknown: 0 }
    fc.assert(
      fc.property(mailRoot, assertion, elsewhere, (policy, said, [near, v4, v6]) => {
        const state = checkAssertion(policy, said)
        seen[state.kind]++
        const peers = clientsMeant(said, near, v4, v6)
        const wanted = said.claim === 'all'
        const speaks = (world: World) => (peer: Address) => truth(policy, said, peer, world) !== wanted
        if (state.kind === 'holds')
          for (const world of WORLDS) expect(peers.filter(speaks(world))).toEqual([])
        // What hangs on DNS is told with both cases.
        if (state.kind === 'unknown' && state.why === 'depends')
          expect(state.ways.map(({ holds }) => holds).sort()).toEqual([false, true])
        if (state.kind !== 'broken') return
        const example = addressOf(state.example.client ?? '')
        expect(isMeant(said, example)).toBe(true)
        for (const world of WORLDS) expect(speaks(world)(example)).toBe(true)
        if (!state.reach || state.reach.more > 0 || state.isPartial) return
        const setOf = (texts: readonly string[]) =>
          setOfPrefixes(texts.map((text) => unwrap(parsePrefix(text))))
        const told = difference(setOf(state.reach.prefixes), setOf(state.reach.except))
        for (const peer of peers.filter(({ version }) => version === 4))
          for (const world of WORLDS)
            expect([peer, speaks(world)(peer)]).toEqual([peer, contains(told, peer)])
      }),
      { seed, numRuns: 600 },
    )
    expect(Math.min(seen.holds, seen.broken)).toBeGreaterThan(60)
  }, 60_000)

  it('is never unknown of single addresses, whatever the netmasks, where nothing depends on DNS', () => {
    fc.assert(
      fc.property(mailRoot, fc.integer({ min: 0x7f000000, max: 0x7f000300 }), (policy, bits) => {
        fc.pre(!hasHostNames(policy) && !policy.files.read('smtp.hnprop.tab'))
        const peer: Address = { version: 4, bits }
        const text = `127.0.${(bits >> 8) & 255}.${bits & 255}/32`
        const said: SetAssertion = { kind: 'relay', claim: 'all', networks: [text], over: 'both' }
        const state = checkAssertion(policy, said)
        // ::ffff:127.0.0.1 and ::127.0.0.1 are the same host, and an odd IPv6 row may tell them apart.
        const places = clientsMeant(said, [], [], [])
        expect(state.kind).toBe(
          places.every((each) => WORLDS.every((world) => truth(policy, said, each, world)))
            ? 'holds'
            : 'broken',
        )
        expect(places).toContainEqual(peer)
      }),
      { seed, numRuns: 200 },
    )
  }, 60_000)
})

function clientsMeant(said: SetAssertion, near: number[], v4: number[], v6: bigint[]): Address[] {
  const inside = said.networks.flatMap((text) => {
    const prefix = unwrap(parsePrefix(text))
    const size = 2 ** ((prefix.address.version === 4 ? 32 : 128) - prefix.length)
    return Array.from({ length: size }, (_, i): Address[] => {
      if (prefix.address.version === 6) return [{ version: 6, bits: prefix.address.bits + BigInt(i) }]
      const bits = prefix.address.bits + i
      return [
        { version: 4, bits },
        ...[0n, 0xffff00000000n].map((at): Address => ({ version: 6, bits: at + BigInt(bits) })),
      ]
    }).flat()
  })
  const around: Address[] = [
    ...[...near, ...v4].map((bits): Address => ({ version: 4, bits })),
    ...v6.map((bits): Address => ({ version: 6, bits })),
  ]
  return [...inside, ...around].filter((peer) => isMeant(said, peer))
}

function isMeant({ networks, claim, over }: SetAssertion, peer: Address): boolean {
  const isIn = contains(clientsOfNetworks(networks), peer)
  return claim === 'only' ? !isIn && contains(clientsOver(over), peer) : isIn
}

/** By the code that answers sessions, every way that a client has. */
function truth(policy: Policy, said: Assertion, client: Address, world: World): boolean {
  if (said.kind === 'relay') return mayRelay(policy, client, world)
  if (said.kind !== 'gate') throw new Error('not about clients')
  switch (said.gate) {
    case 'smtp':
      return /^220/.test(decided(decideSmtp(policy, { client }, world)).exchange[0]?.reply ?? '')
    case 'pop3':
      return decided(decidePop3(policy, { client }, world)).verdict === 'accepted'
    case 'ctrl':
      return decided(decideCtrl(policy, { client }, world)).verdict === 'accepted'
    case 'finger':
      return decided(decideFinger(policy, { client }, world)).verdict === 'accepted'
  }
}

function mayRelay(policy: Policy, client: Address, world: World): boolean {
  return (['none', 'starttls', 'implicit'] as const).some((tls) => {
    const question = { client, tls, from: 'a@elsewhere.example', rcpt: 'b@elsewhere.example' }
    return decided(decideSmtp(policy, question, world)).verdict === 'accepted'
  })
}

function hasHostNames(policy: Policy): boolean {
  return ['smtprelay.tab', 'smtp.ipmap.tab', 'smtp.ipprop.tab', 'spammers.tab'].some((path) => {
    const doc = policy.files.read(path)
    return (
      doc !== null && doc !== 'unread' && doc.lines.some(({ content }) => /[a-z]{3,}\.[a-z]/i.test(content))
    )
  })
}

describe('sets of clients', () => {
  it('have an IPv4 host in its places in IPv6, and ::1 only where it is named', () => {
    const all = clientsOfNetworks(['0.0.0.0/0'])
    expect(contains(all, addressOf('::ffff:10.0.0.1'))).toBe(true)
    expect(contains(all, addressOf('::1'))).toBe(false)
    expect(contains(clientsOfNetworks(['0.0.0.0/0', '::1/128']), addressOf('::1'))).toBe(true)
    expect(contains(clientsOver('ipv4'), addressOf('::1'))).toBe(false)
    expect(contains(clientsOver('both'), addressOf('2001:db8::1'))).toBe(true)
    expect(contains(setOfPrefix(unwrap(parsePrefix('::/0'))), addressOf('::1'))).toBe(true)
  })
})
