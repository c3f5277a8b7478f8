import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '@/lib/xmail/net'
import { decideCtrl, decideGate, decideRelay, decideSmtp, type Policy } from '@/lib/xmail/policy'
import { decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import { gateTable } from '@/test/support/random-tables'
import { ALL_OF_IPV4, blockAt } from './block'
import { inspectBlock } from './inspect-block'
import { viewOfChange, viewOfMap, wordsOfRange } from './map-view'
import { DOES } from './outcome'
import { rangeAt } from './ranges'
import { addressesOfRow, findTableRows } from './table-rows'
import { mailRoot, mapOf, peer, policyOf, saidOf, textOf } from './testing/random-map'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 60 }

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
