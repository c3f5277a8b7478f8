import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseNetwork } from '@/lib/xmail/net'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import type { RowMark } from './reasons'
import { checkRelayAddition, readRelay } from './smtprelay'
import { applyRelayEdit, type RelayEdit } from './smtprelay-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readRelay(open(text))
const print = (doc: ReturnType<typeof open>) => toByteString(printDocument(doc))

function edit(text: string, change: RelayEdit): string {
  const result = applyRelayEdit(open(text), change)
  if (result.ok) return print(result.value)
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const add = (text: string, networks: string[], confirmed: ('open-relay' | 'netmask-holes')[] = []) =>
  edit(text, { op: 'add', networks, confirmed })

describe('readRelay', () => {
  it('shows a network in CIDR and netmask form, with its size', () => {
    const text = '# mine\r\n"192.0.2.64"\t"255.255.255.192"\t"branch office"\r\n"2001:db8::/32"\r\n'
    const [office, six] = rowsOf(text)
    expect(office).toMatchObject({
      line: 1,
      was: '"192.0.2.64"\t"255.255.255.192"\t"branch office"',
      state: 'live',
      form: 'netmask',
      cidr: '192.0.2.64/26',
      address: '192.0.2.64',
      netmask: '255.255.255.192',
      size: { v4: 64, v6: 128n },
      extra: ['branch office'],
      marks: [],
      coveredBy: null,
    })
    expect(six).toMatchObject({
      line: 2,
      cidr: '2001:db8::/32',
      netmask: null,
      size: { v4: 0, v6: 2n ** 96n },
    })
  })

  it.each([
    ['"192.0.2.7"', 'bare-address'],
    ['mail.example.com', 'too-few-fields'],
    ['" 192.0.2.7"\t"255.255.255.255"', 'blank-in-address'],
    ['"192.0.2.7."\t"255.255.255.255"', 'trailing-dot'],
    ['"256.1.1.1"\t"255.0.0.0"', 'not-an-address'],
    ['"10.0.0.0"\t"255.0.0.0 "', 'mask-invalid'],
    ['"10.0.0.0"\t"/8"', 'mask-is-prefix-length-with-slash'],
    ['"2001:db8::"\t"255.0.0.0"', 'ipv6-needs-prefix-length'],
    ['"10.0.0.0" "255.0.0.0"', 'spaces-for-tabs'],
    ['10.0.0.0    255.0.0.0', 'spaces-for-tabs'],
    ['\xef\xbb\xbf"10.0.0.0"\t"255.0.0.0"', 'byte-order-mark'],
    ['\xef\xbb\xbf# comment', 'byte-order-mark'],
    ['   ', 'only-blanks'],
    ['\t\t', 'only-blanks'],
    ['; comment', 'looks-like-comment'],
    [' # comment', 'looks-like-comment'],
    ['""\t""', 'not-an-address'],
  ])('says why XMail ignores %j', (line, reason) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ line: 0, state: 'dead', reason }])
  })

  it.each<[line: string, cidr: string | null, marks: RowMark[]]>([
    ['"10.1"\t"255.255.255.255"', '10.0.0.1/32', ['legacy-address']],
    ['"10.0.0.0"\t"32"', null, ['legacy-address', 'host-bits', 'netmask-holes', 'wide']],
    ['"10.9.9.9/8"', '10.0.0.0/8', ['host-bits']],
    ['"10.0.0.0/x"', '0.0.0.0/0', ['host-bits', 'odd-length', 'matches-everything']],
    ['"10.0.0.1/33"', '10.0.0.1/32', ['odd-length']],
    ['"0.0.0.0"\t"0.0.0.0"', '0.0.0.0/0', ['matches-everything']],
    ['"8.0.0.0/7"', '8.0.0.0/7', ['wide']],
    ['"10.0.0.0"\t"255.0.255.0"', null, ['netmask-holes']],
    ['"::/0"', '::/0', ['matches-everything', 'reaches-ipv4']],
    ['"::ffff:10.0.0.0/104"', '::ffff:10.0.0.0/104', ['reaches-ipv4']],
    ['"2000::/18"', '2000::/18', ['wide']],
    ['"mail.example.com/32"', null, ['host-name']],
  ])('marks what is remarkable about %j', (line, cidr, marks) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ state: 'live', cidr, marks }])
  })

  it('reads a line longer than the buffer in pieces, as XMail does', () => {
    // The 511th byte of a comment begins a line of its own (semantics.md 1.1).
    const rows = rowsOf(`${'#'.padEnd(510, '-')}10.0.0.0/8\n"192.0.2.1/32"\n`)
    expect(rows).toMatchObject([
      { line: 0, state: 'live', cidr: '10.0.0.0/8', marks: ['split-line'] },
      { line: 1, state: 'live', cidr: '192.0.2.1/32', marks: [] },
    ])
  })

  it('tells which row covers another', () => {
    const rows = rowsOf(
      ['10.1.0.0/16', '10.0.0.0/8', '10.0.0.0/8', '192.0.2.0/24', '192.0.2.1', '::ffff:192.0.2.8/125'].join(
        '\n',
      ),
    )
    expect(rows.map(({ coveredBy }) => coveredBy)).toEqual([1, null, 1, null, null, 3])
    expect(rows[2]?.marks).toEqual(['duplicate'])
    expect(rows[0]?.marks).toEqual([])
  })
})

