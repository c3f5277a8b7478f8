import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '@/lib/errors'
import { startPracticeServer } from '@/lib/practice'
import { RELAY_TRICKS } from '@/lib/xmail/relay-tricks'
import { findFreePorts } from '@/test/support/free-ports'
import { openTestWorld } from '@/test/support/open-test-world'
import { type FingerUsers, NO_FINGER_USERS, readFingerUsers } from './read-finger-users'
import { type RelayTest, testRelay } from './test-relay'

const { signal } = new AbortController()

async function setUp() {
  const world = await openTestWorld()
  const server = await startPracticeServer({ folder: world.mailRoot, services: { smtp: 0 } })
  onTestFinished(() => server.close())
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(world.mailRoot, path)), { recursive: true })
    await writeFile(join(world.mailRoot, path), text, 'latin1')
  }
  const place = { host: '127.0.0.1', port: server.services.smtp ?? 0 }
  const run = async (listSources = () => ['127.0.0.1'] as readonly string[], at = place) => {
    const reports: RelayTest[] = []
    const fault = await testRelay({
      place: at,
      store,
      signal,
      listSources,
      report: (test) => reports.push(test),
    })
    return { fault, reports, test: reports.at(-1) }
  }
  return { store, put, run, place }
}

describe('testRelay', () => {
  it('finds every trick refused, in the words that the files lead to expect', async () => {
    const { run } = await setUp()
    const { fault, test, reports } = await run()
    expect(fault).toBeNull()
    expect(test?.results.map(({ trick }) => trick)).toEqual(RELAY_TRICKS)
    expect(test?.results.filter(({ verdict }) => verdict !== 'refused')).toEqual([])
    expect(reports.map(({ results }) => results.length)).toEqual([
      ...RELAY_TRICKS.keys(),
      RELAY_TRICKS.length,
    ])
  })

  it('finds the relay that is open to one of two addresses', async () => {
    const { run, put } = await setUp()
    await put('smtprelay.tab', '"127.0.0.2"\t"255.255.255.255"\n')
    const { test } = await run(() => ['127.0.0.1', '127.0.0.2'])
    const open = (test?.results ?? []).filter(({ verdict }) => verdict === 'relays')
    expect(test?.total).toBe(2 * RELAY_TRICKS.length)
    expect(new Set(open.map(({ source }) => source))).toEqual(new Set(['127.0.0.2']))
    expect(open.map(({ trick }) => trick)).toContain('plain')
    // The files say so as well: it is no surprise, and all the same a relay.
    expect(open.every(({ expected }) => expected.some(({ reply }) => reply === '250 OK'))).toBe(true)
  })

  it('takes a catch-all mailbox for what it is', async () => {
    const { run, put } = await setUp()
    await put('aliases.tab', '"example.test"\t"*"\t"hanako"\n')
    const { test } = await run()
    const taken = (test?.results ?? []).filter(({ verdict }) => verdict !== 'refused')
    expect(new Set(taken.map(({ verdict }) => verdict))).toEqual(new Set(['local']))
    expect(taken.map(({ trick }) => trick)).toEqual(['percent', 'bang-local'])
  })

  it('says that a server or an address cannot be reached, and does not try it twenty times', async () => {
    const { run } = await setUp()
    const [port = 0] = await findFreePorts(1)
    expect((await run(undefined, { host: '127.0.0.1', port })).fault).toMatchObject({ code: 'UNREACHABLE' })
    const { test } = await run(() => ['192.0.2.77'])
    expect(test?.results).toHaveLength(RELAY_TRICKS.length)
    expect(new Set(test?.results.map(({ verdict }) => verdict))).toEqual(new Set(['not-tried']))
    expect(test?.results.every(({ fault }) => fault?.code === 'UNREACHABLE')).toBe(true)
  })
})

describe('readFingerUsers', () => {
  async function read(
    store: Awaited<ReturnType<typeof setUp>>['store'],
    known: FingerUsers = NO_FINGER_USERS,
  ) {
    const reports: FingerUsers[] = []
    const report = (users: FingerUsers) => reports.push(users)
    const fault = await readFingerUsers({ store, known: known.users, signal, report })
    return { fault, reports, users: reports.at(-1) ?? NO_FINGER_USERS }
  }

  it('shows what FINGER would, and nothing else of them', async () => {
    const { store, put } = await setUp()
    await put(
      'domains/example.test/taro/user.tab',
      '"RealName"\t"Taro"\n"HomePage"\t"http://t.test"\n"Tel"\t"0123"\n',
    )
    const { users } = await read(store)
    expect(users).toMatchObject({ total: 4, lists: 1 })
    expect(users.users.find(({ address }) => address === 'taro@example.test')).toEqual({
      address: 'taro@example.test',
      realName: 'Taro',
      homePage: 'http://t.test',
    })
    expect(JSON.stringify(users)).not.toMatch(/0123|1104170a481512/)
  })

  it('reads so many at once, says how far it is, and goes on where it stopped', async () => {
    const { store, put } = await setUp()
    const rows = Array.from({ length: 230 }, (_, i) => `"example.test"\t"u${i}"\t"48"\t${i}\t"u${i}"\t"U"\n`)
    await put('mailusers.tab', rows.join(''))
    const first = await read(store)
    expect(first.users).toMatchObject({ total: 230 })
    expect(first.users.users).toHaveLength(200)
    expect(first.reports.length).toBeGreaterThan(3)
    const more = await read(store, first.users)
    expect(more.users.users).toHaveLength(230)
    expect(more.users.users.at(-1)).toEqual({ address: 'u229@example.test', realName: null, homePage: null })
  })
})
