import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Order } from './killed-console'
import type { Wire } from './wire'

const PROGRAM = join(import.meta.dirname, 'killed-console.ts')
const ROOT = join(import.meta.dirname, '..', '..')

/** Has the work done by a console of its own, which dies on the way. False: it had ended before its moment came. */
export async function runKilled(order: Order, wire: Wire | null): Promise<boolean> {
  const { death } = order
  const child = fork(PROGRAM, [JSON.stringify(order)], {
    cwd: ROOT,
    // `server-only` is empty under this condition, as it is in the server's own bundle.
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  if ('wire' in death) child.once('message', () => wire?.arm(death.wire, () => child.kill('SIGKILL')))
  const [code, signal] = await once(child, 'exit')
  wire?.disarm()
  if (signal === 'SIGKILL') return true
  if (code !== 0) throw new Error(`the console to be killed ended by itself (${code})`)
  return false
}
