import { onTestFinished } from 'vitest'
import { updateServer } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { startPracticeServer } from '@/lib/practice'
import { openTestWorld } from './open-test-world'

/** The sample’s own account, by which the world below signs in. */
export const CTRL_ACCOUNT = { user: 'admin', password: 'pass word' }

/** A world whose server is reached over CTRL, by the sample's own account. */
export async function openCtrlWorld() {
  const world = await openTestWorld()
  const practice = await startPracticeServer({ folder: world.mailRoot, account: CTRL_ACCOUNT, port: 0 })
  onTestFinished(() => practice.close())
  const connection = {
    kind: 'ctrl',
    host: '127.0.0.1',
    port: practice.port,
    user: CTRL_ACCOUNT.user,
    encryption: 'none',
    trust: { by: 'system' },
    login: 'digest',
    allowOldTls: false,
  }
  unwrap(
    await updateServer(world.records, world.serverId, {
      connection,
      secrets: { password: CTRL_ACCOUNT.password },
    }),
  )
  return world
}
