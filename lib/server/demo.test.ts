import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listServers, readServerSecrets } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { openTestContainer } from '@/test/support/open-test-container'
import { type Demo, readDemo, seedDemo } from './demo'
import { offerSetup } from './first-admin'
import { signInWith } from './sign-in'

const given = {
  email: 'demo@mailroot.example',
  name: 'Demo',
  password: 'look-around-42',
  servers: [
    {
      name: 'Practice',
      connection: { kind: 'ctrl', host: '127.0.0.1', port: 6017, user: 'root', encryption: 'none' },
      secrets: { password: 'practice' },
    },
  ],
}

async function setUp() {
  const container = await openTestContainer()
  const path = join(container.records.folder, 'demo.json')
  const read = (demo: unknown): Demo => {
    writeFileSync(path, JSON.stringify(demo))
    return readDemo(path)
  }
  return { container, read }
}

describe('seedDemo', () => {
  it('makes the person and the servers, once', async () => {
    const { container, read } = await setUp()
    await seedDemo(container, read(given))
    const [server] = await listServers(container.records)
    await seedDemo(container, read(given))
    expect(await listServers(container.records)).toEqual([server])
    expect(server).toMatchObject({
      name: 'Practice',
      version: 1,
      connection: { port: 6017, login: 'digest' },
    })
    const request = { headers: new Headers(), address: '127.0.0.1', browser: null }
    expect((await signInWith(container, given, request)).ok).toBe(true)
    expect(await offerSetup(container)).toBeNull()
  })

  it('follows a practice server to its new port and password, and the printed sign-in', async () => {
    const { container, read } = await setUp()
    await seedDemo(container, read(given))
    const [server] = given.servers
    if (!server) throw new Error('no server')
    const services = { smtp: { host: '', port: 2525 } }
    const moved = {
      ...server,
      services,
      connection: { ...server.connection, port: 7017 },
      secrets: { password: 'other' },
    }
    const password = 'another-look-43'
    await seedDemo(container, read({ ...given, password, servers: [moved] }))
    const [now] = await listServers(container.records)
    expect(now).toMatchObject({ version: 3, connection: { port: 7017 }, services })
    expect(unwrap(await readServerSecrets(container.records, now?.id ?? ''))).toEqual({ password: 'other' })
    const request = { headers: new Headers(), address: '127.0.0.1', browser: null }
    expect((await signInWith(container, { email: given.email, password }, request)).ok).toBe(true)
    expect((await signInWith(container, given, request)).ok).toBe(false)
  })

  it('says which file is of no use', async () => {
    const { read } = await setUp()
    expect(() => readDemo('/nowhere/demo.json')).toThrow(/^MAILROOT_DEMO: \/nowhere\/demo.json/)
    expect(() => read({ ...given, password: 'short' })).toThrow(/^MAILROOT_DEMO: /)
  })
})
