import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listOffers, markDraft } from '@/lib/db/draft-offers'
import { getDraft } from '@/lib/db/drafts'
import { ok, unwrap } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { acceptDraft } from './accept-draft'
import { openDraft } from './open-draft'
import { stageEdit } from './stage-edit'

const path = mailRootPath('smtprelay.tab')
const add = (network: string): Edit => ({
  table: 'smtprelay',
  path,
  op: 'add',
  networks: [network],
  confirmed: [],
})
const MINE = add('203.0.113.128/26')
const THEIRS = add('198.51.100.0/26')

async function setUp(theirs: Edit = THEIRS) {
  const world = await openTestWorld()
  writeFileSync(join(world.mailRoot, 'smtpfwd.tab'), '# none\n')
  const { records, serverId, owner, helpdesk } = world
  const stage = async (person: Person, edit: Edit) =>
    unwrap(await stageEdit(world, { serverId, person, path: edit.path, makeEdit: () => ok(edit) }))
  const editsOf = async ({ id }: Person) => unwrap(await openDraft(records, serverId, id)).edits
  await stage(owner, theirs)
  unwrap(await markDraft(records, { serverId, userId: owner.id }, { name: 'office move' }))
  const offer = async (to: string | null) =>
    unwrap(await markDraft(records, { serverId, userId: owner.id }, { offered_to: to }))
  const accept = (version = 1) => acceptDraft(world, { serverId, person: helpdesk, from: owner.id, version })
  return { ...world, stage, editsOf, offer, accept }
}

it('gives a draft with its name and its base to whom it was offered, and leaves none behind', async () => {
  const { records, serverId, owner, helpdesk, offer, accept, editsOf } = await setUp()
  const before = unwrap(await getDraft(records, serverId, owner.id))
  await offer(helpdesk.id)
  expect(await listOffers(records, serverId, helpdesk.id)).toMatchObject([
    { userId: owner.id, name: 'office move' },
  ])
  unwrap(await accept())
  expect(await editsOf(helpdesk)).toEqual([THEIRS])
  expect(unwrap(await getDraft(records, serverId, helpdesk.id))).toMatchObject({
    ...{ name: 'office move', offeredTo: null, base: before?.base },
  })
  expect(unwrap(await getDraft(records, serverId, owner.id))).toBeNull()
})

it('puts it behind a draft of one’s own', async () => {
  const { helpdesk, stage, offer, accept, editsOf } = await setUp()
  await stage(helpdesk, MINE)
  await offer(helpdesk.id)
  unwrap(await accept())
  expect(await editsOf(helpdesk)).toEqual([MINE, THEIRS])
})

it('touches neither draft where they do not fit together, and says why', async () => {
  const { owner, helpdesk, stage, offer, accept, editsOf } = await setUp()
  const covering = add('198.51.100.0/24')
  await stage(helpdesk, covering)
  await offer(helpdesk.id)
  expect(await accept()).toMatchObject({ error: { code: 'NETWORK_COVERED' } })
  expect(await editsOf(helpdesk)).toEqual([covering])
  expect(await editsOf(owner)).toEqual([THEIRS])
})

it('gives nobody a draft that was not offered, is another one meanwhile, or holds what they may not do', async () => {
  const { owner, helpdesk, stage, offer, accept, editsOf } = await setUp()
  expect(await accept()).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await offer(helpdesk.id)
  await stage(owner, add('203.0.113.0/26'))
  expect(await accept()).toMatchObject({ error: { code: 'DRAFT_CHANGED' } })
  await offer(null)
  expect(await accept(2)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await editsOf(helpdesk)).toEqual([])

  const text: Edit = {
    ...{ table: 'text', path: mailRootPath('smtpfwd.tab'), op: 'change' },
    hunks: [{ at: 1, was: [], now: ['"x"\t"y"'], before: '# none\n', after: null }],
  }
  const other = await setUp(text)
  await other.offer(other.helpdesk.id)
  expect(await other.accept()).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await other.editsOf(other.owner)).toEqual([text])
})
