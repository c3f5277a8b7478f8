import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readIpprop } from './ipprop'
import { applyIppropEdit, ippropEditSchema } from './ipprop-edit'
import { readProperties, writeProperties } from './smtp-properties'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 1022, comments: true })
const rowsOf = (text: string) => readIpprop(open(text))

function edit(text: string, change: unknown): string {
  const result = applyIppropEdit(open(text), ippropEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const activeOf = (texts: string[]) =>
  Object.entries(readProperties(texts).properties).flatMap(([key, active]) => (active ? [key] : []))

describe('readProperties', () => {
  it.each([
    ['WhiteList', ['whiteList'], []],
    ['WhiteList=1', ['whiteList'], []],
    ['WhiteList=-1', ['whiteList'], []],
    ['WhiteList=0', [], ['grants-nothing']],
    ['WhiteList=yes', [], ['word-is-zero', 'grants-nothing']],
    ['WhiteList=', [], ['word-is-zero', 'grants-nothing']],
    ['whitelist=1', [], ['misspelt-property', 'grants-nothing']],
    [' WhiteList', [], ['misspelt-property', 'grants-nothing']],
    ['NoAuth', ['noAuth'], []],
    ['SenderDomainCheck', [], ['sender-check-not-zero', 'grants-nothing']],
    ['SenderDomainCheck=1', [], ['sender-check-not-zero', 'grants-nothing']],
    ['SenderDomainCheck=0', ['noSenderDomainCheck'], []],
    ['SenderDomainCheck=no', ['noSenderDomainCheck'], []],
    ['EnableVRFY=1', ['enableVrfy'], []],
    ['EnableETRN', ['enableEtrn'], []],
    ['EaseTLS=1', ['easeTls'], ['ease-tls', 'grants-nothing']],
    ['WhiteList,NoAuth', [], ['comma-list', 'grants-nothing']],
    ['WhiteList=1,NoAuth=1', ['whiteList'], ['comma-list']],
    ['Greylist=1', [], ['unknown-property', 'grants-nothing']],
  ])('%j', (text, active, marks) => {
    expect(activeOf([text])).toEqual(active)
    expect(readProperties([text]).marks).toEqual(marks)
  })

  it('adds up over the fields', () => {
    expect(activeOf(['WhiteList=0', 'WhiteList=1', 'SenderDomainCheck=0'])).toEqual([
      ...['whiteList', 'noSenderDomainCheck'],
    ])
  })
})

describe('writeProperties', () => {
  it('changes no field without need', () => {
    const texts = ['WhiteList', 'Greylist=1', 'EaseTLS', 'NoAuth=0']
    expect(writeProperties(texts, ['whiteList'])).toEqual(texts)
    expect(writeProperties(texts, ['noSenderDomainCheck'])).toEqual([
      ...texts.slice(1),
      'SenderDomainCheck=0',
    ])
    expect(writeProperties(['WhiteList=yes', 'WhiteList=no'], ['whiteList'])).toEqual([
      ...['WhiteList=1', 'WhiteList=no'],
    ])
    expect(writeProperties([], ['enableEtrn', 'noAuth'])).toEqual(['EnableETRN=1', 'NoAuth=1'])
  })
})

const FILE = '# partners\n"192.0.2.200/32"\t"WhiteList=1"\t"SenderDomainCheck=0"\n"10.0.0.0/8"\t"NoAuth"\n'
const [A, B] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('readIpprop', () => {
  it('shows networks with what they are spared', () => {
    expect(rowsOf(FILE)).toMatchObject([
      { state: 'live', cidr: '192.0.2.200/32', properties: { whiteList: true, noSenderDomainCheck: true } },
      { state: 'live', cidr: '10.0.0.0/8', properties: { whiteList: false, noAuth: true }, ruleMarks: [] },
    ])
  })

  it.each([
    ['"198.51.100.10"\t"WhiteList=1"', 'bare-address'],
    ['"198.51.100.0"\t"255.255.255.0"\t"WhiteList=1"', 'needs-cidr'],
    ['198.51.100.0 255.255.255.0 WhiteList', 'spaces-for-tabs'],
    ['"198.51.100.0."\t"WhiteList=1"', 'trailing-dot'],
    ['; x', 'looks-like-comment'],
  ])('says why XMail ignores %j', (line, reason) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ state: 'dead', reason, ruleMarks: [] }])
  })

  it('sees that blanks made the properties a part of the length', () => {
    expect(rowsOf('198.51.100.0/24 WhiteList\n')).toMatchObject([
      { state: 'live', marks: ['odd-length'], fields: [], ruleMarks: ['grants-nothing'] },
    ])
  })

  it('marks what a row before it decides', () => {
    const rows = rowsOf('10.0.0.0/8\tWhiteList\n10.1.0.0/16\tNoAuth\n#10.0.0.0/8\tNoAuth\n')
    expect(rows.map(({ shadowedBy, state }) => [shadowedBy, state])).toEqual([
      [null, 'live'],
      [0, 'live'],
      [null, 'disabled'],
    ])
    expect(rows[1]?.ruleMarks).toEqual(['never-decides'])
  })
})

