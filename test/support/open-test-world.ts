import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createServer } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { openStore } from '@/lib/mailroot/open-store'
import type { Person } from '@/lib/people/person'
import { copySample } from '@/lib/practice'
import { createPerson } from '@/lib/server/create-person'
import { createStorePool, type StorePool } from '@/lib/server/store-pool'
import { openTestContainer, type TestContainer } from './open-test-container'

/** The console's parts on a fresh database, and one server: the sample MailRoot as a local folder. */
export interface TestWorld extends TestContainer {
  readonly stores: StorePool
  readonly serverId: string
  readonly mailRoot: string
  readonly owner: Person
  readonly helpdesk: Person
  readFile(name: string): Buffer
}

/**
 * `confirmSeconds`: how long a change waits to be kept; most tests have nobody who would. `probes`: whether the running
 * server is tried; most have none that runs, and ports 25 and 79 of this machine are somebody else’s.
 */
export async function openTestWorld(confirmSeconds = 0, probes = false): Promise<TestWorld> {
  const container = await openTestContainer()
  const parent = mkdtempSync(join(tmpdir(), 'mailroot-world-'))
  const mailRoot = join(parent, 'MailRoot')
  await copySample(mailRoot)
  const stores = createStorePool({ records: container.records, localRoots: [parent], openStore })
  const connection = { kind: 'local', mailRoot }
  const server = { name: 'Sample', connection, secrets: {}, confirmSeconds, probes }
  const { id } = unwrap(await createServer(container.records, server))
  onTestFinished(async () => {
    await stores.closeAll()
    rmSync(parent, { recursive: true })
  })
  return {
    ...container,
    stores,
    serverId: id,
    mailRoot,
    owner: await addPerson(container, 'owner'),
    helpdesk: await addPerson(container, 'helpdesk'),
    readFile: (name) => readFileSync(join(mailRoot, name)),
  }
}

async function addPerson({ auth }: TestContainer, role: Person['role']): Promise<Person> {
  const passwordHash = 'none: nobody signs in as this person'
  return unwrap(await createPerson(auth, { email: `${role}@example.test`, name: role, role, passwordHash }))
}
