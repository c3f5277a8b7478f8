import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import { openDocument, planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { sftpConnectionSchema } from '@/lib/mailroot/connection'
import { openLocalStore } from '@/lib/mailroot/local'
import { openSftpStore } from '@/lib/mailroot/sftp'
import type { MailRootStore } from '@/lib/mailroot/store'
import { compareRelay } from '@/lib/xmail/effects'
import { sizeOf } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, editSchema, readRelay } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { askToRelay } from '../support/smtp-dialogue'
import { type Sshd, startSshd } from '../support/sshd'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const PATH = mailRootPath('smtprelay.tab')
const BEFORE = '# office\n"10.0.0.0"\t"255.0.0.0"\n'

/** The first, a middle and the last address of 127.0.0.64/26, and the neighbours of both ends. */
const INSIDE = ['127.0.0.64', '127.0.0.100', '127.0.0.127']
const OUTSIDE = ['127.0.0.63', '127.0.0.128']

describe.skipIf(!XMAIL_HOME)('a network is allowed to relay, and no longer', () => {
  let xmail: RealXmail
  let sshd: Sshd
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
    sshd = await startSshd()
  })
  afterAll(async () => {
    await xmail?.stop()
    await sshd?.stop()
  })

  for (const [name, open] of STORES) {
    it(`over ${name}`, async () => {
      const store = open(xmail, sshd)
      await xmail.put(PATH, BEFORE)
      await expectReplies(xmail, [...INSIDE, ...OUTSIDE], '550 Relay denied')

      const added = await change(store, { op: 'add', networks: ['127.0.0.64/26'] })
      expect(added).toBe(64)
      expect(await xmail.get(PATH)).toBe(`${BEFORE}"127.0.0.64"\t"255.255.255.192"\n`)
      await expectReplies(xmail, INSIDE, '250 OK')
      await expectReplies(xmail, OUTSIDE, '550 Relay denied')

      const removed = await change(store, { op: 'remove', rows: [await findRow(store, '127.0.0.64/26')] })
      expect(removed).toBe(-64)
      expect(await xmail.get(PATH)).toBe(BEFORE)
      await expectReplies(xmail, INSIDE, '550 Relay denied')
      await store.close()
    })
  }

  it('is stopped when somebody else has changed the file since', async () => {
    const store = openLocal(xmail)
    await xmail.put(PATH, BEFORE)
    const snapshot = unwrap(await store.readSnapshot([PATH]))
    await xmail.put(PATH, `${BEFORE}"127.0.0.1"\t"255.255.255.255"\n`)
    const plan = unwrap(planChange(snapshot, [editOf({ op: 'add', networks: ['127.0.0.64/26'] })]))
    const outcome = await applyChange({ files: plan.files, store, journal, sleep })
    expect(outcome).toMatchObject({ state: 'not-applied', fault: { code: 'DRIFTED' } })
    await expectReplies(xmail, ['127.0.0.1'], '250 OK')
    await expectReplies(xmail, INSIDE, '550 Relay denied')
  })
})

const STORES = [
  ['CTRL', (xmail: RealXmail) => ctrlStoreOn(xmail)],
  ['SFTP', openSftp],
  ['a local folder', openLocal],
] as const

function openSftp({ mailRoot }: RealXmail, { port, user, hostKey, privateKey }: Sshd): MailRootStore {
  const place = { kind: 'sftp', host: '127.0.0.1', port, user, mailRoot, auth: 'key', hostKey }
  return openSftpStore(sftpConnectionSchema.parse(place), { privateKey })
}

function openLocal({ mailRoot }: RealXmail): MailRootStore {
  return openLocalStore({ kind: 'local', mailRoot })
}

const journal = { step: async () => {} }
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

function editOf(request: object): Edit {
  return editSchema.parse({ table: 'smtprelay', path: PATH, ...request })
}

/** Plans and applies one edit; gives how many IPv4 addresses may relay that could not, or the other way round. */
async function change(store: MailRootStore, request: object): Promise<number> {
  const snapshot = unwrap(await store.readSnapshot([PATH]))
  const plan = unwrap(planChange(snapshot, [editOf(request)]))
  const [file] = plan.files
  if (!file) throw new Error('nothing to change')
  expect(await applyChange({ files: plan.files, store, journal, sleep })).toEqual({ state: 'applied' })
  const { gained, lost } = compareRelay(file.beforeDocument, file.afterDocument)
  return sizeOf(gained).v4 - sizeOf(lost).v4
}

async function findRow(store: MailRootStore, cidr: string): Promise<{ line: number; was: string }> {
  const snapshot = unwrap(await store.readSnapshot([PATH]))
  const row = readRelay(unwrap(openDocument(snapshot.files.get(PATH), PATH))).find(
    (each) => each.cidr === cidr,
  )
  if (!row) throw new Error(`no row ${cidr}`)
  return { line: row.line, was: row.was }
}

async function expectReplies(xmail: RealXmail, from: readonly string[], reply: string): Promise<void> {
  for (const address of from) {
    const { rcpt } = await askToRelay({ port: xmail.smtpPort, from: address })
    expect(rcpt, address).toBe(reply)
  }
}