describe('checkRelayAddition', () => {
  const rows = rowsOf('# x\n10.0.0.0/8\n"192.0.2.0"\t"255.255.255.0"\n"127.0.0.1"\n')
  const check = (text: string) => checkRelayAddition(rows, unwrap(parseNetwork(text)))

  it.each([
    ['192.0.2.0/24', { code: 'NETWORK_DUPLICATE', details: { network: '192.0.2.0/24', line: 3 } }],
    [
      '10.1.0.0/16',
      { code: 'NETWORK_COVERED', details: { network: '10.1.0.0/16', by: '10.0.0.0/8', line: 2 } },
    ],
    [
      '10.0.0.1 255.0.255.255',
      { code: 'NETWORK_COVERED', details: { network: '10.0.0.1 255.0.255.255', by: '10.0.0.0/8', line: 2 } },
    ],
    ['0.0.0.0/0', { code: 'NETWORK_TOO_WIDE', details: { network: '0.0.0.0/0', addresses: 4294967296 } }],
    ['8.0.0.0/7', { code: 'NETWORK_TOO_WIDE', details: { network: '8.0.0.0/7', addresses: 33554432 } }],
    ['::/0', { code: 'NETWORK_TOO_WIDE', details: { network: '::/0', addresses: String(2n ** 128n) } }],
    [
      '2000::/18',
      { code: 'NETWORK_TOO_WIDE', details: { network: '2000::/18', addresses: String(2n ** 110n) } },
    ],
    // All of IPv4, by way of IPv6 (semantics.md 2.2).
    [
      '::ffff:0.0.0.0/96',
      { code: 'NETWORK_TOO_WIDE', details: { network: '::ffff:0.0.0.0/96', addresses: String(2n ** 32n) } },
    ],
    ['172.16.0.1 255.255.0.255', { code: 'NETMASK_HOLES', details: { network: '172.16.0.1 255.255.0.255' } }],
    ['127.0.0.1/32', null],
    ['11.0.0.0/8', null],
    ['2000::/19', null],
  ])('%s', (text, fault) => expect(check(text)).toEqual(fault))
})