describe('applyIppropEdit', () => {
  const add = (rule: object, more: object = {}) => edit(FILE, { op: 'add', rules: [rule], ...more })

  it('adds and replaces, and keeps fields that it does not know', () => {
    expect(add({ network: '198.51.100.0/24', grants: ['whiteList'] })).toBe(
      `${FILE}"198.51.100.0/24"\t"WhiteList=1"\n`,
    )
    expect(add({ network: '10.1.0.0/16', grants: ['enableVrfy'] }, { before: B })).toBe(
      FILE.replace('"10.', '"10.1.0.0/16"\t"EnableVRFY=1"\n"10.'),
    )
    const rule = { network: '192.0.2.200/32', grants: ['whiteList'] }
    expect(edit(FILE, { op: 'replace', row: A, rule })).toBe(FILE.replace('\t"SenderDomainCheck=0"', ''))
    const masked = '"198.51.100.0"\t"255.255.255.0"\t"X"\n'
    const row = { line: 0, was: masked.trim() }
    expect(
      edit(masked, { op: 'replace', row, rule: { network: '198.51.100.0/24', grants: ['noAuth'] } }),
    ).toBe('"198.51.100.0/24"\t"X"\t"NoAuth=1"\n')
  })

  it('refuses what would not work, and asks about what reaches far', () => {
    expect(add({ network: '10.1.0.0/16', grants: ['noAuth'] })).toBe(
      'NETWORK_COVERED network=10.1.0.0/16 by=10.0.0.0/8 line=3',
    )
    expect(add({ network: '10.1.0.0/16', grants: ['whiteList'] })).toBe(
      'RULE_NEVER_DECIDES network=10.1.0.0/16 by=10.0.0.0/8 line=3',
    )
    expect(add({ network: '10.0.0.1 255.0.0.255', grants: ['whiteList'] })).toBe(
      'NETWORK_NEEDS_CIDR network=10.0.0.1 255.0.0.255',
    )
    expect(add({ network: '0.0.0.0/0', grants: ['whiteList'] })).toMatch(/^NETWORK_REACHES_MANY/)
    expect(add({ network: '0.0.0.0/0', grants: ['whiteList'] }, { confirmed: ['many-addresses'] })).toMatch(
      /"0\.0\.0\.0\/0"\t"WhiteList=1"\n$/,
    )
    const off = { line: 0, was: '#"::/0"\t"WhiteList"' }
    expect(edit(`${off.was}\n`, { op: 'enable', rows: [off] })).toMatch(/^NETWORK_REACHES_MANY network=::\/0/)
  })

  it('offers no EaseTLS', () => {
    const rules = [{ network: '192.0.2.0/24', grants: ['easeTls'] }]
    expect(ippropEditSchema.safeParse({ op: 'add', rules }).success).toBe(false)
  })
})
