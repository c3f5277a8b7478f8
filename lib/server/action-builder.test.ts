import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { AuditEntry } from '@/lib/db/audit'
import { err, ok } from '@/lib/errors'
import type { SignedIn } from '@/lib/people/person'
import { type ActionWorld, createActionBuilder } from './action-builder'

const person = { id: 'p1', name: 'Aiko', email: 'aiko@mx.example', role: 'helpdesk' } as const
const signedIn: SignedIn = { ...person, servers: {} }
const input = z.object({ serverId: z.string(), networks: z.array(z.string().min(1)) })
const good = { serverId: 's1', networks: ['192.0.2.0/24'] }

class Signal extends Error {}

let audits: AuditEntry[]
let world: ActionWorld
const run = vi.fn(async () => ok('done'))
const { action, publicAction } = createActionBuilder(async () => world)

beforeEach(() => {
  audits = []
  run.mockReset().mockResolvedValue(ok('done'))
  world = {
    currentPerson: async () => signedIn,
    checkOrigin: async () => null,
    clientAddress: async () => '192.0.2.7',
    takePerson: () => ({ ok: true }),
    takeAddress: () => ({ ok: true }),
    recordAudit: async (entry) => void audits.push(entry),
    log: { info: vi.fn(), error: vi.fn() },
    newRequestId: () => 'r1',
    rethrowSignal(error) {
      if (error instanceof Signal) throw error
    },
  }
})

