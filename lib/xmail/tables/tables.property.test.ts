import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareGate, compareRelay, gateSet, relaySet } from '@/lib/xmail/effects'
import { containsSet, equalSets, formatPrefix, prefixOf, setOfFilter, sizeOf, union } from '@/lib/xmail/net'
import { decideGate, decideRelay } from '@/lib/xmail/policy'
import {
  type Document,
  fromByteString,
  parseDocument,
  printDocument,
  quote,
  toByteString,
} from '@/lib/xmail/tab'
import { mailRootPath } from '../path'
import { readIpmap } from './ipmap'
import { applyEdit, type Edit, editSchema, tableFor } from './registry'
import { readRelay } from './smtprelay'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 300 }

const octet = fc.constantFrom('0', '1', '10', '127', '128', '255')
const quad = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'))
const six = fc
  .tuple(fc.constantFrom('::', '::ffff:', '2001:db8::', '1::'), quad)
  .map((parts) => parts.join(''))
const length = fc.integer({ min: -1, max: 34 })
/** Good ones, dead ones, and such with holes, but not so many that the oracle would take minutes. */
const mask = fc.constantFrom(
  ...['255.0.0.0', '255.255.0.0', '255.255.255.255', '0.0.0.0', '128.0.0.0', '32', 'DENY', '', '255.0.0.0 '],
  ...['255.127.255.0', '255.255.255', '253.128.0.0', '254.255.240.128'],
)
const filter = fc.oneof(
  fc.tuple(quad, mask).map((fields) => fields),
  fc.tuple(quad, length).map(([address, bits]) => [`${address}/${bits}`]),
  fc.tuple(six, fc.integer({ min: 0, max: 128 })).map(([address, bits]) => [`${address}/${bits}`]),
  fc.constantFrom(['mail.example.com/32'], ['127.0.0.5'], ['x'], [' 10.0.0.0/8']),
)
const junk = fc.constantFrom(
  '# comment',
  '',
  '  ',
  '\t',
  '"10.0.0.0" "255.0.0.0"',
  '\xef\xbb\xbf# x',
  '; x',
  '#'.padEnd(510, '-'),
)
const end = fc.constantFrom('\n', '\r\n')

function fileOf(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const lines = fc.array(fc.tuple(fc.oneof({ weight: 5, arbitrary: line }, junk), end), { maxLength: 12 })
  return fc
    .tuple(lines, fc.boolean())
    .map(([list, closed]) =>
      list.map(([content, eol], i) => content + (closed || i < list.length - 1 ? eol : '')).join(''),
    )
}

const written = (fields: readonly string[]) => fields.map(quote).join('\t')
const relayFile = fileOf(
  fc.oneof(
    filter.map(written),
    filter.map((fields) => fields.join('\t')),
  ),
)
const rule = fc
  .tuple(
    filter,
    fc.constantFrom('ALLOW', 'deny', 'Allow', 'PERMIT'),
    fc.constantFrom('-2', '-1', '0', '1', '1', '2', '2x'),
  )
  .map(([fields, permission, precedence]) => [fields[0] ?? '', fields[1] ?? '', permission, precedence])
const gateFile = fileOf(rule.map(written))

const peer = fc.oneof(quad, six).map((text) => prefixText(text))

function prefixText(text: string) {
  const rows = readRelay(open(`${text}/128\n`))
  const filterOf = rows[0]?.filter
  if (filterOf?.kind !== 'network') throw new Error(text)
  return filterOf.version === 4
    ? ({ version: 4, bits: filterOf.address } as const)
    : ({ version: 6, bits: filterOf.address } as const)
}

function open(text: string): Document {
  return parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
}

const print = (doc: Document) => toByteString(printDocument(doc))
const linesOf = (text: string) => text.split(/(?<=\n)/)

