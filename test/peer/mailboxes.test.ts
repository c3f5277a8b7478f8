import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import { planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { sftpConnectionSchema } from '@/lib/mailroot/connection'
import { openLocalStore } from '@/lib/mailroot/local'
import { openSftpStore } from '@/lib/mailroot/sftp'
import type { MailRootStore } from '@/lib/mailroot/store'
import { mailRootPath } from '@/lib/xmail/path'
import { editSchema } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { MAILBOXES } from '../support/random-mail-root'
import { openRaw } from '../support/raw-connection'
import { type Sshd, startSshd } from '../support/sshd'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const DOMAIN = 'xmailserver.test'
const [ACCOUNT, LIST] = [`xmailuser@${DOMAIN}`, `club@${DOMAIN}`] as const
const BEFORE = '# ours\n"RealName"\t"Hanako ""H"" Abe"\nGreylist\t1\n'

/** Both have the password `xmail`. */
const FILES: Readonly<Record<string, string | null>> = {
  ...MAILBOXES,
  'mailusers.tab': ['xmailuser\tU', 'club\tM']
    .map((each, i) => {
      const [name, type] = each.split('\t')
      return `"${DOMAIN}"\t"${name}"\t"1d08040c09"\t${i + 1}\t"${name}"\t"${type}"\n`
    })
    .join(''),
  'server.tab': ['RootDomain', 'SmtpServerDomain', 'POP3Domain', 'HeloDomain']
    .map((name) => `"${name}"\t"${DOMAIN}"\n`)
    .join('')
    .concat('"AllowSmtpVRFY"\t"1"\n'),
  [`domains/${DOMAIN}/club/mlusers.tab`]: '"member@remote.test"\t"RW"\n',
}

describe.skipIf(!XMAIL_HOME)('what is set in a user.tab is what XMail does with the account or list', () => {
  let xmail: RealXmail
  let sshd: Sshd
  let stores: Readonly<Record<'ctrl' | 'sftp' | 'local', MailRootStore>>
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files: FILES, options: ['-Pw', '1'] })
    sshd = await startSshd()
    const { mailRoot } = xmail
    const { port, user, hostKey, privateKey } = sshd
    const place = { kind: 'sftp', host: '127.0.0.1', port, user, mailRoot, auth: 'key', hostKey }
    stores = {
      ctrl: ctrlStoreOn(xmail),
      sftp: openSftpStore(sftpConnectionSchema.parse(place), { privateKey }),
      local: openLocalStore({ kind: 'local', mailRoot }),
    }
  })
  afterAll(async () => {
    for (const store of Object.values(stores ?? {})) await store.close()
    await xmail?.stop()
    await sshd?.stop()
  })

  const fileOf = (address: string) => `domains/${DOMAIN}/${address.split('@')[0]}/user.tab`
  const change = async (store: MailRootStore, address: string, ...requests: readonly object[]) => {
    const path = mailRootPath(fileOf(address))
    const edits = requests.map((request) => editSchema.parse({ table: 'variables', path, ...request }))
    const plan = unwrap(planChange(unwrap(await store.readSnapshot([path])), edits))
    const journal = { step: async () => {} }
    expect(await applyChange({ files: plan.files, store, journal, sleep })).toEqual({ state: 'applied' })
  }
  const fetchAs = (user: string) => lastReply(xmail.pop3Port, [`USER ${user}`, 'PASS xmail'])
  const mailFrom = (sender: string, to: string, ...before: readonly string[]) =>
    lastReply(xmail.smtpPort, ['EHLO here.test', ...before, `MAIL FROM:<${sender}>`, `RCPT TO:<${to}>`])
  const signIn = (user: string) => `AUTH PLAIN ${Buffer.from(`\0${user}\0xmail`).toString('base64')}`

  for (const way of ['ctrl', 'sftp', 'local'] as const) {
    it(`PopEnable off: POP3 refuses; the rest of the file stays, over ${way}`, async () => {
      await xmail.put(fileOf(ACCOUNT), BEFORE)
      expect(await fetchAs(ACCOUNT)).toMatch(/^\+OK Maildrop/)
      await change(stores[way], ACCOUNT, { op: 'set', name: 'PopEnable', value: '0' })
      expect(await xmail.get(fileOf(ACCOUNT))).toBe(`${BEFORE}"PopEnable"\t"0"\n`)
      expect(await fetchAs(ACCOUNT)).toBe('-ERR Invalid auth or access denied')
      expect(await mailFrom('a@remote.test', 'b@other.test', signIn(ACCOUNT))).toBe('250 OK')
      await change(stores[way], ACCOUNT, { op: 'unset', name: 'PopEnable' })
      expect(await fetchAs(ACCOUNT)).toMatch(/^\+OK Maildrop/)
    })

    it(`ReceiveEnable off, in a file that it makes: no mail for a list nor an account, over ${way}`, async () => {
      for (const address of [ACCOUNT, LIST]) {
        await xmail.put(fileOf(address), null)
        expect(await mailFrom('a@remote.test', address)).toBe('250 OK')
        await change(stores[way], address, { op: 'set', name: 'ReceiveEnable', value: '0' })
        expect(await xmail.get(fileOf(address))).toBe('"ReceiveEnable"\t"0"\n')
        expect(await mailFrom('a@remote.test', address)).toBe(`550 Account disabled <${address}>`)
        await change(stores[way], address, { op: 'set', name: 'ReceiveEnable', value: '1' })
        expect(await mailFrom('a@remote.test', address)).toBe('250 OK')
      }
    })
  }

  it('ClosedML: members alone write to a list, by the sender’s address', async () => {
    await xmail.put(fileOf(LIST), null)
    expect(await mailFrom('a@remote.test', LIST)).toBe('250 OK')
    await change(stores.ctrl, LIST, { op: 'set', name: 'ClosedML', value: '1' })
    expect(await mailFrom('a@remote.test', LIST)).toMatch(/^557 Access denied/)
    expect(await mailFrom('member@remote.test', LIST)).toBe('250 OK')
    await xmail.put(fileOf(ACCOUNT), null)
    await change(stores.ctrl, ACCOUNT, { op: 'set', name: 'ClosedML', value: '1' })
    expect(await mailFrom('a@remote.test', ACCOUNT), 'it does nothing for an account').toBe('250 OK')
  })

  it('a list signs in to send, and its SmtpPerms count; by POP3 too, unless PopEnable is off', async () => {
    await xmail.put(fileOf(LIST), '"SmtpPerms"\t"R"\n')
    expect(await mailFrom('a@remote.test', 'b@other.test', signIn(LIST))).toBe('250 OK')
    expect(await mailFrom(LIST, 'b@other.test')).toBe('550 Relay denied')
    await change(stores.local, LIST, { op: 'set', name: 'PopEnable', value: '0' })
    expect(await fetchAs(LIST)).toBe('-ERR Invalid auth or access denied')
    await change(stores.local, LIST, { op: 'set', name: 'PopEnable', value: '1' })
    expect(await fetchAs(LIST)).toBe('+OK Maildrop has 0 messages (0 bytes)')
    // POP before SMTP: the sign-in alone opens the way for the list's own address.
    expect(await mailFrom(LIST, 'b@other.test')).toBe('250 OK')
    await change(stores.local, LIST, { op: 'set', name: 'SmtpPerms', value: 'M' })
    expect(await mailFrom('a@remote.test', 'b@other.test', signIn(LIST))).toBe('550 Relay denied')
    expect(await mailFrom(LIST, 'b@other.test')).toBe('550 Relay denied')
  })

  it('MaxMessageSize counts instead of the server’s, and against the permission Z', async () => {
    await xmail.put(fileOf(ACCOUNT), '"SmtpPerms"\t"RZ"\n')
    const offer = () =>
      lastReply(xmail.smtpPort, ['EHLO here.test', signIn(ACCOUNT), 'MAIL FROM:<a@remote.test> SIZE=5000'])
    expect(await offer()).toBe('250 OK')
    await change(stores.ctrl, ACCOUNT, { op: 'set', name: 'MaxMessageSize', value: '2' })
    expect(await offer()).toMatch(/^552 /)
  })

  it('RealName: VRFY tells that of accounts and of lists', async () => {
    for (const address of [ACCOUNT, LIST]) {
      await xmail.put(fileOf(address), null)
      const verify = () => lastReply(xmail.smtpPort, ['EHLO here.test', `VRFY ${address}`])
      expect(await verify()).toBe(`250 Unknown <${address}>`)
      await change(stores.local, address, { op: 'set', name: 'RealName', value: 'Say "hello"' })
      expect(await verify()).toBe(`250 Say "hello" <${address}>`)
    }
  })
})

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** The last line that a server answers to the last of these commands. */
async function lastReply(port: number, commands: readonly string[]): Promise<string> {
  const connection = await openRaw({ port, from: '127.0.0.1' })
  try {
    let reply = ''
    for (const command of ['', ...commands]) {
      if (command) connection.send(`${command}\r\n`)
      await connection.waitFor((text) => /^(\d{3} |[+-]).*\r\n$/m.test(text), 10_000)
      reply = connection.take().trimEnd().split('\r\n').at(-1) ?? ''
    }
    return reply
  } finally {
    connection.send('QUIT\r\n')
    connection.destroy()
  }
}
