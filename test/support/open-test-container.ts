import { type Auth, createAuth } from '@/lib/server/auth'
import { createLimits, type Limits } from '@/lib/server/limits'
import { createLog, type Log } from '@/lib/server/log'
import { openTestRecords, TEST_SECRET, type TestRecords } from './open-test-records'

export interface TestContainer {
  readonly records: TestRecords
  readonly auth: Auth
  readonly limits: Limits
  readonly log: Log
  /** Lines that were logged, as JSON text. */
  readonly logged: string[]
}

/** For tests: what the container holds, on a fresh database and without Next. */
export async function openTestContainer(origin = 'http://127.0.0.1:3000'): Promise<TestContainer> {
  const records = await openTestRecords()
  const logged: string[] = []
  const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void logged.push(line) })
  const auth = createAuth({ env: { origin }, records, log, secret: TEST_SECRET })
  return { records, auth, limits: createLimits(records.now), log, logged }
}
