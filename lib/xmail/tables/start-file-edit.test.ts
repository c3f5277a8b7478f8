import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseMailRootPath } from '@/lib/xmail/path'
import { parseChangedPath, parseStartFilePath } from '@/lib/xmail/start-file-path'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { applyEdit, type Edit, editSchema } from './registry'
import { textTableEditSchema } from './text-edit'

const path = unwrap(parseStartFilePath('/etc/init.d/xmail'))
const turn = (to: 'on' | 'off'): Edit => ({ table: 'start-file', path, op: 'switch-finger', to })

function open(text: string) {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error('a start file is not in the catalog')
  return parseDocument(fromByteString(text), format)
}

describe('an edit of the start file', () => {
  it('changes one line, and shares all others with what was there', () => {
    const before = open(`#!/bin/sh\n# ${'x'.repeat(9000)}\n\nXMAIL_CMD_LINE="-Pl"\r\nexec XMail`)
    const after = unwrap(applyEdit(before, turn('off')))
    expect(after.lines.map((line, i) => line === before.lines[i])).toEqual([true, true, true, false, true])
    expect(after.lines[3]?.raw).toBe('XMAIL_CMD_LINE="-F- -Pl"\r\n')
    const back = unwrap(applyEdit(after, turn('on')))
    expect(toByteString(printDocument(back))).toBe(toByteString(printDocument(before)))
  })

  it('keeps a last line without an end as it is', () => {
    const after = unwrap(applyEdit(open('XMAIL_CMD_LINE='), turn('off')))
    expect(toByteString(printDocument(after))).toBe('XMAIL_CMD_LINE=-F-')
  })

  it('is refused where there is nothing to change, and where nobody can tell what to change', () => {
    const refused = (text: string, to: 'on' | 'off') => applyEdit(open(text), turn(to))
    expect(refused('XMAIL_CMD_LINE="-F-"\n', 'off')).toMatchObject({ error: { code: 'NOTHING_TO_CHANGE' } })
    expect(refused('XMAIL_CMD_LINE=""\n', 'on')).toMatchObject({ error: { code: 'NOTHING_TO_CHANGE' } })
    const unclear = { error: { code: 'START_FILE_UNCLEAR', details: { path } } }
    expect(refused('', 'off')).toMatchObject(unclear)
    expect(refused('XMAIL_CMD_LINE="a"\nXMAIL_CMD_LINE="b"\n', 'off')).toMatchObject(unclear)
    expect(refused('XMAIL_CMD_LINE=`cat x`\n', 'off')).toMatchObject(unclear)
  })
})

describe('the path of a start file', () => {
  it('is one that nothing below MAIL_ROOT has, and that no other edit takes', () => {
    expect(parseMailRootPath(path).ok).toBe(false)
    expect(parseChangedPath(path)).toEqual({ ok: true, value: path })
    expect(parseChangedPath('smtprelay.tab').ok).toBe(true)
    const hunks = [{ at: 0, was: [], now: ['x\n'], before: null, after: null }]
    const asText = { table: 'text', path: 'filters.in.tab', op: 'change', hunks }
    expect(textTableEditSchema.safeParse(asText).success).toBe(true)
    expect(editSchema.safeParse({ ...asText, path }).success).toBe(false)
    const asTable = { table: 'smtprelay', path, op: 'add', networks: ['192.0.2.1'], confirmed: [] }
    expect(editSchema.safeParse(asTable).success).toBe(false)
  })

  it('is absolute and leads nowhere else', () => {
    expect(editSchema.safeParse(turn('off')).success).toBe(true)
    for (const other of ['server.tab', 'etc/xmail', '/etc/../x', '//etc/x', '/etc/', '/x\ny', '', null]) {
      expect(editSchema.safeParse({ ...turn('off'), path: other }).success, String(other)).toBe(false)
    }
  })
})
