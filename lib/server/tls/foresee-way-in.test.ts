import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { readRevision } from '@/lib/db/read-revision'
import { createRevision, finishRevision } from '@/lib/db/revisions'
import { readServer, updateServer } from '@/lib/db/servers'
import { fault, ok, unwrap } from '@/lib/errors'
import { type MadeCertificate, makeCertificate } from '@/lib/mailroot/ctrl/testing/make-certificate'
import { digestOf } from '@/lib/mailroot/digest'
import { startPracticeServer } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { applyDraft } from '../apply/apply-draft'
import { settleDoubt } from '../apply/settle-doubt'
import { openDraft } from '../draft/open-draft'
import { stageEdits } from '../draft/stage-edit'
import { foreseeWayIn } from './foresee-way-in'
import { CERT, KEY, TRUSTED } from './read-tls-files'

const SETTINGS = mailRootPath('server.tab')
const authority = makeCertificate({ commonName: 'Kumo', isAuthority: true })
const own = (issuer?: MadeCertificate, name = '127.0.0.1') =>
  makeCertificate({ commonName: 'mail', names: [name], ...(issuer && { issuer }) })
const old = own(authority)

async function openCtrlWorld(trust: unknown, encryption = 'starttls') {
  const world = await openTestWorld()
  writeFileSync(join(world.mailRoot, CERT), old.cert)
  writeFileSync(join(world.mailRoot, KEY), old.key)
  const account = { user: 'admin', password: 'pass word' }
  const practice = await startPracticeServer({ folder: world.mailRoot, account, port: 0, ctrlsPort: 0 })
  onTestFinished(async () => {
    await world.stores.closeAll()
    await practice.close()
  })
  const connection = {
    ...{ kind: 'ctrl', host: '127.0.0.1', user: 'admin', login: 'digest', allowOldTls: false },
    ...{ port: encryption === 'tls' ? practice.ctrlsPort : practice.port, encryption, trust },
  }
  const secrets = { password: account.password }
  unwrap(await updateServer(world.records, world.serverId, { connection, secrets }))
  return world
}

const install = ({ cert, key }: MadeCertificate): Edit[] =>
  (
    [
      [KEY, key],
      [CERT, cert],
    ] as const
  ).map(([path, text]) => ({
    ...{ table: 'certificate', op: 'install', about: null },
    ...{ path, text },
  }))
const set = (name: string, value = '1'): Edit => ({
  ...{ table: 'variables', path: SETTINGS, op: 'set' },
  ...{ name, value, confirmed: name === 'SSLWantCert' ? ['client-certificates'] : [] },
})
const foresee = async (world: TestWorld, edits: readonly Edit[]) => {
  const { pinFollows, troubles } = unwrap(await foreseeWayIn(world, world.serverId, edits))
  return [
    pinFollows,
    ...troubles.map((each) => (each.kind === 'untrusted' ? each.fault.details?.reason : each.kind)),
  ]
}

it('tells what its connection would make of the new certificate', async () => {
  const world = await openCtrlWorld({ by: 'authority', pem: authority.cert })
  expect(await foresee(world, install(own(authority)))).toEqual([false])
  expect(await foresee(world, install(own()))).toEqual([false, 'DEPTH_ZERO_SELF_SIGNED_CERT'])
  expect(await foresee(world, install(own(authority, 'mail.test')))).toEqual([
    false,
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])
})

it('takes a pin along, and says so where it has pinned another certificate', async () => {
  const world = await openCtrlWorld({ by: 'pin', sha256: old.sha256 })
  expect(await foresee(world, install(own()))).toEqual([true])
  const other = await openCtrlWorld({ by: 'pin', sha256: authority.sha256 })
  // Nothing can be read over a connection that trusts another certificate: the fault is that of reading.
  expect(await foreseeWayIn(other, other.serverId, install(own()))).toMatchObject({
    error: { code: 'CERTIFICATE_CHANGED' },
  })
})

