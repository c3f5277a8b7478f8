import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gateSet } from '@/lib/xmail/effects'
import {
  type Document,
  fromByteString,
  parseDocument,
  printDocument,
  quote,
  readTokens,
  toByteString,
} from '@/lib/xmail/tab'
import { type IpmapRow, readIpmap } from './ipmap'
import { applyIpmapEdit, ipmapEditSchema } from './ipmap-edit'

const seed = Number(process.env.SEED ?? 20261124)
const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const textOf = (doc: Document) => toByteString(printDocument(doc))
const apply = (doc: Document, change: unknown) => applyIpmapEdit(doc, ipmapEditSchema.parse(change))
const refOf = ({ line, was }: Pick<IpmapRow, 'line' | 'was'>) => ({ line, was })

function edit(text: string, change: unknown): string {
  const result = apply(open(text), change)
  if (result.ok) return textOf(result.value)
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const ALL = '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t"1"'
const OFFICE = '"192.168.0.0"\t"255.255.255.0"\t"DENY"\t"2"'
const enable = (text: string, more: object = {}) =>
  edit(text, {
    op: 'enable',
    rows: readIpmap(open(text))
      .filter(({ state }) => state === 'disabled')
      .map(refOf),
    ...more,
  })

describe('rows that are switched off', () => {
  it('stand behind the live ones, in the order in which they would win, and are no rules', () => {
    const text = `#${ALL}\nx\n#${OFFICE}\n#: ours\n10.0.0.0/8\t""\tDENY\t0\n# 10.0.0.0/8 is ours\n`
    expect(readIpmap(open(text))).toMatchObject([
      { line: 4, state: 'live', rank: 0, marks: [], note: { text: 'ours', own: true } },
      { line: 2, state: 'disabled', rank: null, precedence: 2, cidr: '192.168.0.0/24' },
      { line: 0, state: 'disabled', rank: null, precedence: 1, was: `#${ALL}` },
      { line: 1, state: 'dead' },
    ])
  })

  it('are switched on as if they were added', () => {
    expect(enable(`#${ALL}\n`)).toBe(`${ALL}\n`)
    expect(enable(`${ALL}\n#${ALL}\n`)).toBe('NETWORK_DUPLICATE network=0.0.0.0/0 line=1')
    expect(enable(`#${ALL}\n#${ALL}\n`)).toBe('NETWORK_DUPLICATE network=0.0.0.0/0 line=1 entry=1')
    const low = OFFICE.replace('"2"', '"0"')
    expect(enable(`#${low}\n${ALL}\n`)).toBe('NETWORK_COVERED network=192.168.0.0/24 by=0.0.0.0/0 line=2')
    // Before a row of its own precedence it never decides; behind it, it does.
    const tied = OFFICE.replace('"2"', '"1"')
    expect(enable(`#${tied}\n${ALL}\n`)).toBe('NETWORK_COVERED network=192.168.0.0/24 by=0.0.0.0/0 line=2')
    expect(enable(`${ALL}\n#${tied}\n`)).toBe(`${ALL}\n${tied}\n`)
    const holes = '10.0.0.1\t255.0.255.255\tDENY\t1'
    expect(enable(`#${holes}\n`)).toBe('NETMASK_HOLES network=10.0.0.1 255.0.255.255')
    expect(enable(`#${holes}\n`, { confirmed: ['netmask-holes'] })).toBe(`${holes}\n`)
    expect(enable('#mail.test/32\t""\tDENY\t1\n')).toBe('mail.test/32\t""\tDENY\t1\n')
  })

  it('are not edited: they are switched on first', () => {
    const row = { line: 0, was: `#${ALL}` }
    const rule = { network: '10.0.0.0/8', permission: 'DENY', precedence: 1 }
    expect(edit(`${row.was}\n`, { op: 'replace', row, rule })).toBe('ROW_NOT_FOUND line=1')
    expect(edit(`${row.was}\n`, { op: 'move', row, to: 0 })).toBe('ROW_NOT_FOUND line=1')
    expect(edit(`${row.was}\n`, { op: 'remove', rows: [row] })).toMatch(/^# no rules/)
  })
})

describe('notes', () => {
  const noted = `# list\n#: everybody\n${ALL}\n#: office\n${OFFICE}\n`

  it('go with their row, and stay where it is renumbered', () => {
    const office = { line: 4, was: OFFICE }
    expect(edit(noted, { op: 'remove', rows: [office] })).toBe(`# list\n#: everybody\n${ALL}\n`)
    expect(edit(noted, { op: 'move', row: office, to: 2 })).toBe(noted.replace('"DENY"\t"2"', '"DENY"\t"0"'))
    const rule = { network: '192.168.0.0/24', permission: 'ALLOW', precedence: 2 }
    expect(edit(noted, { op: 'replace', row: office, rule })).toBe(noted.replace('DENY', 'ALLOW'))
    expect(edit(noted, { op: 'disable', rows: [office] })).toBe(noted.replace('"192', '#"192'))
  })
})

const octet = fc.constantFrom('0', '10', '127', '255')
const quad = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'))
const filter = fc.oneof(
  fc.tuple(quad, fc.constantFrom('255.0.0.0', '255.255.255.255', '0.0.0.0', '255.0.255.0', '32', 'x')),
  fc.tuple(
    fc.tuple(quad, fc.constantFrom('0', '8', '32', '99', '')).map((parts) => parts.join('/')),
    fc.constantFrom('', 'DENY'),
  ),
  fc.constantFrom(['2001:db8::/32', ''], ['mail.test/32', ''], ['10.0.0.1', ''], [' 10.0.0.0/8', '']),
)
const fields = fc
  .tuple(
    filter,
    fc.constantFrom('ALLOW', 'DENY', 'deny', 'PERMIT'),
    fc.constantFrom('-2', '-1', '0', '1', '2', '2x'),
    fc.constantFrom([], [], ['office']),
  )
  .map(([network, permission, precedence, extra]) => [...network, permission, precedence, ...extra])
const row = fc
  .tuple(
    fc.constantFrom('', '', '', '#', '# ', '##', ';'),
    fields,
    fc.constantFrom('quoted', 'bare', 'blanks'),
  )
  .map(([before, tokens, style]) => before + written(tokens, style))
const junk = fc.constantFrom(
  ...['', '  ', '\t', '# comment', '#: note', '#: \xe3\x81\x82', '\xef\xbb\xbf# x', 'a\0b\tc', '\r', '"'],
  '#'.padEnd(515, '-'),
  `${'"x"\t'.repeat(200)}"10.0.0.0/8"`,
)
const file = fc
  .tuple(
    fc.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: row }, junk), fc.constantFrom('\n', '\r\n')), {
      maxLength: 9,
    }),
    fc.boolean(),
  )
  .map(([lines, isClosed]) => {
    const text = lines.map((parts) => parts.join('')).join('')
    return isClosed ? text : text.replace(/[\r\n]+$/, '')
  })

