import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openRecords } from '@/lib/db/open-records'
import type { Records } from '@/lib/db/records'
import { createSealer } from '@/lib/db/seal'

export const TEST_SECRET = 'a secret for tests only, 0123456789 abcdef'

export interface TestRecords extends Records {
  readonly folder: string
  readonly path: string
  /** What `now` answers next. */
  setNow(ms: number): void
}

/** For tests: a fresh database in a folder of its own, gone when the test is over. Starts at 1,000,000 ms. */
export async function openTestRecords(): Promise<TestRecords> {
  const folder = mkdtempSync(join(tmpdir(), 'mailroot-db-'))
  const path = join(folder, 'console.db')
  let nowMs = 1_000_000
  const records = await openRecords({ path, sealer: createSealer(TEST_SECRET), now: () => nowMs })
  onTestFinished(async () => {
    await records.db.destroy()
    rmSync(folder, { recursive: true })
  })
  const setNow = (ms: number) => {
    nowMs = ms
  }
  return { ...records, folder, path, setNow }
}
