import { describe, expect, it } from 'vitest'
import { CATALOG } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { applyEdit, editSchema } from './registry'
import { explainTextRefusal, mayCreateAsText } from './text-file'

const path = mailRootPath('spammers.tab')
const open = (bytes: string) => parseDocument(fromByteString(bytes), { lineLimit: 20, comments: true })
const hunk = { at: 0, was: [], now: [], before: null, after: null }
const apply = (bytes: string, hunks: readonly object[], file: MailRootPath = path) => {
  const edit = editSchema.parse({
    table: 'text',
    path: file,
    op: 'change',
    hunks: hunks.map((each) => ({ ...hunk, ...each })),
  })
  const after = applyEdit(open(bytes), edit)
  return after.ok ? toByteString(printDocument(after.value)) : after.error
}

describe('an edit of a file as text', () => {
  it('puts lines in the place of others, several at once, and shares the rest', () => {
    const before = open('a\r\nb\nc\nd\n')
    const edit = editSchema.parse({
      table: 'text',
      path,
      op: 'change',
      hunks: [
        { ...hunk, now: ['new\n'], after: 'a\r\n' },
        { ...hunk, at: 2, was: ['c\n'], now: ['C\n', 'CC\n'], before: 'b\n', after: 'd\n' },
      ],
    })
    const after = applyEdit(before, edit)
    if (!after.ok) throw new Error(after.error.code)
    expect(toByteString(printDocument(after.value))).toBe('new\na\r\nb\nC\nCC\nd\n')
    expect(after.value.lines[1]).toBe(before.lines[0])
    expect(after.value.lines[5]).toBe(before.lines[3])
  })

  it('is refused where its lines, or those around them, are others by now', () => {
    const change = { at: 1, was: ['b\n'], now: ['B\n'], before: 'a\n', after: 'c\n' }
    expect(apply('a\nb\nc\n', [change])).toBe('a\nB\nc\n')
    expect(apply('x\na\nb\nc\n', [change])).toBe('x\na\nB\nc\n')
    for (const moved of ['a\nb\nC\n', 'A\nb\nc\n', 'a\nx\nc\n', 'a\nb\n', 'a\nb\nc', 'x\na\nb\nc\na\nb\nc\n'])
      expect(apply(moved, [change])).toMatchObject({ code: 'ROW_NOT_FOUND', details: { line: 2 } })
    expect(apply('a\n', [{ now: ['new\n'] }])).toMatchObject({ code: 'ROW_NOT_FOUND' })
  })

  it('never leaves a file that XMail would delete, or lines that run together', () => {
    expect(apply('a\n', [{ was: ['a\n'] }])).toMatchObject({ code: 'EMPTY_BODY_REFUSED' })
    expect(apply('a\nb\n', [{ was: ['a\n'], now: ['a'], after: 'b\n' }])).toMatchObject({
      code: 'INPUT_INVALID',
    })
    expect(apply('a', [{ at: 1, now: ['b\n'], before: 'a' }])).toMatchObject({ code: 'INPUT_INVALID' })
    expect(apply('a\n', [{ was: ['a\n'], now: ['a'] }])).toBe('a')
    expect(apply('a\n', [{ was: ['a\n'], now: ['a\n'] }])).toMatchObject({ code: 'NOTHING_TO_CHANGE' })
  })

  it('takes no line that XMail would cut or read in pieces, and says which', () => {
    const add = (now: string) => apply('a\n', [{ at: 1, now: ['fine\n', now], before: 'a\n' }])
    expect(add('x\0\n')).toMatchObject({ code: 'FIELD_HAS_NUL', details: { line: 3 } })
    expect(add('x\ry\n')).toMatchObject({ code: 'FIELD_HAS_LINE_BREAK', details: { line: 3 } })
    expect(add(`#${'-'.repeat(20)}\n`)).toMatchObject({
      code: 'LINE_TOO_LONG',
      details: { line: 3, limit: 20, length: 21 },
    })
    // What is there already stays as it is.
    expect(apply('x\0\n', [{ at: 1, now: ['b\n'], before: 'x\0\n' }])).toBe('x\0\nb\n')
  })

  it('is no edit where a line is two, or no byte string', () => {
    const parses = (now: string) =>
      editSchema.safeParse({ table: 'text', path, op: 'change', hunks: [{ ...hunk, now: [now] }] }).success
    expect(parses('a\n')).toBe(true)
    expect(parses('a\nb\n')).toBe(false)
    expect(parses('あ\n')).toBe(false)
    expect(parses('')).toBe(false)
  })

  it.each([
    ['mailusers.tab', 'TABLE_INDEXED'],
    ['MailUsers.tab', 'TABLE_INDEXED'],
    ['aliases.tab', 'TABLE_INDEXED'],
    ['smtpauth.tab', 'FILE_NOT_AS_TEXT'],
    ['ctrlaccounts.tab', 'FILE_NOT_AS_TEXT'],
    ['pop3links.tab', 'FILE_NOT_AS_TEXT'],
    ['userauth/smtp/example.test.tab', 'FILE_NOT_AS_TEXT'],
    ['userauth/SMTP/example.test.tab', 'FILE_NOT_AS_TEXT'],
    ['userauth/smtp./example.test.tab', 'FILE_NOT_AS_TEXT'],
    ['server.key', 'FILE_NOT_AS_TEXT'],
    ['Server.Key', 'FILE_NOT_AS_TEXT'],
    ['server.cert', 'FILE_NOT_AS_TEXT'],
    ['.shutdown', 'FILE_NOT_AS_TEXT'],
    ['.Shutdown.', 'FILE_NOT_AS_TEXT'],
    ['.psync-trigger', 'FILE_NOT_AS_TEXT'],
    ['spool/0/0/mess/1', 'FILE_NOT_AS_TEXT'],
    ['notes.txt', 'TABLE_UNKNOWN'],
    ['SMTPRELAY.TAB', 'TABLE_UNKNOWN'],
  ])('is refused for %s', (file, code) => {
    expect(apply('a\n', [{ was: ['a\n'], now: ['b\n'] }], mailRootPath(file))).toMatchObject({ code })
  })

  it('makes no file whose mere presence changes what XMail does', () => {
    const make = (file: string) => apply('', [{ now: ['# new\n'] }], mailRootPath(file))
    expect(make('spammers.tab')).toBe('# new\n')
    expect(make('filters/new.tab')).toBe('# new\n')
    for (const file of [
      'smtp.hnprop.tab',
      'custdomains/.tab',
      'cmdaliases/a.test/b.tab',
      'domains/a.test/b/user.tab',
    ])
      expect(make(file)).toMatchObject({ code: 'FILE_NOT_AS_TEXT' })
  })
})

describe('which files are edited as text', () => {
  it('is none with an index or a secret, whatever the catalog comes to hold', () => {
    for (const entry of CATALOG) {
      const file = mailRootPath(entry.path.replaceAll('*', 'x'))
      const isPlain = !entry.indexed && entry.secret === 'none' && entry.kind !== 'pem'
      expect([file, explainTextRefusal(file) === null]).toEqual([file, isPlain])
      if (mayCreateAsText(file)) expect(isPlain).toBe(true)
    }
  })
})
