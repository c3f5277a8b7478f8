import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readSpammers, type SpammersAction, type SpammersRow } from './spammers'
import { applySpammersEdit, spammersEditSchema } from './spammers-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readSpammers(open(text))
const refuse: SpammersAction = { kind: 'refuse' }
const flag: SpammersAction = { kind: 'signed-in-only' }
const delay = (seconds: number): SpammersAction => ({ kind: 'delay', seconds })

function edit(text: string, change: unknown): string {
  const result = applySpammersEdit(open(text), spammersEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const FILE = '# spam\n"203.0.113.0"\t"255.255.255.0"\n"198.51.100.64/27"\t"code=-5"\t"since May"\n'
const [A, B] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('readSpammers', () => {
  it('shows networks with what happens to them', () => {
    expect(rowsOf(FILE)).toMatchObject([
      { line: 1, state: 'live', cidr: '203.0.113.0/24', action: refuse, parameters: null, extra: [] },
      { line: 2, cidr: '198.51.100.64/27', action: delay(5), parameters: 'code=-5', extra: ['since May'] },
    ])
  })

  it.each<[fields: string, action: SpammersAction, marks: SpammersRow['ruleMarks']]>([
    ['10.0.0.0/8', refuse, []],
    ['10.0.0.0/8\tcode=1', refuse, []],
    ['10.0.0.0/8\tcode=550', refuse, []],
    ['10.0.0.0/8\tcode=0', flag, []],
    ['10.0.0.0/8\tcode=-30', delay(30), []],
    ['10.0.0.0\t255.0.0.0\tcode=0', flag, []],
    ['10.0.0.0/8\t255.0.0.0\tcode=0', flag, []],
    ['10.0.0.0/8\tx=1,code=0', flag, ['odd-parameters']],
    ['10.0.0.0/8\tcode=0,x=1', flag, ['odd-parameters']],
    ['10.0.0.0/8\tcode = 0', refuse, ['odd-parameters']],
    ['10.0.0.0/8\tCode=0', refuse, ['odd-parameters']],
    ['10.0.0.0/8\txcode=0', refuse, ['odd-parameters']],
    ['10.0.0.0/8\tbranch office', refuse, ['odd-parameters']],
    ['10.0.0.0/8\tcode=', flag, ['odd-code']],
    ['10.0.0.0/8\tcode=x', flag, ['odd-code']],
  ])('reads the action of %j', (line, action, ruleMarks) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ state: 'live', action, ruleMarks }])
  })

  it.each([
    ['"203.0.113.9"', 'bare-address'],
    ['"198.51.100.99"\t"code=0"', 'bare-address'],
    ['203.0.113.0 255.255.255.0', 'spaces-for-tabs'],
    ['"192.168.0.0."\t"255.255.255.0"', 'trailing-dot'],
    ['2001:db8::\t"code=0"', 'bare-address'],
    ['; list', 'looks-like-comment'],
  ])('says why XMail ignores %j', (line, reason) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ state: 'dead', reason, action: null, ruleMarks: [] }])
  })

  it('marks the rows that never decide, by one before them or by several', () => {
    const rows = rowsOf('10.0.0.0/9\n10.1.0.0/16\tcode=0\n10.128.0.0/9\n10.0.0.0/8\tcode=-1\n::/0\n')
    expect(rows.map(({ shadowedBy }) => shadowedBy)).toEqual([null, 0, null, null, null])
    expect(rows.map(({ ruleMarks }) => ruleMarks.includes('never-decides'))).toEqual([
      ...[false, true, false, true, false],
    ])
  })
})

