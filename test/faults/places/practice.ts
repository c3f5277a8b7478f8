import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ctrlConnectionSchema } from '@/lib/mailroot/connection'
import { startPracticeServer } from '@/lib/practice'
import { makeMailRoot } from '../small-disk'
import { startWire } from '../wire'
import type { Place } from './place'

/** How long this server waits for a line of data, where XMail has 90 s (semantics.md 0.2). */
const DATA_TIMEOUT_MS = 250

/** The practice server, over CTRL. */
export async function openPractice(): Promise<Place> {
  const { mailRoot, disk, remove } = makeMailRoot()
  writeFileSync(join(mailRoot, 'server.tab'), '"RootDomain"\t"example.test"\n')
  const account = { user: 'admin', password: 'secret' }
  const practice = await startPracticeServer({
    folder: mailRoot,
    account,
    limits: { dataTimeoutMs: DATA_TIMEOUT_MS },
  })
  const wire = await startWire(practice.port)
  const place = { kind: 'ctrl', host: '127.0.0.1', port: wire.port, user: account.user, encryption: 'none' }
  return {
    name: 'practice',
    mailRoot,
    connection: () => ctrlConnectionSchema.parse(place),
    secrets: { password: account.password },
    wire,
    practice,
    disk,
    quietMs: DATA_TIMEOUT_MS + 150,
    async close() {
      await wire.close()
      await practice.close()
      remove()
    },
  }
}
