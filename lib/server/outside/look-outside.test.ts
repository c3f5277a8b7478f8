import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { awaitConfirmation, claimPutBack, keepRevision, letRevisionStand } from '@/lib/db/confirmations'
import { readRevision } from '@/lib/db/read-revision'
import { createRevision, finishRevision, listRevisions } from '@/lib/db/revisions'
import { forgetSeen } from '@/lib/db/seen-files'
import { fault, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { openTestWorld } from '@/test/support/open-test-world'
import { lookOutside } from './look-outside'

const RELAY = 'smtprelay.tab'
const OURS = '"10.0.0.0"\t"255.0.0.0"\n'
const THEIRS = `${OURS}"203.0.113.0"\t"255.255.255.0"\n`

async function setUp() {
  const world = await openTestWorld()
  const write = (name: string, text: string) => writeFileSync(join(world.mailRoot, name), text)
  write(RELAY, OURS)
  const look = async () => unwrap(await lookOutside(world, world.serverId))
  const history = () => listRevisions(world.records, world.serverId)
  /** A change of this console’s own, as far as being on the server. */
  const begin = async (before: string | null, after: string | null) => {
    const bytes = (text: string | null) => (text === null ? null : new Uint8Array(Buffer.from(text)))
    const digest = (text: string | null) => (text === null ? null : digestOf(Buffer.from(text)))
    const file = { path: RELAY, before: bytes(before), after: bytes(after) }
    const revision = await createRevision(world.records, {
      ...{ serverId: world.serverId, actor: world.owner, reason: '', summary: {} },
      files: [{ ...file, beforeDigest: digest(before), afterDigest: digest(after) }],
    })
    if (after === null) rmSync(join(world.mailRoot, RELAY))
    else write(RELAY, after)
    return unwrap(revision).id
  }
  return { ...world, write, look, history, begin }
}

it('makes no Revision of the first sight, and one of what is another file then, with both sides and its meaning', async () => {
  const { look, history, write, records } = await setUp()
  expect((await look()).revisionId).toBeNull()
  expect(await history()).toEqual([])
  write(RELAY, THEIRS)
  const { revisionId } = await look()
  const revision = unwrap(await readRevision(records, revisionId ?? ''))
  expect(revision).toMatchObject({ origin: 'outside', state: 'applied', reason: '', steps: [] })
  expect(revision.summary).toMatchObject({ paths: [RELAY], meaning: { relay: { gained: { v4: 256 } } } })
  expect(
    revision.files.map(({ before, after }) =>
      [before, after].map((side) => Buffer.from(side ?? []).toString()),
    ),
  ).toEqual([[OURS, THEIRS]])
  expect((await look()).revisionId).toBeNull()
})

it('finds files that are gone and files that are new, those with passwords too', async () => {
  const { look, history, write, records, mailRoot } = await setUp()
  rmSync(join(mailRoot, 'smtp.hnprop.tab'), { force: true })
  write('smtpauth.tab', '"ann"\t"Canary-1"\t"M"\n')
  await look()
  rmSync(join(mailRoot, RELAY))
  write('smtp.hnprop.tab', '"mx."\t"WhiteList=1"\n')
  write('smtpauth.tab', '"ann"\t"Canary-2"\t"M"\n')
  const { files, summary } = unwrap(await readRevision(records, (await look()).revisionId ?? ''))
  expect(files.map(({ path, before, after }) => [path, before === null, after === null])).toEqual([
    ['smtp.hnprop.tab', true, false],
    ['smtpauth.tab', false, false],
    [RELAY, false, true],
  ])
  expect(JSON.stringify(summary)).not.toContain('Canary')
  expect(await history()).toHaveLength(1)
})

it('leaves out the indexed files, which XMail writes by itself, and the private key', async () => {
  const { look, write } = await setUp()
  await look()
  write('mailusers.tab', '"x.test"\t"new"\t"00"\t9\t"new"\t"U"\n')
  write('domains.tab', '"other.test"\n')
  write('server.key', 'not a key')
  expect((await look()).revisionId).toBeNull()
})

it('takes what this console has applied as its own, and what was put there instead as somebody else’s', async () => {
  const { look, history, write, begin, records } = await setUp()
  await look()
  const own = await begin(OURS, THEIRS)
  unwrap(await finishRevision(records, own, 'applied'))
  expect((await look()).revisionId).toBeNull()
  // By hand back to what it was before: known bytes, and still not what this console left.
  write(RELAY, OURS)
  expect((await look()).revisionId).not.toBeNull()
  expect((await history()).map(({ origin }) => origin)).toEqual(['outside', 'person'])
})

it.each(['keep', 'put back', 'let stand'] as const)(
  'waits while a change of its own does, and loses nothing that happened meanwhile: %s',
  async (end) => {
    const { look, history, write, begin, records, owner } = await setUp()
    await look()
    const own = await begin(OURS, THEIRS)
    expect(await look()).toMatchObject({ revisionId: null, busy: [RELAY] })
    unwrap(await awaitConfirmation(records, own, 60))
    write(RELAY, '# by hand\n')
    expect(await look()).toMatchObject({ revisionId: null, busy: [RELAY] })
    if (end === 'keep') unwrap(await keepRevision(records, own, owner.name))
    else {
      unwrap(await claimPutBack(records, own, fault('NOT_CONFIRMED')))
      if (end === 'put back') unwrap(await finishRevision(records, own, 'put-back'))
      else unwrap(await letRevisionStand(records, own, owner.name))
    }
    const { revisionId } = await look()
    const [file] = unwrap(await readRevision(records, revisionId ?? '')).files
    expect(Buffer.from(file?.after ?? []).toString()).toBe('# by hand\n')
    expect(Buffer.from(file?.before ?? []).toString()).toBe(end === 'put back' ? OURS : THEIRS)
    expect(await history()).toHaveLength(2)
  },
)

it('records other files while a change of its own waits', async () => {
  const { look, write, begin } = await setUp()
  await look()
  await begin(OURS, THEIRS)
  write('spammers.tab', '"192.0.2.0"\t"255.255.255.0"\n')
  expect((await look()).revisionId).not.toBeNull()
})

it('does not use what it read when a change began or ended meanwhile, but reads again', async () => {
  const { look, history, begin, records, stores, serverId } = await setUp()
  await look()
  const store = unwrap(await stores.storeFor(serverId))
  const { readSnapshot } = store
  vi.spyOn(store, 'readSnapshot').mockImplementationOnce(async (...args) => {
    const own = await begin(OURS, THEIRS)
    const torn = await readSnapshot.apply(store, args)
    unwrap(await finishRevision(records, own, 'applied'))
    return torn
  })
  expect((await look()).revisionId).toBeNull()
  expect((await history()).map(({ origin }) => origin)).toEqual(['person'])
})

it('takes the blank line for the empty file that was put back', async () => {
  const { look, write, begin, records } = await setUp()
  write(RELAY, '')
  await look()
  const own = await begin('', OURS)
  write(RELAY, '\n')
  unwrap(await finishRevision(records, own, 'put-back'))
  expect((await look()).revisionId).toBeNull()
})

it('records nothing of a server that cannot be read', async () => {
  const { look, history, mailRoot, ...world } = await setUp()
  await look()
  rmSync(mailRoot, { recursive: true })
  expect((await lookOutside(world, world.serverId)).ok).toBe(false)
  expect(await history()).toEqual([])
})

it('makes one Revision of a change that several look for at once', async () => {
  const { look, history, write } = await setUp()
  await look()
  write(RELAY, THEIRS)
  await Promise.all([look(), look(), look()])
  expect(await history()).toHaveLength(1)
})

it('begins anew where a server is found in another place', async () => {
  const { look, history, write, begin, records, serverId } = await setUp()
  await look()
  unwrap(await finishRevision(records, await begin(OURS, THEIRS), 'applied'))
  await forgetSeen(records, serverId)
  write(RELAY, '# another server\n')
  write('spammers.tab', '# another server\n')
  expect((await look()).revisionId).toBeNull()
  write(RELAY, THEIRS)
  expect((await look()).revisionId).not.toBeNull()
  expect(await history()).toHaveLength(2)
})