function written(tokens: readonly string[], style: string): string {
  const marked = tokens.map((token) => (style === 'quoted' || token === '' ? quote(token) : token))
  return marked.join(style === 'blanks' ? ' ' : '\t')
}

/** One row of each random file. */
function forEachRow(check: (doc: Document, chosen: IpmapRow, text: string) => void) {
  fc.assert(
    fc.property(file, fc.nat(), (text, pick) => {
      const doc = open(text)
      const rows = readIpmap(doc)
      const chosen = rows[pick % Math.max(1, rows.length)]
      if (chosen) check(doc, chosen, text)
    }),
    { seed, numRuns: 2000 },
  )
}

describe('random files with junk', () => {
  it('stay byte for byte what they are while nothing is edited', () => {
    fc.assert(
      fc.property(file, (text) => {
        const doc = open(text)
        const rows = readIpmap(doc)
        expect(textOf(doc)).toBe(text)
        for (const { line, was } of rows) expect(doc.lines[line]?.content).toBe(was)
      }),
      { seed, numRuns: 10_000 },
    )
  })

  it('get their bytes back when a row is switched off and on', () => {
    forEachRow((doc, chosen, text) => {
      const off = apply(doc, { op: 'disable', rows: [refOf(chosen)] })
      if (chosen.state !== 'live' || chosen.marks.includes('split-line')) return expect(off.ok).toBe(false)
      if (!off.ok) return
      expect(gateSet(off.value).set).toEqual(gateSet(open(withoutLine(doc, chosen.line))).set)
      const row = readIpmap(off.value).find(({ line }) => line === chosen.line)
      expect(row).toMatchObject({ state: 'disabled', cidr: chosen.cidr, permission: chosen.permission })
      const rows = [{ line: chosen.line, was: off.value.lines[chosen.line]?.content }]
      const on = apply(off.value, { op: 'enable', rows, confirmed: ['netmask-holes'] })
      if (!on.ok) return expect(['NETWORK_DUPLICATE', 'NETWORK_COVERED']).toContain(on.error.code)
      // What would look like prose in a comment, a misspelt permission without quotes, gets quotes.
      const isSure = /^"|\t"?(ALLOW|DENY)"?\t"?-?\d+("|\t|$)/i.test(chosen.was)
      if (isSure) expect(textOf(on.value)).toBe(text)
      else expect(tokensAt(on.value, chosen.line)).toEqual(tokensAt(doc, chosen.line))
    })
  })

  it('get their bytes back when a note is written and removed', () => {
    forEachRow((doc, chosen, text) => {
      const noted = apply(doc, { op: 'note', row: refOf(chosen), text: '東京 office' })
      if (!noted.ok) return
      expect(gateSet(noted.value).set).toEqual(gateSet(doc).set)
      if (doc.lines[chosen.line - 1]?.content.startsWith('#: ')) return
      const row = { ...refOf(chosen), line: chosen.line + 1 }
      const removed = apply(noted.value, { op: 'note', row, text: '' })
      expect(removed.ok && textOf(removed.value)).toBe(text)
    })
  })
})

function withoutLine({ lines }: Document, line: number): string {
  return lines
    .toSpliced(line, 1)
    .map(({ raw }) => raw)
    .join('')
}

function tokensAt({ lines }: Document, line: number): string[] {
  return readTokens(lines[line]?.content ?? '')
}
