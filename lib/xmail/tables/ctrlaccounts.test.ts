import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { encodePassword } from '../password'
import { readCtrlaccounts } from './ctrlaccounts'
import { applyCtrlaccountsEdit, ctrlaccountsEditSchema } from './ctrlaccounts-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: false })
const rowsOf = (text: string) => readCtrlaccounts(open(text))

function edit(text: string, change: unknown): string {
  const result = applyCtrlaccountsEdit(open(text), ctrlaccountsEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return `${result.error.code}${result.error.field ? `@${result.error.field}` : ''}${details.join('')}`
}

const hex = encodePassword
const FILE = `"admin"\t"${hex('s3cret')}"\n#"admin"\t"${hex('old')}"\n"helpdesk"\t"${hex('h3lp')}"\t"floor 2"\n`
const [ADMIN, COMMENT, HELPDESK] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('readCtrlaccounts', () => {
  it('shows who can sign in, and takes no `#` for a comment', () => {
    expect(rowsOf(FILE)).toMatchObject([
      { state: 'live', user: 'admin', hasPassword: true, marks: [], was: '"admin"\t"***"' },
      { state: 'live', user: '#"admin"', marks: ['comment-is-account'] },
      { state: 'live', user: 'helpdesk', extra: ['floor 2'] },
    ])
  })

  it.each([
    ['"Admin"\t"04"', 'duplicate', 'Admin'],
    ['admin 04', 'spaces-for-tabs', null],
    ['x', 'too-few-fields', null],
    ['# administrators', 'looks-like-comment', null],
    ['"b\xfccher"\t"04"', 'name-not-ascii', 'b\xfccher'],
    ['  ', 'only-blanks', null],
  ])('says why nobody signs in by %j', (line, reason, user) => {
    const [, row] = rowsOf(`"admin"\t"00"\n${line}\n`)
    expect(row).toMatchObject({ state: 'dead', reason, user, marks: [] })
  })

  it.each([
    [hex('good'), true, []],
    ['', false, ['empty-password']],
    ['clear-text', false, ['empty-password']],
    ['041', false, ['empty-password']],
    ['04zz', true, ['partial-password']],
    [hex('#digest'), true, ['digest-only']],
    [hex('tab\tin it'), true, ['digest-only']],
    [hex('\xe9'), true, ['digest-only']],
    [hex('x'.repeat(244)), true, []],
    [hex('x'.repeat(245)), true, ['digest-only']],
  ])('reads %j as XMail does', (field, hasPassword, marks) => {
    expect(rowsOf(`"adm"\t"${field}"\n`)).toMatchObject([{ state: 'live', hasPassword, marks }])
  })
})

describe('applyCtrlaccountsEdit', () => {
  const add = (user: string, password: string) => edit(FILE, { op: 'add', accounts: [{ user, password }] })
  const replace = (row: unknown, user: string, password?: string) =>
    edit(FILE, { op: 'replace', row, user, ...(password !== undefined && { password }) })

  it('adds and replaces accounts, in XMail’s own form', () => {
    expect(add('monitor', 'test')).toBe(`${FILE}"monitor"\t"11001611"\n`)
    expect(replace(ADMIN, 'admin', 'test')).toBe(FILE.replace(hex('s3cret'), '11001611'))
    expect(replace(HELPDESK, 'desk')).toBe(FILE.replace('helpdesk', 'desk'))
    expect(replace(COMMENT, '#"admin"', 'test')).toBe(FILE.replace(hex('old'), '11001611'))
    expect(replace(ADMIN, 'admin')).toBe('NOTHING_TO_CHANGE')
    expect(replace(ADMIN, 'admin', 's3cret')).toBe('NOTHING_TO_CHANGE')
  })

  it('refuses what could not sign in', () => {
    expect(add('Admin', 'x')).toBe('ACCOUNT_DUPLICATE@user user=Admin line=1')
    expect(replace(HELPDESK, 'ADMIN')).toBe('ACCOUNT_DUPLICATE@user user=ADMIN line=1')
    expect(add('m', '#c4nary')).toBe('ACCOUNT_PASSWORD_HASH@password')
    expect(add('m', 'c4nary\\')).toBe('FIELD_ENDS_WITH_BACKSLASH@password')
    expect(add('m', 'c4narý')).toBe('ACCOUNT_PASSWORD_NOT_ASCII@password')
    expect(add('#m', 'x')).toBe('ACCOUNT_NAME_HASH@user')
    const name = 'm'.repeat(100)
    expect(add(name, 'c'.repeat(147))).toMatch(/^"admin"/)
    expect(add(name, 'c'.repeat(148))).toBe('LOGIN_LINE_TOO_LONG@password limit=252')
    expect(add(name, '"'.repeat(74))).toBe('LOGIN_LINE_TOO_LONG@password limit=252')
  })

  it('adds several or none', () => {
    const many = (...users: string[]) =>
      edit(FILE, { op: 'add', accounts: users.map((user) => ({ user, password: 'test' })) })
    expect(many('a', 'b')).toBe(`${FILE}"a"\t"11001611"\n"b"\t"11001611"\n`)
    expect(many('a', 'A')).toBe('ACCOUNT_DUPLICATE@user user=A line=1 entry=2')
    expect(many('a', '#b')).toBe('ACCOUNT_NAME_HASH@user entry=2')
  })

  it('removes accounts, the one that looks like a comment too, but never the last', () => {
    const remove = (...rows: unknown[]) => edit(FILE, { op: 'remove', rows })
    expect(remove(COMMENT)).toBe(FILE.replace(/^#.*\n/m, ''))
    expect(remove(ADMIN, COMMENT, HELPDESK)).toBe('LAST_ACCOUNT')
    const dead = 'x\n"a"\t"04"\n'
    expect(edit(dead, { op: 'remove', rows: [{ line: 0, was: '(1 bytes)' }] })).toBe('"a"\t"04"\n')
    expect(edit(dead, { op: 'remove', rows: [{ line: 1, was: '"a"\t"***"' }] })).toBe('LAST_ACCOUNT')
  })

  it('offers neither notes nor rows that are switched off', () => {
    for (const op of ['disable', 'enable', 'note', 'move']) {
      const change = { op, rows: [ADMIN], row: ADMIN, before: null, text: 'x' }
      expect(ctrlaccountsEditSchema.safeParse(change).success).toBe(false)
    }
  })
})
