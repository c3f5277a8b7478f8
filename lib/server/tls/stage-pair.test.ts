import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import {
  generateKey,
  makeRequest,
  makeSelfSigned,
  orderChain,
  type Pair,
  parseCertificate,
  printKey,
  readNames,
} from '@/lib/certificates'
import { planChange } from '@/lib/changes/plan'
import { printPatch } from '@/lib/changes/print-patch'
import { createCertificateRequest } from '@/lib/db/certificate-requests'
import { readRevision } from '@/lib/db/read-revision'
import { findRevision } from '@/lib/db/revisions'
import { createServer, readServer } from '@/lib/db/servers'
import { ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { type PracticeServer, startPracticeServer } from '@/lib/practice'
import { toByteString } from '@/lib/xmail/tab'
import { type Edit, hideSecrets } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { applyDraft } from '../apply/apply-draft'
import { readFilesOf } from '../apply/read-files-of'
import { discardEdit } from '../draft/discard-edit'
import { openDraft } from '../draft/open-draft'
import { stageEdits } from '../draft/stage-edit'
import { showDiff } from '../queries/show-plan'
import { readGiven } from './read-given'
import { CERT, KEY } from './read-tls-files'
import { stagePair } from './stage-pair'

const NAMES = unwrap(readNames('mail.example.test'))

async function makePair(key?: Pair['key']): Promise<Pair> {
  const made = key ?? (await generateKey('ec-p256'))
  const certificateText = await makeSelfSigned(made, 'ec-p256', NAMES, 30, Date.now())
  const certificate = parseCertificate(certificateText) as X509Certificate
  const chain = orderChain(certificate, [certificate])
  return { chain, key: made, keyText: printKey(made), certificateText, keyFrom: 'given' }
}

async function apply(world: TestWorld, serverId = world.serverId) {
  const { owner: person, records } = world
  const { edits, version } = unwrap(await openDraft(records, serverId, person.id))
  const store = unwrap(await world.stores.storeFor(serverId))
  const { files } = unwrap(await readFilesOf(store, edits))
  const base = Object.fromEntries(
    [...files].map(([path, file]) => [path, file.state === 'present' ? digestOf(file.bytes) : null]),
  )
  const begun = await applyDraft(world, { serverId, person, version, reason: 'renewal', base })
  if (!begun.ok) return begun.error.code
  const revision = await vi.waitFor(
    async () => {
      const found = await findRevision(records, begun.value.revisionId)
      expect(found?.endedAt).not.toBeNull()
      return found
    },
    { timeout: 15_000 },
  )
  return { id: begun.value.revisionId, state: revision?.state, fault: revision?.fault }
}

const stage = (world: TestWorld, pair: Pair, serverId = world.serverId) =>
  stagePair(world, serverId, world.owner, pair)
const pathsOf = async (world: TestWorld) =>
  unwrap(await openDraft(world.records, world.serverId, world.owner.id)).edits.map(({ path }) => path)

describe('a key and its certificate', () => {
  it('go into the draft, the key first, and are applied together to the byte', async () => {
    const world = await openTestWorld()
    const pair = await makePair()
    unwrap(await stage(world, pair))
    expect(await pathsOf(world)).toEqual([KEY, CERT])
    const applied = await apply(world)
    expect(applied).toMatchObject({ state: 'applied' })
    expect(world.readFile(KEY).toString()).toBe(pair.keyText)
    expect(world.readFile(CERT).toString()).toBe(pair.certificateText)
  })

  it('show nothing of the key in review, patch and history', async () => {
    const world = await openTestWorld()
    const pair = await makePair()
    const secrets = [pair.keyText, world.readFile(KEY).toString()].flatMap((text) =>
      text.trim().split('\n').slice(1, -1),
    )
    unwrap(await stage(world, pair))
    const { edits } = unwrap(await openDraft(world.records, world.serverId, world.owner.id))
    const store = unwrap(await world.stores.storeFor(world.serverId))
    const plan = unwrap(planChange(unwrap(await readFilesOf(store, edits)), edits))
    const seen = JSON.stringify([plan.files.map(showDiff), printPatch(plan), edits.map(hideSecrets)])
    for (const line of secrets) expect(seen).not.toContain(line)
    expect(seen).toContain(KEY)
  })

  it('show nothing of a key that somebody has put into server.cert', async () => {
    const world = await openTestWorld()
    const old = await makePair()
    writeFileSync(join(world.mailRoot, CERT), old.certificateText + old.keyText)
    unwrap(await stage(world, await makePair()))
    const { edits } = unwrap(await openDraft(world.records, world.serverId, world.owner.id))
    const store = unwrap(await world.stores.storeFor(world.serverId))
    const plan = unwrap(planChange(unwrap(await readFilesOf(store, edits)), edits))
    const restore: Edit = { table: 'certificate', path: CERT, op: 'restore', text: old.keyText }
    const seen = JSON.stringify([plan.files.map(showDiff), printPatch(plan), hideSecrets(restore)])
    for (const line of old.keyText.trim().split('\n').slice(1, -1)) expect(seen).not.toContain(line)
  })

  it('are refused where only one of them is left in the draft', async () => {
    const world = await openTestWorld()
    unwrap(await stage(world, await makePair()))
    const { version } = unwrap(await openDraft(world.records, world.serverId, world.owner.id))
    const { serverId, owner: person } = world
    unwrap(await discardEdit(world, { serverId, person, version, edit: 0 }))
    expect(await apply(world)).toBe('KEY_FILE_MISMATCH')
  })

  it('leave a key alone that stays the same', async () => {
    const world = await openTestWorld()
    const first = await makePair()
    unwrap(await stage(world, first))
    await apply(world)
    unwrap(await stage(world, await makePair(first.key)))
    expect(await pathsOf(world)).toEqual([CERT])
    expect(await apply(world)).toMatchObject({ state: 'applied' })
    expect(await stage(world, first)).toMatchObject({ ok: true })
    expect(await pathsOf(world)).toEqual([CERT])
  })

  it('come back as they were, from what their revision has kept', async () => {
    const world = await openTestWorld()
    const old = { key: world.readFile(KEY), cert: world.readFile(CERT) }
    unwrap(await stage(world, await makePair()))
    const applied = await apply(world)
    const { files } = unwrap(await readRevision(world.records, typeof applied === 'string' ? '' : applied.id))
    const restore = (path: typeof KEY): Edit => {
      const before = files.find((file) => file.path === path)?.before
      return { table: 'certificate', path, op: 'restore', text: toByteString(before ?? new Uint8Array()) }
    }
    const edits = [KEY, CERT].map(restore)
    const { serverId, owner: person } = world
    unwrap(await stageEdits(world, { serverId, person, paths: [KEY, CERT], makeEdits: () => ok(edits) }))
    expect(await apply(world)).toMatchObject({ state: 'applied' })
    expect([world.readFile(KEY), world.readFile(CERT)]).toEqual([old.key, old.cert])
  })
})

describe('what is given', () => {
  const given = (world: TestWorld, certificate: string, key = '') => ({
    ...{ serverId: world.serverId, certificate, key, passphrase: '', pkcs12: '', password: '' },
  })

  it('finds the key of a request that waits, or of the server', async () => {
    const world = await openTestWorld()
    const at = { ...world, now: Date.now }
    const { key, keyText, certificateText } = await makePair()
    const lacking = await readGiven(at, given(world, certificateText), world.owner)
    expect(lacking).toMatchObject({ error: { code: 'KEY_MISSING', field: 'key' } })
    const { id } = unwrap(
      await createCertificateRequest(world.records, {
        ...{ serverId: world.serverId, actorName: 'owner', names: [], keyKind: 'ec-p256', key: keyText },
        request: await makeRequest(key, 'ec-p256', NAMES),
      }),
    )
    const found = unwrap(await readGiven(at, given(world, certificateText), world.owner))
    expect(found.pair.keyFrom).toBe(id)
    const own = unwrap(await readGiven(at, given(world, world.readFile(CERT).toString()), world.owner))
    expect(own.pair.keyFrom).toBe('server')
    expect(own.findings.map(({ code }) => code)).toContain('self-signed')
  })
})

describe('a console that has pinned the certificate', () => {
  async function overCtrl(
    pin?: string,
  ): Promise<{ world: TestWorld; serverId: string; practice: PracticeServer }> {
    const world = await openTestWorld()
    const account = { user: 'admin', password: 'kumo-41-practice' }
    const practice = await startPracticeServer({
      folder: world.mailRoot,
      account,
      limits: {},
      port: 0,
      ctrlsPort: 0,
    })
    const pinned = new X509Certificate(readFileSync(join(world.mailRoot, CERT))).fingerprint256
    const sha256 = pin ?? pinned.replaceAll(':', '').toLowerCase()
    const connection = {
      ...{ kind: 'ctrl', host: '127.0.0.1', port: practice.port, user: 'admin', login: 'digest' },
      ...{ encryption: 'starttls', trust: { by: 'pin', sha256 }, allowOldTls: false },
    }
    const secrets = { password: account.password }
    const { id } = unwrap(
      await createServer(world.records, { name: 'Over CTRL', connection, secrets, confirmSeconds: 0 }),
    )
    return { world, serverId: id, practice }
  }

  it('pins the new one with the change, and goes on', async () => {
    const { world, serverId, practice } = await overCtrl()
    try {
      const pair = await makePair()
      unwrap(await stage(world, pair, serverId))
      expect(await apply(world, serverId)).toMatchObject({ state: 'applied' })
      const { connection } = (await readServer(world.records, serverId)) ?? {}
      const pin = new X509Certificate(pair.certificateText).fingerprint256.replaceAll(':', '').toLowerCase()
      expect(connection).toMatchObject({ trust: { by: 'pin', sha256: pin } })
      const store = unwrap(await world.stores.storeFor(serverId))
      expect(await store.identify()).toMatchObject({ ok: true, value: { encrypted: true } })
    } finally {
      await world.stores.closeAll()
      await practice.close()
    }
  })

  it('puts the old pair back where it trusts authorities, and the new one is of none', async () => {
    const { world, serverId, practice } = await overCtrl()
    try {
      const old = world.readFile(CERT).toString()
      await world.records.db
        .updateTable('server')
        .set({
          connection: JSON.stringify({
            ...((await readServer(world.records, serverId))?.connection as object),
            trust: { by: 'authority', pem: old },
          }),
        })
        .where('id', '=', serverId)
        .execute()
      unwrap(await stage(world, await makePair(), serverId))
      expect(await apply(world, serverId)).toMatchObject({
        state: 'put-back',
        fault: { code: 'CERTIFICATE_UNTRUSTED' },
      })
      expect(world.readFile(CERT).toString()).toBe(old)
    } finally {
      await world.stores.closeAll()
      await practice.close()
    }
  })
})
