import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readPermissions, writePermissions } from './smtp-permissions'
import { readSmtpauth } from './smtpauth'
import { applySmtpauthEdit, smtpauthEditSchema } from './smtpauth-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readSmtpauth(open(text))

function edit(text: string, change: unknown): string {
  const result = applySmtpauthEdit(open(text), smtpauthEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return `${result.error.code}${result.error.field ? `@${result.error.field}` : ''}${details.join('')}`
}

const FILE =
  '# devices\n"scanner"\t"sc4n \\"A\\" page"\t"MR"\n"copier"\t"c0pier"\n"monitor"\tm0nitor\\\t"mr"\t"hall"\n'
const [SCANNER, COPIER, MONITOR] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('readPermissions and writePermissions', () => {
  it.each([
    ['MRVZ', ['mail', 'relay', 'vrfy', 'noSizeLimit'], []],
    ['TS', ['etrn', 'noTlsNeeded'], []],
    ['mr', [], ['lower-case-letters', 'no-permissions']],
    ['M,R', ['mail', 'relay'], ['unknown-letters']],
    ['', [], ['no-permissions']],
  ])('%j', (letters, granted, marks) => {
    const reading = readPermissions(letters)
    expect(Object.entries(reading.permissions).flatMap(([key, on]) => (on ? [key] : []))).toEqual(granted)
    expect(reading.marks).toEqual(marks)
  })

  it('keeps letters that are right, and unknown ones', () => {
    expect(writePermissions('ZVRM', ['mail', 'relay', 'vrfy', 'noSizeLimit'])).toBe('ZVRM')
    expect(writePermissions('mrX', ['relay', 'mail'])).toBe('MRX')
    expect(writePermissions('MR', [])).toBe('')
  })
})

describe('readSmtpauth', () => {
  it('shows accounts with what they may do, and no password', () => {
    expect(rowsOf(FILE)).toMatchObject([
      {
        state: 'live',
        user: 'scanner',
        hasPassword: true,
        permissions: { mail: true, relay: true, vrfy: false },
        was: '"scanner"\t"***"\t"MR"',
        marks: [],
      },
      { state: 'dead', reason: 'too-few-fields', user: 'copier', was: '"copier"\t"***"' },
      { state: 'live', user: 'monitor', unknownLetters: 'mr', extra: ['hall'] },
    ])
  })

  it.each([
    ['copier c0pier MR', 'spaces-for-tabs', null],
    ['"copier" "c0pier"\t"MR"', 'spaces-for-tabs', null],
    ['copier c0pier\tMR', 'spaces-for-tabs', null],
    ['copier c0pier\tx\tMR', 'live', 'copier'],
    ['\t"c0pier"\t"MR"', 'too-few-fields', null],
    ['\t"c0pier"\t"MR"\t"note"', 'live', null],
    ['copier:c0pier:MR', 'too-few-fields', null],
    ['; copier c0pier', 'looks-like-comment', null],
    ['\xef\xbb\xbf"copier"\t"c0pier"\t"MR"', 'byte-order-mark', '\xef\xbb\xbf"copier"'],
  ])('shows nothing of the password in %j', (line, reason, user) => {
    const rows = rowsOf(`${line}\n`)
    expect(rows).toMatchObject([{ user, extra: [] }])
    expect(rows[0]?.reason ?? 'live').toBe(reason)
    expect(JSON.stringify(rows)).not.toContain('c0pier')
  })

  it('marks names that are there twice, and passwords that are none', () => {
    const rows = rowsOf('a\tx\tM\na\ty\tR\na\tx\tMR\nA\tx\tM\nb\t""\tM\n')
    expect(rows.map(({ marks }) => marks)).toEqual([[], ['same-user'], ['duplicate'], [], ['empty-password']])
  })

  it('knows accounts that are switched off; other comments stay out', () => {
    const text =
      '# name\tpassword\tpermissions\n#"a"\t"c4nary"\t"MR"\n# b\tc4nary\tMr\n# c c4nary\n#d\tc4nary\n'
    const rows = rowsOf(text)
    expect(rows.map(({ line, state, user }) => [line, state, user])).toEqual([
      [1, 'disabled', 'a'],
      [2, 'disabled', 'b'],
    ])
    expect(JSON.stringify(rows)).not.toContain('c4nary')
  })
})

describe('applySmtpauthEdit', () => {
  const account = { user: 'fax', password: 'pass "word', permissions: ['mail', 'noTlsNeeded'] }
  const add = (more: object) => edit(FILE, { op: 'add', accounts: [{ ...account, ...more }] })
  const replace = (row: unknown, more: object) =>
    edit(FILE, { op: 'replace', row, account: { user: 'x', permissions: [], ...more } })

  it('adds accounts', () => {
    expect(add({ note: '2F' })).toBe(`${FILE}#: 2F\n"fax"\t"pass \\"word"\t"MS"\n`)
  })

  it('changes what differs and keeps the password as it is written', () => {
    const same = { user: 'scanner', permissions: ['mail', 'relay'] }
    expect(replace(SCANNER, same)).toBe('NOTHING_TO_CHANGE')
    expect(replace(SCANNER, { ...same, permissions: ['mail'] })).toBe(FILE.replace('"MR"', '"M"'))
    // A backslash at the end is readable as long as nobody puts it in quotes.
    expect(replace(MONITOR, { user: 'mon', permissions: ['mail'] })).toBe(
      FILE.replace('"monitor"', '"mon"').replace('"mr"', '"M"'),
    )
    expect(replace(SCANNER, { ...same, password: 'new' })).toBe(FILE.replace('sc4n \\"A\\" page', 'new'))
  })

  it('mends a line without permissions, with the password that it has', () => {
    expect(replace(COPIER, { user: 'copier', permissions: ['relay'] })).toBe(
      FILE.replace('"c0pier"', '"c0pier"\t"R"'),
    )
    const row = { line: 0, was: '(16 bytes)' }
    const change = { op: 'replace', row, account: { user: 'copier', permissions: [] } }
    expect(edit('copier c0pier MR\n', change)).toBe('ACCOUNT_PASSWORD_NEEDED@password')
  })

  it('finds a row by what is shown of it, and moves, switches and removes it', () => {
    const at = (row: unknown, more: object) => edit(FILE, { ...more, rows: [row] })
    expect(at({ line: 7, was: SCANNER?.was }, { op: 'remove' })).toBe(FILE.replace(/^"scanner.*\n/m, ''))
    const off = at(SCANNER, { op: 'disable' })
    expect(off).toBe(FILE.replace('"scanner"', '#"scanner"'))
    const [row] = rowsOf(off)
    expect(row).toMatchObject({ state: 'disabled', was: '#"scanner"\t"***"\t"MR"' })
    expect(edit(off, { op: 'enable', rows: [{ line: row?.line, was: row?.was }] })).toBe(FILE)
    expect(edit(FILE, { op: 'move', row: MONITOR, before: SCANNER })).toMatch(/^# devices\n"monitor"/)
  })

  it('refuses names and passwords that would not work, and says nothing of the password', () => {
    expect(add({ user: 'scanner' })).toBe('ACCOUNT_DUPLICATE@user user=scanner line=2')
    expect(add({ user: '' })).toBe('ACCOUNT_NAME_NEEDED@user')
    expect(add({ user: ' a' })).toBe('ACCOUNT_NAME_BLANKS@user')
    expect(add({ user: 'スキャナ' })).toBe('ACCOUNT_NAME_NOT_ASCII@user')
    expect(add({ user: '#a' })).toBe('ACCOUNT_NAME_HASH@user')
    expect(add({ password: '' })).toBe('ACCOUNT_PASSWORD_NEEDED@password')
    for (const password of ['c4nary\tx', 'c4nary\n', 'c4narý']) {
      expect(add({ password })).toBe('ACCOUNT_PASSWORD_NOT_ASCII@password')
    }
    expect(add({ password: 'c4nary\\' })).toBe('FIELD_ENDS_WITH_BACKSLASH@password')
    const accounts = ['a', 'b', 'a'].map((user) => ({ ...account, user }))
    expect(edit(FILE, { op: 'add', accounts })).toBe('ACCOUNT_DUPLICATE@user user=a line=1 entry=3')
  })
})
