import { describe, expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { checkChange, checkWrite, MAX_FILE_BYTES } from './check-write'

describe('checkChange', () => {
  it.each([
    ...['smtprelay.tab', 'server.tab', 'domains/example.com/postmaster/user.tab', 'mailusers.tab.old'],
    ...['old/mailusers.tab', '.shutdown.tab', 'mailusers'],
  ])('lets %s through', (path) => {
    expect(checkChange(mailRootPath(path))).toBeNull()
  })

  it.each([
    ['mailusers.tab', 'TABLE_INDEXED'],
    // The same file where the server is Windows.
    ['MailUsers.TAB', 'TABLE_INDEXED'],
    ['Aliases.tab.', 'TABLE_INDEXED'],
    ['domains.tab. .', 'TABLE_INDEXED'],
    ['extaliases.tab::$DATA', 'TABLE_INDEXED'],
    ['. /mailusers.tab', 'TABLE_INDEXED'],
    ['.Shutdown.', 'FILE_NOT_EDITABLE'],
    ['domains.tab', 'TABLE_INDEXED'],
    ['.shutdown', 'FILE_NOT_EDITABLE'],
    ['.SHUTDOWN', 'FILE_NOT_EDITABLE'],
    ['../smtprelay.tab', 'PATH_INVALID'],
    ['', 'PATH_INVALID'],
  ])('refuses %s: %s', (path, code) => {
    expect(checkChange(path as MailRootPath)).toMatchObject({ code })
  })
})

describe('checkWrite', () => {
  const path = mailRootPath('smtprelay.tab')

  it('refuses no bytes and too many', () => {
    expect(checkWrite(path, new Uint8Array())).toEqual({ code: 'EMPTY_BODY_REFUSED', details: { path } })
    expect(checkWrite(path, new Uint8Array(1))).toBeNull()
    expect(checkWrite(path, new Uint8Array(MAX_FILE_BYTES))).toBeNull()
    expect(checkWrite(path, new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({ code: 'FILE_TOO_LARGE' })
  })
})
