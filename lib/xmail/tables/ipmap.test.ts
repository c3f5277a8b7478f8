import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { isIpmapPath, readIpmap } from './ipmap'
import { applyIpmapEdit, type IpmapEdit } from './ipmap-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readIpmap(open(text))

function edit(text: string, change: IpmapEdit): string {
  const result = applyIpmapEdit(open(text), change)
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {})
    .map(([name, value]) => ` ${name}=${value}`)
    .sort()
  return result.error.code + details.join('')
}

type Rule = [network: string, permission: 'ALLOW' | 'DENY', precedence: number]
const rule = ([network, permission, precedence]: Rule) => ({ network, permission, precedence })
const add = (text: string, ...rules: Rule[]) =>
  edit(text, { op: 'add', rules: rules.map(rule), confirmed: [] })

const ALL = '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n'

describe('readIpmap', () => {
  it('gives rows in the order in which they win, the dead ones last', () => {
    const text = [
      '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1',
      '"10.0.0.0/8"\t"DENY"\t9',
      '"10.0.0.0"\t"255.0.0.0"\t"ALLOW"\t2',
      '"10.1.0.0/16"\t""\t"DENY"\t2',
      '"192.0.2.0"\t"255.255.255.0"\t"ALLOW"\t"7"\t"office"',
    ].join('\n')
    const rows = rowsOf(text)
    expect(rows.map(({ line, rank }) => [line, rank])).toEqual([
      [4, 0],
      [3, 1],
      [2, 2],
      [0, 3],
      [1, null],
    ])
    expect(rows[0]).toMatchObject({
      permission: 'ALLOW',
      precedence: 7,
      extra: ['office'],
      cidr: '192.0.2.0/24',
    })
    expect(rows[1]).toMatchObject({ form: 'cidr', marks: ['tie'] })
    expect(rows[2]).toMatchObject({ form: 'netmask', marks: ['tie'] })
    expect(rows[4]).toMatchObject({ state: 'dead', reason: 'three-field-cidr' })
  })

  it.each([
    ['"10.0.0.0"\t"255.0.0.0"\t"DENY"', 'too-few-fields'],
    ['"10.0.0.0/8"\t"DENY"\t"1"', 'three-field-cidr'],
    ['"10.0.0.0" "255.0.0.0" "DENY" "1"', 'spaces-for-tabs'],
    ['10.0.0.0 255.0.0.0 DENY 1', 'spaces-for-tabs'],
    ['"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"-2"', 'precedence-never-applies'],
    ['"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"2147483648"', 'precedence-never-applies'],
    ['"10.0.0.0"\t"/8"\t"DENY"\t"1"', 'mask-is-prefix-length-with-slash'],
    ['"10.0.0.0"\t""\t"DENY"\t"1"', 'mask-invalid'],
    ['" 10.0.0.0"\t"255.0.0.0"\t"DENY"\t"1"', 'blank-in-address'],
    ['\xef\xbb\xbf"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"1"', 'byte-order-mark'],
  ])('says why XMail ignores %j', (line, reason) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ line: 0, state: 'dead', reason, rank: null }])
  })

  it('takes anything but ALLOW for DENY, and says so', () => {
    const row = (permission: string) => rowsOf(`"10.0.0.0"\t"255.0.0.0"\t${permission}\t1\n`)[0]
    for (const right of ['"ALLOW"', 'allow', '"Allow"xyz '])
      expect(row(right)).toMatchObject({ permission: 'ALLOW', marks: [] })
    expect(row('deny')).toMatchObject({ permission: 'DENY', marks: [] })
    for (const wrong of ['"ALLOWED"', '" ALLOW"', 'PERMIT', '"ALLOW "', '""']) {
      expect(row(wrong)).toMatchObject({ permission: 'DENY', marks: ['permission-misspelt'] })
    }
  })

  it('reads precedences as atoi does', () => {
    expect(rowsOf('"10.0.0.0/8"\t""\t"DENY"\t"x"\n"10.0.0.0/8"\t""\t"DENY"\t" 4x"\n')).toMatchObject([
      { precedence: 4 },
      { precedence: 0 },
    ])
  })

  it('finds rows that never decide, by one row or by several together', () => {
    const text = [
      '"10.0.0.0/9"\t""\t"DENY"\t5',
      '"10.128.0.0/9"\t""\t"DENY"\t5',
      '"10.0.0.0/8"\t""\t"ALLOW"\t4',
      '"10.1.0.0/16"\t""\t"ALLOW"\t3',
      '"0.0.0.0/0"\t""\t"ALLOW"\t1',
      '"11.0.0.0/8"\t""\t"ALLOW"\t1',
    ].join('\n')
    const byLine = new Map(rowsOf(text).map((row) => [row.line, row]))
    expect(byLine.get(2)).toMatchObject({ marks: ['shadowed'], shadowedBy: null })
    expect(byLine.get(3)).toMatchObject({ marks: ['shadowed'], shadowedBy: 0 })
    for (const line of [0, 1, 4, 5])
      expect(byLine.get(line)).toMatchObject({ marks: expect.not.arrayContaining(['shadowed']) })
  })

  it('calls it a tie only where permissions differ and rows overlap', () => {
    const marks = (first: string, second: string) =>
      rowsOf(`"${first}"\t""\t"ALLOW"\t1\n${second}\n`).map((row) => row.marks.includes('tie'))
    expect(marks('10.0.0.0/8', '"10.1.0.0/16"\t""\t"DENY"\t1')).toEqual([true, true])
    expect(marks('10.0.0.0/8', '"10.1.0.0/16"\t""\t"ALLOW"\t1')).toEqual([false, false])
    expect(marks('10.0.0.0/8', '"11.0.0.0/8"\t""\t"DENY"\t1')).toEqual([false, false])
    expect(marks('10.0.0.0/8', '"10.1.0.0/16"\t""\t"DENY"\t2')).toEqual([false, false])
    expect(marks('10.0.0.0/8', '"::/0"\t""\t"DENY"\t1')).toEqual([true, true])
  })
})

