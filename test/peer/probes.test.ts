import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { generateKey, makeSelfSigned, printKey, readNames } from '@/lib/certificates'
import { compareBytes } from '@/lib/changes/compare-bytes'
import { readRevision } from '@/lib/db/read-revision'
import { findRevision } from '@/lib/db/revisions'
import { updateServer, updateSurroundings } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { beginChange } from '@/lib/server/apply/begin-change'
import { mailRootPath } from '@/lib/xmail/path'
import type { ServiceName } from '@/lib/xmail/services'
import { openTestWorld, type TestWorld } from '../support/open-test-world'
import { INDEXED_FILES, MAILBOXES } from '../support/random-mail-root'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SETTINGS = ['RootDomain', 'SmtpServerDomain', 'POP3Domain'].map(
  (name) => `"${name}"\t"xmailserver.test"\n`,
)
const US = '"127.0.0.0"\t"255.0.0.0"\n'
const EVERYBODY = '"0.0.0.0"\t"0.0.0.0"'

describe.skipIf(!XMAIL_HOME)('a real XMail that is tried around an apply', () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files: { ...INDEXED_FILES, ...MAILBOXES } })
    const { key, certificate } = await makePair()
    await xmail.put('server.key', key)
    await xmail.put('server.cert', certificate)
    await xmail.put('server.tab', SETTINGS.join(''))
  })
  afterAll(() => xmail?.stop())

  /** A console that comes in by CTRL and knows where all services are. */
  async function open(): Promise<TestWorld> {
    const world = await openTestWorld(120, true)
    const { account, ctrlPort: port } = xmail
    const connection = {
      ...{ kind: 'ctrl', host: '127.0.0.1', port, user: account.user, encryption: 'none' },
      ...{ trust: { by: 'system' }, login: 'digest', allowOldTls: false },
    }
    const secrets = { password: account.password }
    unwrap(await updateServer(world.records, world.serverId, { connection, secrets }))
    const ports: Readonly<Record<ServiceName, number>> = {
      ...{ smtp: xmail.smtpPort, smtps: xmail.smtpsPort, pop3: xmail.pop3Port, pop3s: xmail.pop3sPort },
      ...{ finger: xmail.fingerPort, ctrl: port, ctrls: xmail.ctrlsPort },
    }
    const services = Object.fromEntries(
      Object.entries(ports).map(([name, at]) => [name, { host: '127.0.0.1', port: at }]),
    )
    unwrap(await updateSurroundings(world.records, world.serverId, { services, startFile: null }))
    return world
  }

  /** Writes these files past every check of Review, and tells how it ended and what was tried. */
  async function apply(world: TestWorld, texts: Readonly<Record<string, string>>) {
    const { serverId, records, owner } = world
    const store = unwrap(await world.stores.storeFor(serverId))
    const files = await Promise.all(
      Object.entries(texts).map(async ([name, text]) => {
        const before = await xmail.get(name)
        const bytes = before === null ? null : Buffer.from(before, 'latin1')
        return compareBytes(mailRootPath(name), bytes, Buffer.from(text, 'latin1'))
      }),
    )
    const plan = { files: files.filter((file) => file !== null) }
    const revision = { serverId, actor: { id: owner.id, name: owner.name }, reason: '', summary: {} }
    const begun = unwrap(
      await beginChange(world, { ...revision, plan, store, confirmSeconds: 120, probes: true }),
    )
    await begun.ended
    await vi.waitFor(async () =>
      expect((await findRevision(records, begun.revisionId))?.state).not.toBe('applying'),
    )
    const { state, fault, steps } = unwrap(await readRevision(records, begun.revisionId))
    const tried = (name: string) =>
      steps.flatMap(({ step, state: outcome, detail }) => {
        if (step !== name || outcome === 'begun') return []
        const { probe, service, found, skipped } = detail as Record<string, string | null>
        return [`${outcome} ${probe} ${service} ${skipped ? `(${skipped})` : found}`]
      })
    return { state, fault, before: tried('probe-before').sort(), after: tried('probe').sort() }
  }

  it('does all that its new settings say, on every service', async () => {
    const world = await open()
    const lines = [...SETTINGS, '"MaxMTAOps"\t"20"\n']
    const { state, before, after, fault } = await apply(world, { 'server.tab': lines.join('') })
    expect(fault).toBeNull()
    expect(state).toBe('unconfirmed')
    const all = [
      ...['ctrl', 'pop3', 'smtp'].map((service) => `done greeting ${service} greeted`),
      ...['done finger finger answering', 'done recipient smtp taken', 'done relay smtp refused'],
      ...['ctrl', 'ctrls', 'pop3', 'pop3s', 'smtp', 'smtps'].map((each) => `done tls ${each} certificate`),
    ].sort()
    expect(before).toEqual(all)
    expect(after).toEqual(all)
  }, 60_000)

  it('lets nobody in whom its new lists refuse, this console among them', async () => {
    const world = await open()
    const denied = `${EVERYBODY}\t"DENY"\t"1"\n`
    const lists = ['finger.ipmap.tab', 'smtp.ipmap.tab', 'pop3.ipmap.tab']
    const { state, after } = await apply(world, Object.fromEntries(lists.map((name) => [name, denied])))
    expect(after).toEqual([
      'done finger finger silent',
      'done greeting pop3 notGreeted',
      'done greeting smtp notGreeted',
      'done recipient smtp notGreeted',
      'done relay smtp notGreeted',
    ])
    expect(state).toBe('unconfirmed')
    for (const name of lists) await xmail.put(name, null)
  }, 60_000)

  it('relays for this console once its table says so', async () => {
    const { after, state } = await apply(await open(), { 'smtprelay.tab': US })
    expect(after).toEqual([
      'done greeting smtp greeted',
      'done recipient smtp taken',
      'done relay smtp taken',
    ])
    expect(state).toBe('unconfirmed')
    await xmail.put('smtprelay.tab', '')
  }, 60_000)

  it('is put back where its key does not fit, and shakes hands again', async () => {
    const world = await open()
    const old = await xmail.get('server.key')
    const { state, fault, after } = await apply(world, { 'server.key': (await makePair()).key })
    expect(state).toBe('put-back')
    expect(fault).toMatchObject({
      code: 'PROBE_FAILED',
      details: { probe: 'tls', expected: 'certificate', found: 'noHandshake' },
    })
    expect(after).toEqual(
      ['ctrl', 'ctrls', 'pop3', 'pop3s', 'smtp', 'smtps'].map((each) => `failed tls ${each} noHandshake`),
    )
    expect(await xmail.get('server.key')).toBe(old)
  }, 60_000)

  it('is put back where something between the two answers otherwise', async () => {
    const world = await open()
    // What is said to be its SMTP port is another server: that one relays for nobody, whatever is written here.
    const other = await startXmail({ home: XMAIL_HOME ?? '', files: { ...INDEXED_FILES, ...MAILBOXES } })
    try {
      const services = { smtp: { host: '127.0.0.1', port: other.smtpPort } }
      unwrap(await updateSurroundings(world.records, world.serverId, { services, startFile: null }))
      const { state, fault } = await apply(world, { 'smtprelay.tab': US })
      expect(state).toBe('put-back')
      expect(fault).toMatchObject({ details: { probe: 'relay', expected: 'taken', found: 'refused' } })
      expect(await xmail.get('smtprelay.tab')).not.toContain('127.0.0.0')
    } finally {
      await other.stop()
    }
  }, 60_000)
})

async function makePair() {
  const key = await generateKey('ec-p256')
  const names = unwrap(readNames('xmailserver.test 127.0.0.1'))
  return { key: printKey(key), certificate: await makeSelfSigned(key, 'ec-p256', names, 30, Date.now()) }
}