describe('sets and decisions', () => {
  it('say the same of relay', () => {
    fc.assert(
      fc.property(relayFile, fc.array(peer, { maxLength: 12 }), (text, peers) => {
        const doc = open(text)
        const { set, unknown } = relaySet(doc)
        const scattered = unknown.some(({ why }) => why === 'too-scattered')
        for (const one of peers) {
          const { allow } = decideRelay(doc, one)
          const inSet = containsSet(set, setOfOne(one))
          // What is left out of a set is told; the rest of it is never wrong.
          if (scattered) expect(inSet && !allow).toBe(false)
          else expect(inSet).toBe(allow)
        }
      }),
      settings,
    )
  })

  it('say the same of an access list', () => {
    fc.assert(
      fc.property(gateFile, fc.array(peer, { maxLength: 12 }), (text, peers) => {
        const doc = open(text)
        const { set, unknown } = gateSet(doc)
        if (unknown.some(({ why }) => why === 'too-scattered')) return
        for (const one of peers) expect(containsSet(set, setOfOne(one))).toBe(decideGate(doc, one).allow)
      }),
      settings,
    )
  })

  it('count rows as they are', () => {
    fc.assert(
      fc.property(relayFile, (text) => {
        for (const row of readRelay(open(text))) {
          const found = setOfFilter(row.filter)
          if (row.state === 'live' && found.kind === 'set') expect(row.size).toEqual(sizeOf(found.set))
        }
      }),
      settings,
    )
  })
})

function setOfOne(address: Parameters<typeof prefixOf>[0]) {
  const found = setOfFilter(
    readRelay(open(`${formatPrefix(prefixOf(address, address.version === 4 ? 32 : 128))}\n`))[0]?.filter ?? {
      kind: 'dns',
      name: '',
    },
  )
  if (found.kind !== 'set') throw new Error('no set')
  return address.version === 4 ? { v4: found.set.v4, v6: [] } : { v4: [], v6: found.set.v6 }
}

describe('what rows say of each other', () => {
  it('names a row that covers another, whenever there is one', () => {
    fc.assert(
      fc.property(relayFile, (text) => {
        const rows = readRelay(open(text))
        const setAt = rows.map((row) => setOfFilter(row.filter))
        rows.forEach((row, i) => {
          const own = setAt[i]
          if (row.state !== 'live' || own?.kind !== 'set') return
          const covers = rows.filter((other, j) => {
            const its = setAt[j]
            if (i === j || other.state !== 'live' || its?.kind !== 'set' || !containsSet(its.set, own.set))
              return false
            return !equalSets(its.set, own.set) || j < i
          })
          // Rows that are too scattered to be compared here may cover as well.
          if (row.coveredBy === null) expect(covers).toEqual([])
          else if (setAt.every((each) => each.kind !== 'too-scattered'))
            expect(covers.map(({ line }) => line)).toContain(row.coveredBy)
        })
      }),
      settings,
    )
  })

  it('marks the rows that never decide', () => {
    fc.assert(
      fc.property(gateFile, (text) => {
        const live = readIpmap(open(text)).filter((row) => row.state === 'live')
        let before = { v4: [], v6: [] } as ReturnType<typeof union>
        for (const row of live) {
          const own = setOfFilter(row.filter)
          if (own.kind !== 'set') continue
          expect(row.marks.includes('shadowed'), `${row.line}\n${text}`).toBe(containsSet(before, own.set))
          if (row.shadowedBy !== null) {
            const by = live.find(({ line, rank }) => line === row.shadowedBy && (rank ?? 0) < (row.rank ?? 0))
            const its = by && setOfFilter(by.filter)
            expect(its?.kind === 'set' && containsSet(its.set, own.set)).toBe(true)
          }
          before = union(before, own.set)
        }
      }),
      settings,
    )
  })
})