it('tells which settings would shut it out, and only what the draft breaks', async () => {
  const world = await openCtrlWorld({ by: 'pin', sha256: old.sha256 })
  expect(await foresee(world, [set('SSLWantCert')])).toEqual([false, 'client-certificate'])
  expect(await foresee(world, [set('EnableCTRL-TLS', '0')])).toEqual([false, 'tls-off'])
  expect(await foresee(world, [set('SSLWantVerify')])).toEqual([false])
  writeFileSync(join(world.mailRoot, TRUSTED), 'nothing\n')
  expect(await foresee(world, [set('SSLWantVerify'), set('SSLUseCertsFile')])).toEqual([
    false,
    'trusted-file',
  ])
  expect(await foresee(world, [set('MaxMTAOps', '7')])).toEqual([false])
  const ctrls = await openCtrlWorld({ by: 'pin', sha256: old.sha256 }, 'tls')
  expect(await foresee(ctrls, [set('EnableCTRL-TLS', '0')])).toEqual([false])
})

it('has nothing to say where it does not come by TLS', async () => {
  const world = await openTestWorld()
  expect(await foreseeWayIn(world, world.serverId, [set('SSLWantCert')])).toMatchObject({
    value: { by: 'none', troubles: [] },
  })
})

it('pins the new certificate with the change where that is asked for, by who may', async () => {
  const world = await openCtrlWorld({ by: 'authority', pem: authority.cert })
  const { serverId, owner: person, records } = world
  const made = own()
  const edits = install(made)
  unwrap(await stageEdits(world, { serverId, person, paths: [KEY, CERT], makeEdits: () => ok(edits) }))
  const { version } = unwrap(await openDraft(records, serverId, person.id))
  const base = Object.fromEntries([KEY, CERT].map((path) => [path, digestOf(world.readFile(path))]))
  const wish = { serverId, person, version, reason: '', base, pinsNew: true }
  expect(await applyDraft(world, { ...wish, person: world.helpdesk })).toMatchObject({
    error: { code: 'FORBIDDEN' },
  })
  const { revisionId } = unwrap(await applyDraft(world, wish))
  await vi.waitFor(
    async () => expect(unwrap(await readRevision(records, revisionId)).state).toBe('applied'),
    { timeout: 15_000 },
  )
  // Kept for the case that the answer is lost.
  expect(unwrap(await readRevision(records, revisionId)).summary).toMatchObject({ pinsNew: true })
  const { connection } = (await readServer(records, serverId)) ?? {}
  expect(connection).toMatchObject({ trust: { by: 'pin', sha256: made.sha256 } })
  expect(unwrap(await unwrap(await world.stores.storeFor(serverId)).identify()).encrypted).toBe(true)
})

it.each([
  ['asked for, which the old trust lets in as well', own(authority), { pinsNew: true }, 'pin'],
  ['asked for, which alone lets it in', own(), { pinsNew: true }, 'pin'],
  ['not asked for', own(authority), {}, 'authority'],
])('after a doubt pins the new certificate where that was %s', async (_what, made, summary, by) => {
  const world = await openCtrlWorld({ by: 'authority', pem: authority.cert })
  const { serverId, owner, records } = world
  const files = [
    { path: KEY, before: old.key, after: made.key },
    { path: CERT, before: old.cert, after: made.cert },
  ].map(({ path, ...sides }) => {
    const [before, after] = [Buffer.from(sides.before), Buffer.from(sides.after)]
    writeFileSync(join(world.mailRoot, path), after)
    return { path, before, after, beforeDigest: digestOf(before), afterDigest: digestOf(after) }
  })
  const actor = { id: owner.id, name: owner.name }
  const { id } = unwrap(await createRevision(records, { serverId, actor, reason: '', summary, files }))
  const why = fault('IN_DOUBT', { path: CERT, because: 'TIMED_OUT' })
  unwrap(await finishRevision(records, id, 'in-doubt', why))
  unwrap(await settleDoubt(world, serverId, id))
  expect(unwrap(await readRevision(records, id)).state).toBe('applied')
  const { connection } = (await readServer(records, serverId)) ?? {}
  const trust = by === 'pin' ? { by, sha256: made.sha256 } : { by }
  expect(connection).toMatchObject({ trust })
  expect(unwrap(await unwrap(await world.stores.storeFor(serverId)).identify()).encrypted).toBe(true)
})
