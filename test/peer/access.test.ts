import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import { openDocument, planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { sftpConnectionSchema } from '@/lib/mailroot/connection'
import { openLocalStore } from '@/lib/mailroot/local'
import { openSftpStore } from '@/lib/mailroot/sftp'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { editSchema, type IpmapRow, readIpmap, rulesOfPreset } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { MAILBOXES } from '../support/random-mail-root'
import { openRaw } from '../support/raw-connection'
import { type Sshd, startSshd } from '../support/sshd'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

/** How each service greets a client, and who changes its list in this test. */
const SERVICES = [
  { file: 'smtp.ipmap.tab', port: 'smtpPort', way: 'ctrl', allows: /^220 /, refuses: /^421 .*\(-130\)/ },
  {
    file: 'pop3.ipmap.tab',
    port: 'pop3Port',
    way: 'sftp',
    allows: /^\+OK /,
    refuses: /^-ERR Server does not/,
  },
  { file: 'ctrl.ipmap.tab', port: 'ctrlPort', way: 'ctrl', allows: /^\+00000 /, refuses: /^-00130 / },
  // It says nothing before it is asked.
  { file: 'finger.ipmap.tab', port: 'fingerPort', way: 'local', allows: /./, refuses: /^$/ },
] as const

const ALL = '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t"1"\n'
const BRANCH = '"127.0.0.64"\t"255.255.255.192"\t"DENY"\t"2"\n'
const [INSIDE, OUTSIDE] = ['127.0.0.64', '127.0.0.128'] as const
const ACCOUNT = 'domains/xmailserver.test/xmailuser/pop3.ipmap.tab'

describe.skipIf(!XMAIL_HOME)('access lists do what they were edited to do', () => {
  let xmail: RealXmail
  let sshd: Sshd
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files: MAILBOXES, options: ['-Pw', '1'] })
    sshd = await startSshd()
  })
  afterAll(async () => {
    await xmail?.stop()
    await sshd?.stop()
  })

  for (const { file, port, way, allows, refuses } of SERVICES) {
    it(`${file}, over ${way}`, async () => {
      const store = openStore(way, xmail, sshd)
      const list = editorOf(store, mailRootPath(file))
      const expectGate = async (inside: 'in' | 'out', outside: 'in' | 'out') => {
        for (const [from, where] of [
          [INSIDE, inside],
          [OUTSIDE, outside],
        ] as const)
          expect(await greet(xmail[port], from, port === 'fingerPort'), from).toMatch(
            where === 'in' ? allows : refuses,
          )
      }
      await xmail.put(file, `# list\n${ALL}`)
      await expectGate('in', 'in')
      await list.apply({ op: 'add', rules: [rule('127.0.0.64/26', 'DENY', 2)] })
      expect(await xmail.get(file)).toBe(`# list\n${ALL}${BRANCH}`)
      await expectGate('out', 'in')
      // To win last, one number changes: of equal precedence the later line would still win.
      await list.apply({ op: 'move', row: await list.find('127.0.0.64/26'), to: 2 })
      expect(await xmail.get(file)).toBe(`# list\n${ALL}${BRANCH.replace('"2"', '"0"')}`)
      await expectGate('in', 'in')
      await list.apply({ op: 'move', row: await list.find('127.0.0.64/26'), to: 0 })
      await list.apply({ op: 'note', row: await list.find('127.0.0.64/26'), text: 'branch' })
      await expectGate('out', 'in')
      const noted = await xmail.get(file)
      await list.apply({ op: 'disable', rows: [await list.find('127.0.0.64/26')] })
      expect(await xmail.get(file)).toBe(noted?.replace('"127', '#"127'))
      await expectGate('in', 'in')
      await list.apply({ op: 'enable', rows: [await list.find('127.0.0.64/26')] })
      expect(await xmail.get(file)).toBe(noted)
      await expectGate('out', 'in')
      await list.apply({ op: 'set', rules: unwrap(rulesOfPreset({ kind: 'nobody' })) })
      await expectGate('out', 'out')
      await xmail.put(file, null)
      await store.close()
    })
  }

  for (const way of ['ctrl', 'sftp', 'local'] as const) {
    it(`one account’s own list for POP3, made by its first rule, over ${way}`, async () => {
      const store = openStore(way, xmail, sshd)
      const list = editorOf(store, mailRootPath(ACCOUNT))
      await xmail.put(ACCOUNT, null)
      expect(await signIn(xmail.pop3Port, INSIDE)).toMatch(/^\+OK Maildrop/)
      await list.apply({ op: 'add', rules: [rule('127.0.0.64/26', 'DENY', 2)] })
      expect(await xmail.get(ACCOUNT)).toBe(BRANCH)
      // As if the password were wrong (semantics.md 2.4).
      expect(await signIn(xmail.pop3Port, INSIDE)).toBe('-ERR Invalid auth or access denied')
      expect(await signIn(xmail.pop3Port, OUTSIDE)).toMatch(/^\+OK Maildrop/)
      await list.apply({ op: 'disable', rows: [await list.find('127.0.0.64/26')] })
      expect(await signIn(xmail.pop3Port, INSIDE)).toMatch(/^\+OK Maildrop/)
      await store.close()
    })
  }

  it('both lists for POP3 must allow', async () => {
    await xmail.put(ACCOUNT, ALL)
    await xmail.put('pop3.ipmap.tab', BRANCH)
    expect(await greet(xmail.pop3Port, INSIDE, false)).toMatch(/^-ERR Server does not like Your IP/)
    expect(await signIn(xmail.pop3Port, OUTSIDE)).toMatch(/^\+OK Maildrop/)
  })
})