describe('applyRelayEdit', () => {
  const FILE = '# networks\n"192.0.2.0"\t"255.255.255.0"\n'

  it('adds rows at the end, in the form of the guides', () => {
    expect(add(FILE, ['198.51.100.0/25', '2001:db8::/32'])).toBe(
      `${FILE}"198.51.100.0"\t"255.255.255.128"\n"2001:db8::/32"\n`,
    )
    expect(add('', ['192.0.2.1/32'])).toBe('"192.0.2.1"\t"255.255.255.255"\n')
  })

  it("follows the file's own form, quoting and line ends", () => {
    expect(
      add('10.0.0.0/8\r\n11.0.0.0/8\r\n12.0.0.0/8\r\n"192.0.2.0"\t"255.255.255.0"\r\n', ['198.51.100.0/25']),
    ).toMatch(/\r\n198\.51\.100\.0\/25\r\n$/)
    expect(add('10.0.0.0/8', ['11.0.0.0/8'])).toBe('10.0.0.0/8\n11.0.0.0/8')
    expect(add('10.0.0.0/8\n', ['172.16.0.1 255.255.0.255'], ['netmask-holes'])).toBe(
      '10.0.0.0/8\n172.16.0.1\t255.255.0.255\n',
    )
  })

  it('refuses as a whole, and says which entry', () => {
    expect(add(FILE, ['198.51.100.0/25', '192.0.2.0/24'])).toBe(
      'NETWORK_DUPLICATE network=192.0.2.0/24 line=2 entry=2',
    )
    expect(add(FILE, ['198.51.100.1/25'])).toBe(
      'PREFIX_HOST_BITS address=198.51.100.1 network=198.51.100.0/25',
    )
    expect(add(FILE, ['mail.example.com'])).toBe('ADDRESS_IS_HOST_NAME address=mail.example.com')
    expect(add(FILE, ['10.1'])).toBe('ADDRESS_LEGACY_FORM address=10.1 meaning=10.0.0.1')
    expect(add(FILE, ['0.0.0.0/0'])).toMatch(/^NETWORK_TOO_WIDE/)
    expect(add(FILE, ['10.0.0.1 255.0.255.255'])).toMatch(/^NETMASK_HOLES/)
    expect(add(FILE, ['0.0.0.0/0'], ['open-relay'])).toBe(`${FILE}"0.0.0.0"\t"0.0.0.0"\n`)
  })

  it('finds duplicates inside the list', () => {
    expect(add('', ['10.0.0.0/8', '10.0.0.0/8'])).toBe('NETWORK_DUPLICATE network=10.0.0.0/8 line=1 entry=2')
    expect(add('', ['10.1.0.0/16', '10.0.0.0/8'])).toBe(
      'NETWORK_COVERED network=10.1.0.0/16 by=10.0.0.0/8 line=2 entry=1',
    )
  })

  it('removes rows, dead ones too, and leaves the rest alone', () => {
    const text = '# a\n10.0.0.0/8\n"127.0.0.1"\n# b\n'
    const rows = rowsOf(text).map(({ line, was }) => ({ line, was }))
    expect(edit(text, { op: 'remove', rows: rows.slice(1) })).toBe('# a\n10.0.0.0/8\n# b\n')
    expect(edit(text, { op: 'remove', rows })).toBe('# a\n# b\n')
  })

  it('never leaves an empty file', () => {
    expect(edit('10.0.0.0/8\r\n', { op: 'remove', rows: [{ line: 0, was: '10.0.0.0/8' }] })).toBe(
      '# no networks may relay\r\n',
    )
  })

  it('finds a row that has moved, and refuses one that is gone or not the only one', () => {
    const row = { line: 0, was: '10.0.0.0/8' }
    expect(edit('# new\n10.0.0.0/8\n', { op: 'remove', rows: [row] })).toBe('# new\n')
    expect(edit('# new\n10.0.0.0/9\n', { op: 'remove', rows: [row] })).toBe('ROW_NOT_FOUND line=1')
    expect(edit('# new\n10.0.0.0/8\n10.0.0.0/8\n', { op: 'remove', rows: [row] })).toBe(
      'ROW_NOT_FOUND line=1',
    )
    expect(edit('10.0.0.0/8\n', { op: 'remove', rows: [row, row] })).toBe('ROW_NOT_FOUND line=1')
    expect(edit('# x\n', { op: 'remove', rows: [{ line: 0, was: '# x' }] })).toBe('ROW_NOT_FOUND line=1')
  })

  it('replaces a row in its own form, with its notes', () => {
    const text = '"192.0.2.0"\t"255.255.255.0"\t"Tokyo"\r\n10.0.0.0/8\t\tOsaka\r\n"127.0.0.5"'
    const at = (line: number) => ({ line, was: rowsOf(text)[line]?.was ?? '' })
    const to = (line: number, network: string) =>
      edit(text, { op: 'replace', row: at(line), network, confirmed: [] })
    expect(to(0, '192.0.2.0/25')).toBe(text.replace('255.255.255.0', '255.255.255.128'))
    expect(to(1, '10.0.0.0/9')).toBe(text.replace('10.0.0.0/8\t\tOsaka', '"10.0.0.0/9"\t"Osaka"'))
    expect(to(2, '127.0.0.5/32')).toBe(text.replace('"127.0.0.5"', '"127.0.0.5"\t"255.255.255.255"'))
    expect(to(0, '192.0.2.0/24')).toBe('NOTHING_TO_CHANGE')
    expect(to(0, '10.1.0.0/16')).toBe('NETWORK_COVERED network=10.1.0.0/16 by=10.0.0.0/8 line=2')
  })
})
