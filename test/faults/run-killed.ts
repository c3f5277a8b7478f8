import { fork } from 'node:child_process'
import { once } from 'node:events'
import { buildConsole } from './build-console'
import type { Order } from './killed-console'
import type { Wire } from './wire'

/** Has the work done by a console of its own, which dies on the way. False: it had ended before its moment came. */
export async function runKilled(order: Order, wire: Wire | null): Promise<boolean> {
  const { death } = order
  const child = fork(await buildConsole(), [JSON.stringify(order)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  if ('wire' in death) child.once('message', () => wire?.arm(death.wire, () => child.kill('SIGKILL')))
  const [code, signal] = await once(child, 'exit')
  wire?.disarm()
  if (signal === 'SIGKILL') return true
  if (code !== 0) throw new Error(`the console to be killed ended by itself (${code})`)
  return false
}
