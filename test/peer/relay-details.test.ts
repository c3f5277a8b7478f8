import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import { openDocument, planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { openLocalStore } from '@/lib/mailroot/local'
import type { MailRootStore } from '@/lib/mailroot/store'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, editSchema, readRelay } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { askToRelay } from '../support/smtp-dialogue'
import { playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const RELAY = mailRootPath('smtprelay.tab')
const USER_TAB = mailRootPath('domains/xmailserver.test/xmailuser/user.tab')
const FILE = '#: Scanner [ticket: 4711] [until: 2027-01-31]\n"127.0.0.64"\t"255.255.255.192"\n'
const DENIED = '550 Relay denied'

describe.skipIf(!XMAIL_HOME)('who may relay beside the rows in force', () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  })
  afterAll(() => xmail?.stop())

  it('a row that is switched off lets nobody relay, and switched on its network again', async () => {
    const store = ctrlStoreOn(xmail)
    await xmail.put(RELAY, FILE)
    expect(await relayFrom(xmail, '127.0.0.65')).toBe('250 OK')

    await change(store, { table: 'smtprelay', path: RELAY, op: 'disable', rows: [await firstRow(store)] })
    expect(await xmail.get(RELAY)).toBe(FILE.replace('"127', '#"127'))
    expect(await relayFrom(xmail, '127.0.0.65')).toBe(DENIED)

    await change(store, { table: 'smtprelay', path: RELAY, op: 'enable', rows: [await firstRow(store)] })
    expect(await xmail.get(RELAY)).toBe(FILE)
    expect(await relayFrom(xmail, '127.0.0.65')).toBe('250 OK')
    expect(await relayFrom(xmail, '127.0.0.63')).toBe(DENIED)
    await store.close()
  })

  it('an account whose own SmtpPerms lack R signs in and does not relay', async () => {
    const store = openLocalStore({ kind: 'local', mailRoot: xmail.mailRoot })
    await xmail.put(RELAY, '# none\n')
    await xmail.put(USER_TAB, '"RealName"\t"A user"\n')
    const set = (value: string) =>
      change(store, { table: 'variables', path: USER_TAB, op: 'set', name: 'SmtpPerms', value })
    // Without its own, those of DefaultSmtpPerms count, and R is one of them.
    expect(await relaySignedIn(xmail)).toBe('250 OK')
    await set('MVZ')
    expect(await relaySignedIn(xmail)).toBe(DENIED)
    await set('MR')
    expect(await relaySignedIn(xmail)).toBe('250 OK')
    expect(await xmail.get(USER_TAB)).toBe('"RealName"\t"A user"\n"SmtpPerms"\t"MR"\n')
    await store.close()
  })
})

async function relayFrom({ smtpPort }: RealXmail, from: string): Promise<string | null> {
  return (await askToRelay({ port: smtpPort, from })).rcpt
}

async function relaySignedIn({ smtpPort }: RealXmail): Promise<string | null | undefined> {
  const user = 'xmailuser@xmailserver.test'
  const answers = await playSession(
    { port: smtpPort, from: '127.0.0.77' },
    {
      client: unwrap(parseAddress('127.0.0.77')),
      signIn: { mechanism: 'PLAIN', user, password: 'xmail' },
      from: user,
      rcpt: 'someone@remote.test',
    },
  )
  return answers.find(({ command }) => command === 'rcpt')?.reply
}

const journal = { step: async () => {} }
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

async function change(store: MailRootStore, request: object): Promise<void> {
  const edit: Edit = editSchema.parse(request)
  const snapshot = unwrap(await store.readSnapshot([edit.path]))
  const plan = unwrap(planChange(snapshot, [edit]))
  expect(await applyChange({ files: plan.files, store, journal, sleep })).toEqual({ state: 'applied' })
}

async function firstRow(store: MailRootStore): Promise<{ line: number; was: string }> {
  const snapshot = unwrap(await store.readSnapshot([RELAY]))
  const [row] = readRelay(unwrap(openDocument(snapshot.files.get(RELAY), RELAY)))
  if (!row) throw new Error('no row')
  return { line: row.line, was: row.was }
}
