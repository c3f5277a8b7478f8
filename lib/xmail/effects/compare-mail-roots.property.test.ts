import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import {
  type Address,
  type AddressSet,
  contains,
  difference,
  parsePrefix,
  setOfPrefixes,
} from '@/lib/xmail/net'
import {
  compilePolicy,
  decideCtrl,
  decideFinger,
  decideGate,
  decidePop3,
  decideRelay,
  decideSmtp,
  mailRootFiles,
  type Policy,
} from '@/lib/xmail/policy'
import { decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import type { Document } from '@/lib/xmail/tab'
import { gateTable, relayTable } from '@/test/support/random-tables'
import {
  compareMailRoots,
  type EffectFiles,
  type Effects,
  gateSet,
  type PlainReach,
  relaySet,
  type SetEffect,
} from './index'

const seed = Number(process.env.SEED ?? 20261124)
const numRuns = 80
const params = { seed, numRuns }

const textOf = (table: fc.Arbitrary<{ readonly text: string }>) => table.map(({ text }) => text)
const orMissing = (text: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: text }, fc.constant<string | null>(null))
/** A third field behind every line: rows of relay tables become rows of these. */
const withField = (fields: readonly string[]) =>
  fc
    .tuple(textOf(relayTable), fc.array(fc.constantFrom(...fields), { minLength: 8, maxLength: 8 }))
    .map(([text, more]) => text.replace(/[^\r\n]+/g, (line, at: number) => `${line}\t${more[at % 8]}`))

const spammers = withField([
  '',
  '"code=0"',
  '"code=-2"',
  '"code=-5"',
  '"x,code=0"',
  '"code=x"',
  '1',
  '"code=1"',
])
const properties = withField([
  '"WhiteList"',
  '"WhiteList=yes"',
  '"NoAuth"\t"EnableVRFY=1"',
  '"EaseTLS"',
  '"SenderDomainCheck=0"',
  '"WhiteList=1"\t"EnableETRN"',
  '"x"',
  '"WhiteList,NoAuth"',
])
const settings = fc
  .constantFrom(null, '', '0', '1', '2', 'x', '-1', '-2', '-7')
  .map((code) => `"RootDomain"\t"here.test"\n${code === null ? '' : `"SMTP-IpMapDropCode"\t"${code}"\n`}`)

const ACCOUNT_GATE = 'domains/here.test/joe/pop3.ipmap.tab'
const TABLES: Readonly<Record<string, fc.Arbitrary<string | null>>> = {
  'server.tab': fc.oneof({ weight: 12, arbitrary: settings }, fc.constant(null)),
  'smtprelay.tab': orMissing(textOf(relayTable)),
  'smtp.ipmap.tab': orMissing(textOf(gateTable)),
  'smtp.ipprop.tab': orMissing(properties),
  'spammers.tab': orMissing(spammers),
  'pop3.ipmap.tab': orMissing(textOf(gateTable)),
  'ctrl.ipmap.tab': orMissing(textOf(gateTable)),
  'finger.ipmap.tab': orMissing(textOf(gateTable)),
  [ACCOUNT_GATE]: orMissing(textOf(gateTable)),
}
const FIXED = {
  'domains.tab': '"here.test"\n',
  'mailusers.tab': '"here.test"\t"joe"\t"1d08040c09"\t1\t"joe"\t"U"\n',
}
const mailRoot = fc
  .record(TABLES)
  .map((texts) =>
    Object.entries({ ...FIXED, ...texts }).map(
      ([path, text]) => [path, text === null ? null : open(path, text)] as const,
    ),
  )
  .map((files): ReadonlyMap<string, Document | null> => new Map(files))

/** Without the places of IPv4, which are asked for by their hosts. */
const bits128 = fc.bigInt({ min: 2n ** 48n, max: 2n ** 128n - 1n })
/** Near to the networks of the tables, anywhere in IPv4, and anywhere in IPv6. */
const peers = fc.tuple(
  fc.array(fc.integer({ min: 0x7f000000, max: 0x7f000300 }), { minLength: 8, maxLength: 8 }),
  fc.array(fc.integer({ min: 2, max: 2 ** 32 - 1 }), { minLength: 3, maxLength: 3 }),
  fc.array(bits128, { minLength: 3, maxLength: 3 }),
)
/** A peer, and the places in IPv6 where XMail may see it too. */
const hostOf = (bits: number): Host => ({
  peer: { version: 4, bits },
  shadows: [0n, 0xffff00000000n].map((place) => ({ version: 6, bits: place + BigInt(bits) })),
})

