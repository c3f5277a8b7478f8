import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '@/lib/xmail/net'
import {
  compilePolicy,
  decideCtrl,
  decideGate,
  decideRelay,
  decideSmtp,
  mailRootFiles,
  type Policy,
} from '@/lib/xmail/policy'
import { decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import type { Document } from '@/lib/xmail/tab'
import { gateTable, relayTable } from '@/test/support/random-tables'
import { type AddressMap, makeAddressMap } from './address-map'
import { ALL_OF_IPV4, blockAt } from './block'
import { inspectBlock } from './inspect-block'
import { viewOfChange, viewOfMap, wordsOfRange } from './map-view'
import { DOES, type Lens, type Ruled } from './outcome'
import { rangeAt } from './ranges'
import { addressesOfRow, findTableRows } from './table-rows'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 60 }

const textOf = (table: fc.Arbitrary<{ readonly text: string }>) => table.map(({ text }) => text)
const orMissing = (text: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: text }, fc.constant<string | null>(null))
const withField = (fields: readonly string[]) =>
  fc
    .tuple(textOf(relayTable), fc.array(fc.constantFrom(...fields), { minLength: 8, maxLength: 8 }))
    .map(([text, more]) => text.replace(/[^\r\n]+/g, (line, at: number) => `${line}\t${more[at % 8]}`))

const mailRoot = fc
  .record({
    'server.tab': fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('1', '0', '-2', '-7', 'x') },
      fc.constant(null),
    ),
    'smtprelay.tab': orMissing(textOf(relayTable)),
    'smtp.ipmap.tab': orMissing(textOf(gateTable)),
    'ctrl.ipmap.tab': orMissing(textOf(gateTable)),
    'smtp.ipprop.tab': orMissing(withField(['"WhiteList"', '"WhiteList=yes"', '"NoAuth"', '"x"'])),
    'spammers.tab': orMissing(withField(['', '"code=0"', '"code=-2"', '"code=-5"', '"code=1"'])),
  })
  .map((texts) => {
    const files = new Map<string, Document | null>([['domains.tab', open('domains.tab', '"here.test"\n')]])
    for (const [path, text] of Object.entries(texts)) {
      const whole =
        path === 'server.tab' ? `"RootDomain"\t"here.test"\n"SMTP-IpMapDropCode"\t"${text}"\n` : text
      files.set(path, text === null || whole === null ? null : open(path, whole))
    }
    return files
  })

const policyOf = (files: ReadonlyMap<string, Document | null>) => compilePolicy(mailRootFiles(files, null))

function mapOf(policy: Policy, lens: Lens): AddressMap {
  const answer = makeAddressMap(policy, lens)
  if (answer.kind === 'needs-file') throw new Error(`${answer.path} has not been read`)
  return answer.map
}

/** What a map says of an address; of one that is as in IPv4, what it says of that. */
function saidOf(map: AddressMap, { version, bits }: Address): Ruled {
  const place = version === 4 ? rangeAt(map.v4.starts, bits) : rangeAt(map.v6.starts, bits)
  const ruled = wordsOfRange(viewOfMap(map), version === 4 ? 'v4' : 'v6', place).live
  if (ruled.does !== 'as-ipv4' || version === 4) return ruled
  return saidOf(map, { version: 4, bits: Number(bits & 0xffffffffn) })
}

const peer: fc.Arbitrary<Address> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0x7f000000, max: 0x7f000300 }).map(v4) },
  fc.nat(2 ** 32 - 1).map(v4),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((bits): Address => ({ version: 6, bits })),
  fc
    .tuple(fc.constantFrom(0n, 0xffff00000000n), fc.integer({ min: 0x7f000000, max: 0x7f000300 }))
    .map(([place, bits]): Address => ({ version: 6, bits: place + BigInt(bits) })),
)

function v4(bits: number): Address {
  return { version: 4, bits }
}