describe('applyIpmapEdit', () => {
  it('writes four fields, CIDR with an empty second one', () => {
    expect(add(ALL, ['10.0.0.0/8', 'DENY', 2], ['2001:db8::/32', 'ALLOW', 1])).toBe(
      `${ALL}"10.0.0.0"\t"255.0.0.0"\t"DENY"\t"2"\n"2001:db8::/32"\t""\t"ALLOW"\t"1"\n`,
    )
    const cidr = '10.0.0.0/8\t""\tDENY\t1\n'
    expect(add(cidr, ['11.0.0.0/8', 'DENY', 2])).toBe(`${cidr}11.0.0.0/8\t""\tDENY\t2\n`)
  })

  it('takes everything for a network like any other', () => {
    expect(add('', ['0.0.0.0/0', 'ALLOW', 1])).toBe('"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t"1"\n')
  })

  it('refuses rules that are there already or would never decide', () => {
    expect(add(ALL, ['0.0.0.0/0', 'ALLOW', 1])).toBe('NETWORK_DUPLICATE line=1 network=0.0.0.0/0')
    expect(add(ALL, ['10.0.0.0/8', 'DENY', 0])).toBe('NETWORK_COVERED by=0.0.0.0/0 line=1 network=10.0.0.0/8')
    expect(add(ALL, ['0.0.0.0/0', 'DENY', 0])).toBe('NETWORK_COVERED by=0.0.0.0/0 line=1 network=0.0.0.0/0')
    expect(add(ALL, ['10.0.0.0/8', 'DENY', 1])).toContain('"10.0.0.0"')
    expect(add('', ['10.0.0.0/8', 'DENY', 1], ['10.0.0.0/8', 'DENY', 1])).toBe(
      'NETWORK_DUPLICATE entry=2 line=1 network=10.0.0.0/8',
    )
    expect(add('', ['10.0.0.1 255.0.255.255', 'DENY', 1])).toBe(
      'NETMASK_HOLES network=10.0.0.1 255.0.255.255',
    )
  })

  it('replaces and removes, and leaves the rest alone', () => {
    const text = `# who\r\n"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\t"note"\r\n`
    const row = { line: 1, was: '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\t"note"' }
    expect(edit(text, { op: 'replace', row, rule: rule(['0.0.0.0/0', 'DENY', 3]), confirmed: [] })).toBe(
      '# who\r\n"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"3"\t"note"\r\n',
    )
    expect(edit(text, { op: 'remove', rows: [row] })).toBe('# who\r\n')
    expect(edit(ALL, { op: 'remove', rows: [{ line: 0, was: ALL.trimEnd() }] })).toBe(
      '# no rules: every address may connect\n',
    )
  })
})

describe('isIpmapPath', () => {
  it.each([
    ['smtp.ipmap.tab', true],
    ['finger.ipmap.tab', true],
    ['domains/example.com/xmailuser/pop3.ipmap.tab', true],
    ['domains/example.com/xmailuser/smtp.ipmap.tab', false],
    ['smtprelay.tab', false],
    ['xsmtp.ipmap.tab', false],
  ])('%s: %s', (path, expected) => expect(isIpmapPath(path)).toBe(expected))
})
