import { expect, it } from 'vitest'
import { connectionSchema } from './connection'
import { openStore } from './open-store'

it('opens the store of each kind, and connects to nothing by that', async () => {
  const connections = [
    { kind: 'ctrl', host: '127.0.0.1', port: 1, user: 'admin', encryption: 'none' },
    { kind: 'sftp', host: '127.0.0.1', port: 1, user: 'admin', mailRoot: '/', auth: 'agent', hostKey: null },
    { kind: 'local', mailRoot: '/nowhere' },
  ]
  for (const connection of connections) {
    const store = openStore(connectionSchema.parse(connection), {})
    expect(store.kind).toBe(connection.kind)
    await store.close()
  }
})