describe(`a map is what the gate code decides (seed ${seed})`, () => {
  it('for clients of SMTP, relay and a gate', () => {
    fc.assert(
      fc.property(mailRoot, fc.array(peer, { minLength: 12, maxLength: 12 }), (files, peers) => {
        const policy = policyOf(files)
        const maps = {
          client: mapOf(policy, 'client'),
          relay: mapOf(policy, 'relay'),
          ctrl: mapOf(policy, 'ctrl'),
        }
        for (const each of peers) {
          const relays = decideRelay(files.get('smtprelay.tab') ?? null, each).allow
          if (maps.relay.unknown === 0)
            expect(saidOf(maps.relay, each).does).toBe(relays ? 'relays' : 'no-relay')
          const { exchange } = decided(decideCtrl(policy, { client: each }, QUIET))
          if (maps.ctrl.unknown === 0)
            expect(saidOf(maps.ctrl, each).does).toBe(
              exchange[0]?.reply?.startsWith('+') ? 'let-in' : 'refused',
            )
          if (maps.client.unknown === 0)
            expect({ ...saidOf(maps.client, each), path: 0, line: 0 }).toEqual({
              ...playClient(policy, each, relays),
              path: 0,
              line: 0,
            })
        }
      }),
      settings,
    )
  }, 60_000)

  it('and names the line that decides', () => {
    fc.assert(
      fc.property(textOf(gateTable), fc.array(peer, { minLength: 12, maxLength: 12 }), (text, peers) => {
        const doc = open('ctrl.ipmap.tab', text)
        const map = mapOf(policyOf(new Map([['ctrl.ipmap.tab', doc]])), 'ctrl')
        fc.pre(map.unknown === 0)
        for (const each of peers) {
          const { line } = saidOf(map, each)
          const alone = { ...doc, lines: doc.lines.filter((_, i) => i === line) }
          if (line >= 0) expect(decideGate(alone, each).allow).toBe(decideGate(doc, each).allow)
          else expect(decideGate(doc, each).allow).toBe(true)
        }
      }),
      settings,
    )
  })
})

function playClient(policy: Policy, client: Address, relays: boolean) {
  const { exchange } = decided(decideSmtp(policy, { client, from: '' }, QUIET))
  const seconds = exchange[1]?.delaySeconds ?? 0
  if (!exchange[0]?.reply?.startsWith('220')) return { does: 'refused', seconds: 0 }
  if (/^551 Server access/.test(exchange[2]?.reply ?? '')) return { does: 'sign-in', seconds }
  if (relays) return { does: 'relays', seconds }
  return { does: seconds > 0 ? 'waits' : 'sends', seconds }
}

describe('a view', () => {
  it('counts in its table, and in each block, what the map has', () => {
    fc.assert(
      fc.property(mailRoot, fc.integer({ min: 0, max: 32 }), (files, length) => {
        const view = viewOfMap(mapOf(policyOf(files), 'client'))
        const zoom = blockAt(0x7f000010, length)
        const counted = view.classes.map(() => 0)
        for (const row of findTableRows(view, zoom, { classes: null, rule: '' })) {
          if (row.version === 'v6') continue
          const which = view.v4.classes[row.range] ?? 0
          counted[which] = (counted[which] ?? 0) + addressesOfRow(view, zoom, row).v4
        }
        const inspected = view.classes.map((_, which) =>
          inspectBlock(view, zoom).reduce((sum, part) => (part.which === which ? sum + part.count : sum), 0),
        )
        expect(inspected).toEqual(counted)
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(2 ** (32 - length))
      }),
      settings,
    )
  })

  it('of a change says for each address whether it may do more, less or the same', () => {
    fc.assert(
      fc.property(
        mailRoot,
        mailRoot,
        fc.array(peer, { minLength: 12, maxLength: 12 }),
        (before, after, peers) => {
          const [live, draft] = [mapOf(policyOf(before), 'client'), mapOf(policyOf(after), 'client')]
          const view = viewOfChange(live, draft)
          for (const each of peers) {
            if (each.version === 6) continue
            const [was, is] = [saidOf(live, each), saidOf(draft, each)]
            const more = DOES.indexOf(is.does) - DOES.indexOf(was.does) || was.seconds - is.seconds
            const place = rangeAt(view.v4.starts, each.bits)
            expect(view.classes[view.v4.classes[place] ?? 0]).toBe(
              more > 0 ? 'opens' : more < 0 ? 'closes' : 'same',
            )
            expect(wordsOfRange(view, 'v4', place)).toEqual({ live: was, draft: is })
          }
          expect(inspectBlock(viewOfChange(live, live), ALL_OF_IPV4).map(({ which }) => which)).toEqual([1])
        },
      ),
      settings,
    )
  })
})