describe('edits', () => {
  const network = fc
    .tuple(quad, fc.integer({ min: 9, max: 32 }))
    .map(([address, bits]) => formatPrefix(prefixOf(prefixText(address), bits)))

  it('of relay rows change one line, and what they say comes true', () => {
    fc.assert(
      fc.property(relayFile, network, fc.nat(), (text, added, pick) => {
        const doc = open(text)
        const rows = readRelay(doc)
        const adding = applyEdit(
          doc,
          edit({ table: 'smtprelay', path: 'smtprelay.tab', op: 'add', networks: [added] }),
        )
        if (adding.ok) {
          const after = print(adding.value)
          expect(after.startsWith(text)).toBe(true)
          expect(linesOf(after).length).toBe((text === '' ? 0 : linesOf(text).length) + 1)
          const { gained, lost } = compareRelay(doc, adding.value)
          expect(lost).toEqual({ v4: [], v6: [] })
          const row = readRelay(adding.value).at(-1)
          expect(row).toMatchObject({ cidr: added, state: 'live' })
          expect(containsSet(relaySet(adding.value).set, gained)).toBe(true)
        } else {
          expect(['NETWORK_DUPLICATE', 'NETWORK_COVERED']).toContain(adding.error.code)
        }
        const row = rows[pick % Math.max(1, rows.length)]
        if (!row) return
        const removing = applyEdit(
          doc,
          edit({ table: 'smtprelay', path: 'smtprelay.tab', op: 'remove', rows: [row] }),
        )
        if (!removing.ok) throw new Error(removing.error.code)
        const left = linesOf(text).toSpliced(row.line, 1).join('')
        expect(print(removing.value)).toBe(left === '' ? `# no networks may relay${doc.lineEnd}` : left)
        expect(compareRelay(doc, removing.value).gained).toEqual({ v4: [], v6: [] })
      }),
      settings,
    )
  })

  it('of access lists change one line', () => {
    fc.assert(
      fc.property(gateFile, network, fc.nat(), (text, added, pick) => {
        const doc = open(text)
        const rows = readIpmap(doc)
        const row = rows[pick % Math.max(1, rows.length)]
        if (!row) return
        const change = { network: added, permission: 'DENY', precedence: 7 }
        const replacing = applyEdit(
          doc,
          edit({ table: 'ipmap', path: 'smtp.ipmap.tab', op: 'replace', row, rule: change }),
        )
        if (!replacing.ok) throw new Error(replacing.error.code)
        const [before, after] = [linesOf(text), linesOf(print(replacing.value))]
        expect(after.length).toBe(before.length)
        expect(after.filter((line, i) => line !== before[i]).length).toBe(1)
        expect(readIpmap(replacing.value)[0]).toMatchObject({
          cidr: added,
          permission: 'DENY',
          precedence: 7,
        })
        expect(compareGate(doc, doc)).toEqual({
          gained: { v4: [], v6: [] },
          lost: { v4: [], v6: [] },
          partial: expect.anything(),
        })
      }),
      settings,
    )
  })
})

function edit(plain: unknown): Edit {
  const parsed = editSchema.parse(plain)
  // Edits are plain data: they survive being sent.
  return editSchema.parse(JSON.parse(JSON.stringify(parsed)))
}

describe('registry', () => {
  it('knows its files', () => {
    expect(tableFor(mailRootPath('smtprelay.tab'))).toBe('smtprelay')
    expect(tableFor(mailRootPath('ctrl.ipmap.tab'))).toBe('ipmap')
    expect(tableFor(mailRootPath('domains/a.test/u/pop3.ipmap.tab'))).toBe('ipmap')
    expect(tableFor(mailRootPath('server.tab'))).toBe('variables')
    expect(tableFor(mailRootPath('domains.tab'))).toBeUndefined()
  })

  it('refuses edits of files that are not the table', () => {
    const add = { op: 'add', networks: ['10.0.0.0/8'] }
    expect(editSchema.safeParse({ table: 'smtprelay', path: 'spammers.tab', ...add }).success).toBe(false)
    expect(
      editSchema.safeParse({
        table: 'ipmap',
        path: '../ctrl.ipmap.tab',
        op: 'remove',
        rows: [{ line: 0, was: 'x' }],
      }).success,
    ).toBe(false)
    expect(editSchema.safeParse({ table: 'mailusers', path: 'mailusers.tab', ...add }).success).toBe(false)
    expect(editSchema.safeParse({ table: 'smtprelay', path: 'smtprelay.tab', ...add }).success).toBe(true)
  })
})
