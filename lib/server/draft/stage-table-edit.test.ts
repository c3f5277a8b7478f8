import { expect, it, vi } from 'vitest'
import type { ActionWorld } from '@/lib/server/action-builder'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'

/** Whoever has got so far would have been served. */
class Admitted extends Error {}

vi.mock('@/lib/server/action', async () => {
  const { createActionBuilder } = await import('@/lib/server/action-builder')
  const owner = { id: 'p1', name: 'Aiko', email: 'aiko@mx.example', role: 'owner' as const, servers: {} }
  const world: ActionWorld = {
    currentPerson: async () => owner,
    checkOrigin: async () => null,
    clientAddress: async () => '192.0.2.7',
    takePerson: () => ({ ok: true }),
    takeAddress: () => ({ ok: true }),
    recordAudit: async () => {},
    log: { info: () => {}, error: () => {} },
    newRequestId: () => 'r1',
    rethrowSignal: (error) => {
      if (error instanceof Admitted) throw error
    },
  }
  return createActionBuilder(async () => world)
})
vi.mock('@/lib/server/container', () => ({
  getContainer: async () => {
    throw new Admitted()
  },
}))

const place = { path: mailRootPath('smtpauth.tab') }
const about = {
  goal: 'undo' as const,
  revisionId: 'r',
  startedAt: 0,
  actorName: 'a',
  origin: 'person' as const,
}
const lines = ['"eve"\t"secret"\t"MR"\n']

it.each([
  { ...place, table: 'undo', about, op: 'create-file', lines },
  { ...place, table: 'undo', about, op: 'remove-file', lines },
  {
    ...place,
    table: 'undo',
    about,
    op: 'change',
    hunks: [{ at: 0, was: [], now: lines, before: null, after: null }],
  },
] satisfies Edit[])('takes no undo from a browser, not even from an owner: $op', async (edit) => {
  const { editSchema } = await import('@/lib/xmail/tables')
  const { stageTableEdit } = await import('./draft-actions')
  expect(editSchema.safeParse(edit).success).toBe(true)
  expect(await stageTableEdit({ serverId: 's', edit })).toMatchObject({
    ok: false,
    error: { code: 'INPUT_INVALID' },
  })
})

it('takes the same row as an edit of its table', async () => {
  const { stageTableEdit } = await import('./draft-actions')
  const accounts = [{ user: 'eve', password: 'secret', permissions: ['mail'], note: '' }]
  const edit = { ...place, table: 'smtpauth', op: 'add', accounts }
  await expect(stageTableEdit({ serverId: 's', edit })).rejects.toThrow(Admitted)
})