interface Host {
  readonly peer: Address
  readonly shadows: readonly Address[]
}

describe(`effects are what the gate code decides (seed ${seed})`, () => {
  it('for each gate, relay, block and property', () => {
    let told = 0
    fc.assert(
      fc.property(mailRoot, mailRoot, peers, (before, after, [near, v4, v6]) => {
        const effects = compareMailRoots(before, after, { shown: 100_000 })
        const hosts: Host[] = [
          ...[...near, ...v4].map(hostOf),
          ...v6.map((bits) => ({ peer: { version: 6, bits } as const, shadows: [] })),
        ]
        const [was, is] = [before, after].map((files) => compilePolicy(mailRootFiles(files, null)))
        if (!was || !is) throw new Error('two sides')
        const hasNoSettings = !before.get('server.tab') || !after.get('server.tab')
        for (const { peer, shadows } of hosts) {
          for (const [name, holds] of Object.entries(QUESTIONS)) {
            const gains = (each: Address) => holds(is, each) && !holds(was, each)
            const loses = (each: Address) => holds(was, each) && !holds(is, each)
            const effect = EFFECTS[name]?.(effects)
            // A netmask like 0.0.0.255 makes 16 million pieces: nothing is claimed of it, and it is said so.
            if (effect?.partial || (name.startsWith('waits') && effects.smtp?.refused.partial)) continue
            // Of an account whose own list stays as it is, only the list of the whole service speaks.
            if (name === 'account' && sameText(before, after, ACCOUNT_GATE)) continue
            // Without server.tab a session ends before anybody asks for its properties.
            if (name === 'white' && hasNoSettings) continue
            told++
            const claims = (each: Address) =>
              [effect?.gained, effect?.lost].map((reach) => claimed(reach, each))
            expect([name, ...claims(peer)]).toEqual([name, gains(peer), loses(peer)])
            for (const shadow of shadows) {
              // Claimed of the host, or of this place of it alone: no gain and no loss is kept back.
              const [ofPeer, ofShadow] = [claims(peer), claims(shadow)]
              if (gains(shadow)) expect([name, ofPeer[0] || ofShadow[0]]).toEqual([name, true])
              if (loses(shadow)) expect([name, ofPeer[1] || ofShadow[1]]).toEqual([name, true])
            }
          }
        }
      }),
      params,
    )
    expect(told).toBeGreaterThan(numRuns * 100)
  }, 60_000)

  it('row for row over a whole small network, relay and gates', () => {
    fc.assert(
      fc.property(relayTable, gateTable, (relay, gate) => {
        const relayDoc = open('smtprelay.tab', relay.text)
        const gateDoc = open('smtp.ipmap.tab', gate.text)
        const [relaying, entering] = [relaySet(relayDoc), gateSet(gateDoc)]
        fc.pre(relaying.unknown.length + entering.unknown.length === 0)
        for (let bits = 0x7effff80; bits < 0x7f000380; bits++) {
          const peer: Address = { version: 4, bits }
          expect([bits, contains(relaying.set, peer), contains(entering.set, peer)]).toEqual([
            bits,
            decideRelay(relayDoc, peer).allow,
            decideGate(gateDoc, peer).allow,
          ])
        }
      }),
      { seed, numRuns: 40 },
    )
  }, 60_000)
})

function sameText(before: EffectFiles, after: EffectFiles, path: string): boolean {
  const [was, is] = [before, after].map(
    (files) =>
      files
        .get(path)
        ?.lines.map(({ raw }) => raw)
        .join('') ?? null,
  )
  return was === is
}