describe('applySpammersEdit', () => {
  const add = (text: string, rule: object, more: object = {}) =>
    edit(text, { op: 'add', rules: [rule], ...more })

  it('adds rules at the end or before a row, with a note', () => {
    expect(add(FILE, { network: '192.0.2.7/32', action: flag, note: 'asked by 総務' })).toBe(
      `${FILE}#: asked by \xe7\xb7\x8f\xe5\x8b\x99\n"192.0.2.7"\t"255.255.255.255"\t"code=0"\n`,
    )
    expect(add(FILE, { network: '203.0.113.9/32', action: delay(10) }, { before: A })).toBe(
      FILE.replace('# spam\n', '# spam\n"203.0.113.9"\t"255.255.255.255"\t"code=-10"\n'),
    )
    expect(add('', { network: '2001:db8::/32', action: refuse })).toBe('"2001:db8::/32"\n')
  })

  it('refuses a rule that would never decide, or is there already', () => {
    expect(add(FILE, { network: '203.0.113.0/24', action: refuse })).toBe(
      'NETWORK_DUPLICATE network=203.0.113.0/24 line=2',
    )
    expect(add(FILE, { network: '203.0.113.9/32', action: refuse })).toBe(
      'NETWORK_COVERED network=203.0.113.9/32 by=203.0.113.0/24 line=2',
    )
    expect(add(FILE, { network: '203.0.113.9/32', action: flag })).toBe(
      'RULE_NEVER_DECIDES network=203.0.113.9/32 by=203.0.113.0/24 line=2',
    )
    const rules = [
      { network: '10.0.0.0/8', action: refuse },
      { network: '10.1.0.0/16', action: delay(2) },
    ]
    expect(edit(FILE, { op: 'add', rules })).toBe(
      'RULE_NEVER_DECIDES network=10.1.0.0/16 by=10.0.0.0/8 line=1 entry=2',
    )
    expect(edit('', { op: 'add', rules: rules.toReversed() })).not.toMatch(/_/)
  })

  it('asks before it turns away half the Internet, in every way to do so', () => {
    const everybody = { network: '0.0.0.0/0', action: refuse }
    const asked = 'NETWORK_REACHES_MANY network=0.0.0.0/0 addresses=4294967296'
    expect(add(FILE, everybody)).toBe(asked)
    expect(add(FILE, everybody, { confirmed: ['many-addresses'] })).toMatch(/"0\.0\.0\.0"\t"0\.0\.0\.0"\n$/)
    expect(add(FILE, { ...everybody, action: delay(1) })).toMatch(/"code=-1"\n$/)
    expect(edit(FILE, { op: 'replace', row: A, rule: everybody })).toBe(asked)
    const off = { line: 0, was: '#"0.0.0.0"\t"0.0.0.0"' }
    expect(edit(`${off.was}\n`, { op: 'enable', rows: [off] })).toBe(asked)
    expect(edit(`${off.was}\n`, { op: 'enable', rows: [off], confirmed: ['many-addresses'] })).toBe(
      '"0.0.0.0"\t"0.0.0.0"\n',
    )
    expect(add(FILE, { network: '10.0.0.1 255.0.0.255', action: refuse })).toMatch(/^NETMASK_HOLES/)
  })

  it('replaces a rule in its own form, with what stands behind it', () => {
    expect(
      edit(FILE, { op: 'replace', row: B, rule: { network: '198.51.100.64/28', action: delay(5) } }),
    ).toBe(FILE.replace('/27', '/28'))
    expect(edit(FILE, { op: 'replace', row: B, rule: { network: '198.51.100.64/27', action: refuse } })).toBe(
      FILE.replace('code=-5', 'code=1'),
    )
    expect(edit(FILE, { op: 'replace', row: A, rule: { network: '203.0.113.0/24', action: refuse } })).toBe(
      'NOTHING_TO_CHANGE',
    )
    const odd = '10.0.0.0/8\tcode=7,x\n'
    const row = { line: 0, was: '10.0.0.0/8\tcode=7,x' }
    expect(edit(odd, { op: 'replace', row, rule: { network: '11.0.0.0/8', action: refuse } })).toBe(
      '11.0.0.0/8\tcode=7,x\n',
    )
    expect(
      edit('"203.0.113.9"\n', {
        op: 'replace',
        row: { line: 0, was: '"203.0.113.9"' },
        rule: { network: '203.0.113.9/32', action: flag },
      }),
    ).toBe('"203.0.113.9"\t"255.255.255.255"\t"code=0"\n')
  })
})