type Way = 'ctrl' | 'sftp' | 'local'

function openStore(way: Way, xmail: RealXmail, sshd: Sshd): MailRootStore {
  const { mailRoot } = xmail
  if (way === 'ctrl') return ctrlStoreOn(xmail)
  if (way === 'local') return openLocalStore({ kind: 'local', mailRoot })
  const { port, user, hostKey, privateKey } = sshd
  const place = { kind: 'sftp', host: '127.0.0.1', port, user, mailRoot, auth: 'key', hostKey }
  return openSftpStore(sftpConnectionSchema.parse(place), { privateKey })
}

const journal = { step: async () => {} }
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

function rule(network: string, permission: 'ALLOW' | 'DENY', precedence: number) {
  return { network, permission, precedence }
}

function editorOf(store: MailRootStore, path: MailRootPath) {
  const snapshot = async () => unwrap(await store.readSnapshot([path]))
  return {
    /** Plans and applies one edit, as the review page does. */
    async apply(change: object): Promise<void> {
      const plan = unwrap(
        planChange(await snapshot(), [editSchema.parse({ table: 'ipmap', path, ...change })]),
      )
      expect(await applyChange({ files: plan.files, store, journal, sleep })).toEqual({ state: 'applied' })
    },
    async find(cidr: string): Promise<Pick<IpmapRow, 'line' | 'was'>> {
      const rows = readIpmap(unwrap(openDocument((await snapshot()).files.get(path), path)))
      const row = rows.find((each) => each.cidr === cidr)
      if (!row) throw new Error(`no row ${cidr}`)
      return { line: row.line, was: row.was }
    },
  }
}

async function greet(port: number, from: string, asks: boolean): Promise<string> {
  const connection = await openRaw({ port, from })
  try {
    if (asks) connection.send('xmailuser\r\n')
    await connection.waitFor((text) => text.includes('\n'), 10_000)
    return connection.take()
  } finally {
    connection.destroy()
  }
}

/** What XMail says to the right password. */
async function signIn(port: number, from: string): Promise<string> {
  const connection = await openRaw({ port, from })
  try {
    let reply = ''
    for (const line of ['', 'USER xmailuser', 'PASS xmail']) {
      if (line) connection.send(`${line}\r\n`)
      await connection.waitFor((text) => text.endsWith('\r\n'), 10_000)
      reply = connection.take().trim()
    }
    return reply
  } finally {
    connection.send('QUIT\r\n')
    connection.destroy()
  }
}