/** Whether a peer has what an effect is about, by the code that answers sessions. */
const QUESTIONS: Readonly<Record<string, (policy: Policy, peer: Address) => boolean>> = {
  relay: (policy, peer) => {
    const doc = policy.files.read('smtprelay.tab')
    return doc !== 'unread' && decideRelay(doc, peer).allow
  },
  refused: (policy, peer) => !/^220/.test(session(policy, peer).connect),
  signInOnly: (policy, peer) => /^551 Server access/.test(session(policy, peer).mail),
  waits2: (policy, peer) => session(policy, peer).waits === 2,
  waits5: (policy, peer) => session(policy, peer).waits === 5,
  waits7: (policy, peer) => session(policy, peer).waits === 7,
  ctrl: (policy, peer) =>
    /^\+/.test(decided(decideCtrl(policy, { client: peer }, QUIET)).exchange[0]?.reply ?? ''),
  finger: (policy, peer) =>
    decided(decideFinger(policy, { client: peer }, QUIET)).exchange[0]?.closes === false,
  white: (policy, peer) =>
    session(policy, peer).trace.some(({ check, outcome }) => check === 'ip-map' && outcome === 'skipped'),
  pop3: (policy, peer) => {
    const doc = policy.files.read('pop3.ipmap.tab')
    return doc !== 'unread' && decideGate(doc, peer).allow
  },
  account: (policy, peer) => {
    // Without server.tab nobody is even asked for a name; whom the lists would let in is the question here.
    const doc = policy.files.read('server.tab')
    if (doc !== null) {
      const { exchange } = decided(decidePop3(policy, { client: peer, user: 'joe@here.test' }, QUIET))
      return /^\+OK/.test(exchange[2]?.reply ?? '')
    }
    return ['pop3.ipmap.tab', ACCOUNT_GATE].every((path) => {
      const list = policy.files.read(path)
      return list !== 'unread' && decideGate(list, peer).allow
    })
  },
}

const sessions = new WeakMap<Policy, Map<string, ReturnType<typeof playSession>>>()

/** The session of a client that sends mail, played once for all questions. */
function session(policy: Policy, client: Address) {
  const played = sessions.get(policy) ?? new Map<string, ReturnType<typeof playSession>>()
  sessions.set(policy, played)
  const key = `${client.version} ${client.bits}`
  const found = played.get(key) ?? playSession(policy, client)
  played.set(key, found)
  return found
}

function playSession(policy: Policy, client: Address) {
  const { exchange, trace } = decided(decideSmtp(policy, { client, from: '' }, QUIET))
  return {
    connect: exchange[0]?.reply ?? '',
    mail: exchange[2]?.reply ?? '',
    waits: exchange[1]?.delaySeconds ?? 0,
    trace,
  }
}

type Pair = SetEffect | null | undefined
const EFFECTS: Readonly<Record<string, (effects: Effects) => Pair>> = {
  relay: ({ relay }) => relay,
  refused: ({ smtp }) => smtp?.refused,
  signInOnly: ({ smtp }) => smtp?.signInOnly,
  waits2: ({ smtp }) => smtp?.waits.find(({ seconds }) => seconds === 2),
  waits5: ({ smtp }) => smtp?.waits.find(({ seconds }) => seconds === 5),
  waits7: ({ smtp }) => smtp?.waits.find(({ seconds }) => seconds === 7),
  ctrl: ({ gates }) => gates.find(({ service }) => service === 'ctrl'),
  finger: ({ gates }) => gates.find(({ service }) => service === 'finger'),
  white: ({ whitelist }) => whitelist.find(({ property }) => property === 'white-listed'),
  pop3: ({ gates }) => gates.find(({ path }) => path === 'pop3.ipmap.tab'),
  account: ({ gates }) => gates.find(({ account }) => account !== null),
}

const kept = new WeakMap<PlainReach, AddressSet>()

function claimed(reach: PlainReach | undefined, address: Address): boolean {
  return reach !== undefined && contains(spelled(reach), address)
}

/** The addresses that a shown list names; a list that was cut would prove nothing. */
function spelled(reach: PlainReach): AddressSet {
  const known = kept.get(reach)
  if (known) return known
  expect(reach.more).toBe(0)
  const setOf = (texts: readonly string[]) => setOfPrefixes(texts.map((text) => unwrap(parsePrefix(text))))
  const set = difference(setOf(reach.prefixes), setOf(reach.except))
  kept.set(reach, set)
  return set
}
