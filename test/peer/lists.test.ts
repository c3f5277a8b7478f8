import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailRootStore } from '@/lib/mailroot/store'
import { parseAddress } from '@/lib/xmail/net'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import type { SmtpQuestion } from '@/lib/xmail/policy'
import type { Edit, SmtpPermission, SpammersAction } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { editOn } from '../support/edit-on'
import { MAILBOXES } from '../support/random-mail-root'
import { playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const [INSIDE, OUTSIDE] = ['127.0.0.64', '127.0.0.128'] as const
const FROM = 'someone@sender.test'
const LOCAL = 'xmailuser@xmailserver.test'
const REMOTE = 'someone@remote.test'

describe.skipIf(!XMAIL_HOME)('tables of clients, senders and accounts do what they were edited to do', () => {
  let xmail: RealXmail
  let store: MailRootStore
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files: MAILBOXES })
    store = ctrlStoreOn(xmail)
  })
  afterAll(async () => {
    await store?.close()
    await xmail?.stop()
  })

  /** The last reply to each command, of a client with this address. */
  const play = async (from: string, question: Omit<SmtpQuestion, 'client'> = {}) => {
    const client = parseAddress(from)
    if (!client.ok) throw new Error(from)
    return playSession({ port: xmail.smtpPort, from }, { client: client.value, ...question })
  }
  const last = async (from: string, question: Omit<SmtpQuestion, 'client'> = {}) =>
    (await play(from, question)).at(-1)?.reply ?? null
  const firstLine = async (path: string, text: string) => {
    const lines = (await xmail.get(path))?.split('\n') ?? []
    const line = lines.findIndex((each) => each.includes(text))
    return { line, was: lines[line] ?? '' }
  }

  describe('spammers.tab', () => {
    const place = { table: 'spammers', path: mailRootPath('spammers.tab') } as const
    const add = (action: SpammersAction): Edit => ({
      ...place,
      op: 'add',
      rules: [{ network: '127.0.0.64/26', action, note: 'a note' }],
      before: null,
      confirmed: [],
    })

    it('refuses at once, and lets in again when switched off', async () => {
      await xmail.put(place.path, '# none\n')
      await editOn(store, add({ kind: 'refuse' }))
      expect(await last(INSIDE)).toMatch(/^421 .*\(-107\)/)
      expect(await last(OUTSIDE)).toMatch(/^250|^220/)
      await editOn(store, { ...place, op: 'disable', rows: [await firstLine(place.path, '127.0.0.64')] })
      expect(await last(INSIDE, { from: FROM, rcpt: LOCAL })).toMatch(/^250 OK/)
    })

    it('asks for signing in', async () => {
      await xmail.put(place.path, '# none\n')
      await editOn(store, add({ kind: 'signed-in-only' }))
      expect(await last(INSIDE, { from: FROM })).toMatch(/^551 /)
      expect(await last(OUTSIDE, { from: FROM })).toMatch(/^250 OK/)
      const signIn = { mechanism: 'PLAIN', user: LOCAL, password: 'xmail' } as const
      expect(await last(INSIDE, { signIn, from: FROM, rcpt: LOCAL })).toMatch(/^250 OK/)
    })

    it('slows down by so many seconds, and not a client outside', async () => {
      await xmail.put(place.path, '# none\n')
      await editOn(store, add({ kind: 'delay', seconds: 1 }))
      const waited = async (from: string) => (await play(from, { from: FROM })).at(-1)?.waitedMs ?? 0
      expect(await waited(INSIDE)).toBeGreaterThanOrEqual(900)
      expect(await last(INSIDE, { from: FROM, rcpt: LOCAL })).toMatch(/^250 OK/)
      await editOn(store, {
        ...place,
        op: 'replace',
        row: await firstLine(place.path, '127.0.0.64'),
        rule: { network: '127.0.0.64/26', action: { kind: 'refuse' } },
        confirmed: [],
      })
      expect(await last(INSIDE)).toMatch(/^421 /)
      await editOn(store, { ...place, op: 'remove', rows: [await firstLine(place.path, '127.0.0.64')] })
      // Without the file everybody would be refused: a comment is left in it.
      expect(await xmail.get(place.path)).toMatch(/^# .+\n$/)
      expect(await last(INSIDE, { from: FROM })).toMatch(/^250 OK/)
    })
  })

  it('spam-address.tab refuses the sender, also one who has signed in', async () => {
    const place = { table: 'spam-address', path: mailRootPath('spam-address.tab') } as const
    await editOn(store, {
      ...place,
      op: 'add',
      patterns: [{ pattern: '*@sender.test', note: '' }],
      before: null,
      confirmed: [],
    })
    expect(await last(OUTSIDE, { from: FROM })).toMatch(/^504 /)
    const signIn = { mechanism: 'PLAIN', user: LOCAL, password: 'xmail' } as const
    expect(await last(OUTSIDE, { signIn, from: FROM })).toMatch(/^504 /)
    expect(await last(OUTSIDE, { from: 'someone@other.test' })).toMatch(/^250 OK/)
    await editOn(store, {
      ...place,
      op: 'replace',
      row: await firstLine(place.path, '*@sender.test'),
      pattern: '*@other.test',
      confirmed: [],
    })
    expect(await last(OUTSIDE, { from: FROM })).toMatch(/^250 OK/)
    expect(await last(OUTSIDE, { from: 'someone@other.test' })).toMatch(/^504 /)
    await editOn(store, { ...place, op: 'remove', rows: [await firstLine(place.path, '*@other.test')] })
  })

  it('smtp.ipprop.tab spares a client that is refused otherwise, and lets it relay no more than others', async () => {
    await xmail.put('spammers.tab', '"127.0.0.0"\t"255.255.255.0"\n')
    expect(await last(INSIDE)).toMatch(/^421 /)
    await editOn(store, {
      table: 'ipprop',
      path: mailRootPath('smtp.ipprop.tab'),
      op: 'add',
      rules: [{ network: '127.0.0.64/26', grants: ['whiteList'], note: '' }],
      before: null,
      confirmed: [],
    })
    expect(await last(INSIDE, { from: FROM, rcpt: LOCAL })).toMatch(/^250 OK/)
    expect(await last(INSIDE, { from: FROM, rcpt: REMOTE })).toMatch(/^550 Relay denied/)
    expect(await last(OUTSIDE)).toMatch(/^421 /)
    await xmail.put('spammers.tab', '# none\n')
    await xmail.put('smtp.ipprop.tab', null)
  })

  it('smtp.hnprop.tab, once it is there, refuses clients without a name', async () => {
    await editOn(store, {
      table: 'hnprop',
      path: mailRootPath('smtp.hnprop.tab'),
      op: 'add',
      rules: [{ host: 'mail.partner.test', grants: ['whiteList'], note: '' }],
      before: null,
      confirmed: ['names-needed'],
    })
    expect(await last('127.99.0.1')).toMatch(/^421 .*\(-37\)/)
    await xmail.put('smtp.hnprop.tab', null)
    expect(await last('127.99.0.1', { from: FROM })).toMatch(/^250 OK/)
  })

  it('smtpauth.tab signs an account in with what it may, and no longer with its old password', async () => {
    const place = { table: 'smtpauth', path: mailRootPath('smtpauth.tab') } as const
    const account = (password: string, permissions: SmtpPermission[]) => ({
      user: 'scanner',
      password,
      permissions,
    })
    /** The replies to signing in and to a recipient elsewhere. */
    const relays = async (password: string) => {
      const signIn = { mechanism: 'PLAIN', user: 'scanner', password } as const
      const answers = await play(OUTSIDE, { signIn, from: FROM, rcpt: REMOTE })
      const replies = answers.filter(({ command }) => command === 'auth' || command === 'rcpt')
      return replies.map(({ reply }) => reply?.slice(0, 3)).join(' ')
    }
    await xmail.put(place.path, '# none\n')
    await editOn(store, {
      ...place,
      op: 'add',
      accounts: [{ ...account('f1rst "x" one', ['mail', 'relay']), note: '' }],
    })
    expect(await relays('f1rst "x" one')).toBe('235 250')
    expect(await relays('wrong')).toBe('503 550')
    const row = { line: 1, was: '"scanner"\t"***"\t"MR"' }
    await editOn(store, { ...place, op: 'replace', row, account: account('second', ['mail', 'relay']) })
    expect(await relays('f1rst "x" one')).toBe('503 550')
    expect(await relays('second')).toBe('235 250')
    await editOn(store, { ...place, op: 'replace', row, account: { user: 'scanner', permissions: ['mail'] } })
    expect(await relays('second')).toBe('235 550')
    await editOn(store, { ...place, op: 'disable', rows: [{ line: 1, was: '"scanner"\t"***"\t"M"' }] })
    expect(await relays('second')).toBe('503 550')
  })

  it('smtpextauth.tab decides in place of XMail, and gives no permissions', async () => {
    const place = { table: 'smtpextauth', path: mailRootPath('smtpextauth.tab') } as const
    const signIn = { mechanism: 'PLAIN', user: 'anybody', password: 'anything' } as const
    expect(await last(OUTSIDE, { signIn })).toMatch(/^503 /)
    const rule = { mechanism: 'PLAIN', program: '/bin/true', args: ['@@USER'] } as const
    await editOn(store, { ...place, op: 'add', rules: [{ ...rule, args: [...rule.args], note: '' }] })
    expect(await last(OUTSIDE, { signIn })).toMatch(/^235 /)
    expect(await last(OUTSIDE, { signIn, from: FROM, rcpt: REMOTE })).toMatch(/^550 Relay denied/)
    const row = await firstLine(place.path, '/bin/true')
    await editOn(store, {
      ...place,
      op: 'replace',
      row,
      rule: { mechanism: 'PLAIN', program: '/bin/false', args: [] },
    })
    expect(await last(OUTSIDE, { signIn })).toMatch(/^503 /)
    await editOn(store, { ...place, op: 'disable', rows: [await firstLine(place.path, '/bin/false')] })
    const own = { mechanism: 'PLAIN', user: LOCAL, password: 'xmail' } as const
    expect(await last(OUTSIDE, { signIn: own })).toMatch(/^235 /)
  })

  it('ctrlaccounts.tab signs a new administrator in, and not after the password has changed', async () => {
    const place = { table: 'ctrlaccounts', path: mailRootPath('ctrlaccounts.tab') } as const
    const signsIn = async (user: string, password: string) => {
      const other = ctrlStoreOn({ ...xmail, account: { user, password } })
      const identity = await other.identify()
      await other.close()
      return identity.ok
    }
    await editOn(store, { ...place, op: 'add', accounts: [{ user: 'second', password: 'pa ss~1' }] })
    expect(await signsIn('second', 'pa ss~1')).toBe(true)
    const row = { line: 1, was: '"second"\t"***"' }
    await editOn(store, { ...place, op: 'replace', row, user: 'second', password: 'other' })
    expect(await signsIn('second', 'pa ss~1')).toBe(false)
    expect(await signsIn('SECOND', 'other')).toBe(true)
    await editOn(store, { ...place, op: 'remove', rows: [row] })
    expect(await signsIn('second', 'other')).toBe(false)
    expect(await pathText(place.path)).toBe('"admin"\t"160006170011"\n')
  })

  const pathText = (path: MailRootPath) => xmail.get(path)
})
