import { describe, expect, it } from 'vitest'
import { CATALOG, catalogEntry, SNAPSHOT_PATHS } from './catalog'
import { mailRootPath } from './path'

const entryOf = (path: string) => catalogEntry(mailRootPath(path))

describe('catalogEntry', () => {
  // semantics.md 1.4
  it.each([
    ['server.tab', 2046],
    ['smtp.ipmap.tab', 510],
    ['smtp.hnprop.tab', 1022],
    ['smtprelay.tab', 510],
    ['smtpextauth.tab', 1022],
    ['ctrlaccounts.tab', 510],
    ['smtpgw.tab', 1022],
    ['filters.in.tab', 510],
    ['filters.pre-data.tab', 1022],
    ['filters/scan.tab', 1022],
    ['mailusers.tab', 2046],
    ['extaliases.tab', 1022],
    ['pop3links.tab', 2046],
    ['domains/example.com/anna/pop3.ipmap.tab', 510],
    ['domains/example.com/anna/user.tab', 2046],
    ['domains/example.com/userdef.tab', 2046],
    ['userauth/pop3/.tab', 1022],
    ['userauth/pop3/example.com.tab', 1022],
    ['userauth/smtp/example.com.tab', 510],
    ['custdomains/.tab', 1022],
  ])('knows the line limit of %s', (path, lineLimit) => {
    expect(entryOf(path)?.format.lineLimit).toBe(lineLimit)
  })

  it('knows no comments in ctrlaccounts.tab, and in it alone of the snapshot', () => {
    const without = SNAPSHOT_PATHS.filter((path) => !catalogEntry(path)?.format.comments)
    expect(without).toEqual(['ctrlaccounts.tab'])
  })

  it('knows what is secret', () => {
    expect(entryOf('smtpauth.tab')).toMatchObject({ secret: 'columns', secretColumns: [1] })
    expect(entryOf('ctrlaccounts.tab')).toMatchObject({ secret: 'columns', secretColumns: [1] })
    expect(entryOf('mailusers.tab')).toMatchObject({ secret: 'columns', secretColumns: [2] })
    expect(entryOf('pop3links.tab')).toMatchObject({ secret: 'columns', secretColumns: [4] })
    expect(entryOf('userauth/smtp/a.tab')).toMatchObject({ secret: 'columns', secretColumns: [2] })
    expect(entryOf('server.key')).toMatchObject({ secret: 'whole', kind: 'pem' })
    expect(entryOf('server.cert')).toMatchObject({ secret: 'none', kind: 'pem' })
  })

  it('marks the five tables that XMail indexes', () => {
    expect(CATALOG.filter((entry) => entry.indexed).map((entry) => entry.path)).toEqual([
      'mailusers.tab',
      'aliases.tab',
      'extaliases.tab',
      'domains.tab',
      'aliasdomain.tab',
    ])
  })

  it('says what a missing file means', () => {
    expect(entryOf('spammers.tab')?.whenMissing).toBe('refuses-all')
    expect(entryOf('smtprelay.tab')?.whenMissing).toBe('denies-relay')
    expect(entryOf('ctrl.ipmap.tab')?.whenMissing).toBe('allows-all')
    expect(entryOf('smtp.hnprop.tab')?.whenMissing).toBe('no-effect')
    expect(entryOf('domains.tab')?.whenMissing).toBe('will-not-start')
  })

  it('does not know other files, nor a pattern across folders', () => {
    for (const path of [
      'message.id',
      'smtprelay.tab.bak',
      'filters/a/b',
      'domains/a/user.tab',
      'smtprelayxtab',
    ]) {
      expect(entryOf(path)).toBeUndefined()
    }
  })
})

describe('SNAPSHOT_PATHS', () => {
  it('is 22 known files without server.key', () => {
    expect(new Set(SNAPSHOT_PATHS).size).toBe(22)
    expect(SNAPSHOT_PATHS.every((path) => catalogEntry(path))).toBe(true)
    expect(SNAPSHOT_PATHS).not.toContain('server.key')
  })
})