describe('action', () => {
  it('runs for somebody with the permission, and leaves a trail', async () => {
    const edit = action({
      input,
      can: 'draft.edit',
      run,
      detail: ({ networks }) => ({ count: networks.length }),
    })
    expect(await edit({ ...good, extra: 1 })).toEqual({ ok: true, value: 'done' })
    expect(run).toHaveBeenCalledWith({ input: good, actor: person, requestId: 'r1', address: '192.0.2.7' })
    expect(audits).toEqual([
      {
        actor: { id: 'p1', name: 'Aiko' },
        action: 'draft.edit',
        serverId: 's1',
        outcome: 'done',
        detail: { count: 1 },
      },
    ])
    expect(world.log.info).toHaveBeenCalledWith(
      expect.objectContaining({ requestId: 'r1', action: 'draft.edit', person: 'p1', outcome: 'done' }),
      'action',
    )
  })

  it.each<[string, Partial<ActionWorld>, unknown, object]>([
    [
      'a page of another site',
      { checkOrigin: async () => ({ code: 'WRONG_ORIGIN' }) },
      good,
      { code: 'WRONG_ORIGIN' },
    ],
    ['nobody', { currentPerson: async () => null }, good, { code: 'NOT_SIGNED_IN' }],
    [
      'a role without the permission',
      { currentPerson: async () => ({ ...signedIn, role: 'auditor' }) },
      good,
      { code: 'FORBIDDEN', details: { role: 'auditor' } },
    ],
    [
      'too many calls',
      { takePerson: () => ({ ok: false, seconds: 3 }) },
      good,
      { code: 'RATE_LIMITED', details: { seconds: 3 } },
    ],
    ['no input', {}, undefined, { code: 'INPUT_INVALID' }],
    [
      'wrong fields',
      {},
      { serverId: 7, networks: ['a', ''] },
      {
        code: 'INPUT_INVALID',
        fields: {
          serverId: { code: 'INPUT_INVALID', field: 'serverId' },
          'networks.1': { code: 'INPUT_INVALID', field: 'networks.1' },
        },
      },
    ],
  ])('refuses %s before anything is done, and records the try', async (_, change, raw, error) => {
    world = { ...world, ...change }
    expect(await action({ input, can: 'change.apply', run })(raw)).toEqual({
      ok: false,
      error: { ...error, requestId: 'r1' },
    })
    expect(run).not.toHaveBeenCalled()
    expect(audits).toMatchObject([{ action: 'change.apply', outcome: 'refused' }])
  })

  it('asks in this order: origin, session, role, rate limit, input', async () => {
    const asked: string[] = []
    const tell = <T>(name: string, value: T) => {
      asked.push(name)
      return value
    }
    world = {
      ...world,
      checkOrigin: async () => tell('origin', null),
      currentPerson: async () => tell('session', signedIn),
      takePerson: () => tell('limit', { ok: true }),
    }
    await action({ input, can: 'draft.edit', run: async () => tell('run', ok(null)) })(good)
    expect(asked).toEqual(['origin', 'session', 'limit', 'run'])
    asked.length = 0
    await action({ input, can: 'people.manage', run })(good)
    expect(asked).toEqual(['origin', 'session'])
  })

  it('asks for the role on the server that the input names; another server does not exist', async () => {
    const onOne: SignedIn = { ...signedIn, role: 'by-server', servers: { s1: 'helpdesk', s2: 'auditor' } }
    world = { ...world, currentPerson: async () => onOne }
    const edit = action({ input, can: 'draft.edit', run })
    expect(await edit(good)).toEqual({ ok: true, value: 'done' })
    expect(run).toHaveBeenCalledWith(expect.objectContaining({ actor: person }))
    expect(await edit({ ...good, serverId: 's2' })).toMatchObject({
      error: { code: 'FORBIDDEN', details: { role: 'auditor' } },
    })
    for (const serverId of ['s3', 'constructor', '__proto__', 'x'.repeat(200)])
      expect((await edit({ ...good, serverId })).ok, serverId).toBe(false)
    expect(await edit({ ...good, serverId: 's3' })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(run).toHaveBeenCalledOnce()
    expect(audits.at(-1)).toMatchObject({ serverId: 's3', outcome: 'refused', code: 'NOT_FOUND' })
  })

  it('cannot ask for a permission on a server that its input does not name', () => {
    // @ts-expect-error: which server?
    action({ input: z.object({ a: z.string() }), can: 'draft.edit', run })
    // @ts-expect-error: whom does it admit?
    action({ input, run })
  })

  it('runs on no other server than the one that the role was asked on', async () => {
    const other = z.object({ serverId: z.string().transform(() => 's2') })
    expect(await action({ input: other, can: 'draft.edit', run })(good)).toMatchObject({
      error: { code: 'INTERNAL' },
    })
    expect(run).not.toHaveBeenCalled()
  })

  it('records of what only reads nothing but refusals', async () => {
    const read = action({ input, can: 'server.read', name: null, run })
    await read(good)
    expect(audits).toEqual([])
    world = { ...world, currentPerson: async () => ({ ...signedIn, role: 'by-server' }) }
    await read(good)
    expect(audits).toMatchObject([{ action: 'server.read', outcome: 'refused', code: 'NOT_FOUND' }])
  })

  it('gives back what the run found wrong, with the request id', async () => {
    run.mockResolvedValue(err('NAME_TAKEN', undefined, 'name') as never)
    expect(await action({ input, can: 'draft.edit', run })(good)).toEqual({
      ok: false,
      error: { code: 'NAME_TAKEN', field: 'name', requestId: 'r1' },
    })
    expect(audits).toMatchObject([{ outcome: 'refused', code: 'NAME_TAKEN', serverId: 's1' }])
  })

  it('shows nothing of a bug but a code and the request id; the log has the stack', async () => {
    const bug = new Error('Canary: select * from user')
    run.mockRejectedValue(bug)
    const result = await action({ input, can: 'draft.edit', run })(good)
    expect(result).toEqual({ ok: false, error: { code: 'INTERNAL', requestId: 'r1' } })
    expect(world.log.error).toHaveBeenCalledWith(
      expect.objectContaining({ err: bug, requestId: 'r1' }),
      'action failed',
    )
    expect(audits).toMatchObject([{ outcome: 'failed', code: 'INTERNAL' }])
  })

  it('answers INTERNAL also when the session cannot be read', async () => {
    world = { ...world, currentPerson: async () => Promise.reject(new Error('database')) }
    expect(await action({ input, can: 'server.read', run })(good)).toMatchObject({
      error: { code: 'INTERNAL' },
    })
  })

  it('lets the framework redirect', async () => {
    run.mockRejectedValue(new Signal())
    await expect(action({ input, can: 'server.read', run })(good)).rejects.toBeInstanceOf(Signal)
  })

  it('keeps a result whose audit could not be written, and says so in the log', async () => {
    world = { ...world, recordAudit: async () => Promise.reject(new Error('disk')) }
    expect(await action({ input, can: 'draft.edit', run })(good)).toEqual({ ok: true, value: 'done' })
    expect(world.log.error).toHaveBeenCalledOnce()
  })

  it('uses the code that a schema names', async () => {
    const schema = z.object({ a: z.string().refine(() => false, { params: { code: 'ADDRESS_INVALID' } }) })
    expect(await action({ input: schema, can: 'account.own', run })({ a: '' })).toMatchObject({
      error: { code: 'INPUT_INVALID', fields: { a: { code: 'ADDRESS_INVALID', field: 'a' } } },
    })
  })
})

describe('publicAction', () => {
  it('runs for nobody in particular, within the limit of the address', async () => {
    const takeAddress = vi.fn(() => ({ ok: true as const }))
    world = { ...world, currentPerson: async () => null, takeAddress }
    const publicOne = publicAction({ input, name: 'sign-in', run })
    expect(await publicOne(good)).toEqual({ ok: true, value: 'done' })
    expect(takeAddress).toHaveBeenCalledWith('192.0.2.7')
    expect(run).toHaveBeenCalledWith(expect.objectContaining({ actor: null }))
    expect(audits).toMatchObject([{ actor: null, action: 'sign-in', outcome: 'done' }])
    world = { ...world, takeAddress: () => ({ ok: false, seconds: 9 }) }
    expect(await publicOne(good)).toMatchObject({ error: { code: 'RATE_LIMITED' } })
  })
})
