import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { findRefusal } from './find-refusal'
import type { VariablesEdit } from './use-stage'

const FILE = '"smtpconfig"\t"mail-auth"\n"helodomain"\t"mx.example.test"\n'
const doc = parseDocument(fromByteString(FILE), { lineLimit: 2046, comments: true })
const place = { table: 'variables', path: mailRootPath('server.tab') } as const
const set = (name: string, value: string): VariablesEdit => ({
  ...place,
  op: 'set',
  name,
  value,
  confirmed: [],
})
const remove = (line: number, was: string): VariablesEdit => ({
  ...place,
  op: 'remove',
  rows: [{ line, was }],
})

it('tries each edit on what those before it leave', () => {
  const row = [1, '"helodomain"\t"mx.example.test"'] as const
  expect(findRefusal(doc, [set('HeloDomain', 'mx.example.test'), remove(...row)])).toBeNull()
  expect(findRefusal(doc, [remove(...row), remove(...row)])).toMatchObject({
    at: 1,
    edit: { op: 'remove' },
    fault: { code: 'ROW_NOT_FOUND' },
  })
  expect(
    findRefusal(doc, [set('SmtpConfig', 'mail-auth'), remove(0, '"smtpconfig"\t"mail-auth"')]),
  ).toMatchObject({
    at: 0,
    fault: { code: 'MAIL_AUTH_CONFIRM' },
  })
})
