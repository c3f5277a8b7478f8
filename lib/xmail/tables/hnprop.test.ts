import { describe, expect, it } from 'vitest'
import { matchesHostPattern } from '@/lib/xmail/policy/rules/property-rules'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { beginningOf, readHnprop } from './hnprop'
import { applyHnpropEdit, hnpropEditSchema } from './hnprop-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 1022, comments: true })
const rowsOf = (text: string) => readHnprop(open(text))

function edit(text: string, change: unknown): string {
  const result = applyHnpropEdit(open(text), hnpropEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

describe('beginningOf', () => {
  it.each([
    ['host.example.com', 'host.example.com'],
    ['MAIL-', 'mail-'],
    ['host.', 'host'],
    ['.example.com', null],
    ['.dom.', 'dom.'],
    ['.', ''],
    ['', ''],
    ['..', '.'],
  ])('%j', (pattern, beginning) => {
    expect(beginningOf(pattern)).toBe(beginning)
    for (const host of [
      'host.example.com',
      'host.example.community',
      'dom.x',
      'mail-1',
      'x.example.com',
      'x',
    ]) {
      expect(matchesHostPattern(host, pattern)).toBe(beginning !== null && host.startsWith(beginning))
    }
  })
})

const FILE = '# names\n"mail.example.com"\t"WhiteList=1"\n".example.org"\t"NoAuth=1"\n'
const [A, B] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('readHnprop', () => {
  it('tells beginnings, everything and nothing', () => {
    const rows = rowsOf(`${FILE}"."\t"WhiteList"\nmail.example.com.au\tNoAuth\nx y\tNoAuth\n; x\n`)
    expect(rows.map(({ state, reason, marks, shadowedBy }) => [state, reason ?? marks, shadowedBy])).toEqual([
      ['live', ['beginning'], null],
      ['dead', 'leading-dot', null],
      ['live', ['matches-everything'], null],
      ['live', ['never-decides', 'beginning'], 1],
      ['dead', 'not-a-name', null],
      ['dead', 'looks-like-comment', null],
    ])
  })

  it('shows rows that are switched off, and takes no prose for one', () => {
    const text = '# see also\n#mail.x.test\tWhiteList\n# host\tproperty\n#"a.test"\t"Greylist"\n'
    expect(rowsOf(text).map(({ line, state }) => [line, state])).toEqual([
      [1, 'disabled'],
      [3, 'disabled'],
    ])
  })
})

describe('applyHnpropEdit', () => {
  const add = (text: string, host: string, more: object = {}) =>
    edit(text, { op: 'add', rules: [{ host, grants: ['whiteList'] }], ...more })

  it('adds and replaces rows', () => {
    expect(add(FILE, 'smtp.example.net')).toBe(`${FILE}"smtp.example.net"\t"WhiteList=1"\n`)
    expect(add(FILE, 'mail.example.com.au', { before: A })).toBe(
      FILE.replace('"mail', '"mail.example.com.au"\t"WhiteList=1"\n"mail'),
    )
    expect(edit(FILE, { op: 'replace', row: B, rule: { host: 'mx.example.org', grants: ['noAuth'] } })).toBe(
      FILE.replace('.example.org', 'mx.example.org'),
    )
  })

  it('refuses what would not work', () => {
    expect(add(FILE, '.example.net')).toBe('HOST_PATTERN_DOT host=.example.net meaning=example.net')
    expect(add(FILE, '*.example.net')).toBe('HOST_PATTERN_INVALID host=*.example.net')
    expect(add(FILE, 'mail.example.com')).toBe(
      'HOST_NEVER_DECIDES host=mail.example.com by=mail.example.com line=2',
    )
    expect(add(FILE, 'mail.example.community')).toMatch(/^HOST_NEVER_DECIDES/)
    const rules = ['mx.test', 'mx.test.jp'].map((host) => ({ host, grants: ['noAuth'] }))
    expect(edit(FILE, { op: 'add', rules })).toBe(
      'HOST_NEVER_DECIDES host=mx.test.jp by=mx.test line=1 entry=2',
    )
  })

  it('asks before the file comes into being', () => {
    expect(add('', 'mx.test')).toBe('HOST_NAMES_NEEDED')
    expect(add('', 'mx.test', { confirmed: ['names-needed'] })).toBe('"mx.test"\t"WhiteList=1"\n')
  })
})
