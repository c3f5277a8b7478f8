import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createServer, deleteServer, updateServer } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { openTestRecords } from '@/test/support/open-test-records'
import { checkLocalRoot } from './check-local-root'
import { createStorePool } from './store-pool'

const connection = { kind: 'ctrl' as const, host: 'mx.example', user: 'root', encryption: 'tls' as const }

async function setUp() {
  const records = await openTestRecords()
  const opened: { store: MailRootStore; password: string | undefined }[] = []
  const pool = createStorePool({
    records,
    localRoots: [],
    openStore: (_, secrets) => {
      const store = { kind: 'ctrl', close: vi.fn(async () => {}) } as unknown as MailRootStore
      opened.push({ store, password: secrets.password })
      return store
    },
  })
  const server = unwrap(await createServer(records, { name: 'mx', connection, secrets: { password: 'one' } }))
  return { records, opened, pool, server }
}

describe('createStorePool', () => {
  it('gives every request the same store, with the opened secrets', async () => {
    const { opened, pool, server } = await setUp()
    const stores = await Promise.all([1, 2, 3].map(() => pool.storeFor(server.id)))
    expect(new Set(stores.map(unwrap)).size).toBe(1)
    expect(unwrap(await pool.storeFor(server.id))).toBe(
      unwrap(stores[0] ?? stores[1] ?? { ok: false, error: { code: 'INTERNAL' } }),
    )
    expect(opened[0]?.password).toBe('one')
  })

  it('opens another one when the server was changed, and closes the old one', async () => {
    const { records, opened, pool, server } = await setUp()
    const first = unwrap(await pool.storeFor(server.id))
    unwrap(await updateServer(records, server.id, { secrets: { password: 'two' } }))
    expect(unwrap(await pool.storeFor(server.id))).not.toBe(first)
    expect(opened.map(({ password }) => password)).toEqual(['one', 'two'])
    expect(opened[0]?.store.close).toHaveBeenCalledOnce()
  })

  it('closes and forgets the store of a removed server', async () => {
    const { records, opened, pool, server } = await setUp()
    unwrap(await pool.storeFor(server.id))
    unwrap(await deleteServer(records, server.id))
    expect(await pool.storeFor(server.id)).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(opened[0]?.store.close).toHaveBeenCalledOnce()
    await pool.closeAll()
    expect(opened[0]?.store.close).toHaveBeenCalledOnce()
  })

  it('opens no folder of the machine that is not allowed', async () => {
    const { records, opened, pool } = await setUp()
    const local = { kind: 'local' as const, mailRoot: '/etc' }
    const { id } = unwrap(await createServer(records, { name: 'here', connection: local, secrets: {} }))
    expect(await pool.storeFor(id)).toMatchObject({ error: { code: 'LOCAL_ROOT_NOT_ALLOWED' } })
    expect(await pool.openUnsaved(local, {})).toMatchObject({
      error: { code: 'LOCAL_ROOT_NOT_ALLOWED', field: 'connection.mailRoot', details: { path: '/etc' } },
    })
    expect(opened).toEqual([])
  })
})

describe('checkLocalRoot', () => {
  it('allows a root and what is below it, seen through symlinks', async () => {
    const { folder } = await openTestRecords()
    const at = (...parts: string[]) => join(folder, ...parts)
    for (const name of ['mail/MailRoot', 'mail2', 'outside']) mkdirSync(at(name), { recursive: true })
    symlinkSync(at('outside'), at('mail/leak'))
    symlinkSync(at('mail'), at('alias'))
    const allowed = async (path: string, root = at('mail')) => (await checkLocalRoot([root], path)).ok
    expect(await allowed(at('mail'))).toBe(true)
    expect(await allowed(at('mail/MailRoot'))).toBe(true)
    expect(await allowed(at('mail/..hidden'))).toBe(true)
    expect(await allowed(at('mail/not-there-yet'))).toBe(true)
    expect(await allowed(at('alias/MailRoot'))).toBe(true)
    expect(await allowed(at('mail/MailRoot'), at('alias'))).toBe(true)
    expect(await allowed(at('mail2'))).toBe(false)
    expect(await allowed(at('mail/../outside'))).toBe(false)
    expect(await allowed(at('mail/leak'))).toBe(false)
    expect(await allowed('/')).toBe(false)
    expect(await allowed('/etc', '/')).toBe(true)
    expect((await checkLocalRoot([], at('mail'))).ok).toBe(false)
  })
})
