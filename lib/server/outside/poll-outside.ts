import { listServers } from '@/lib/db/servers'
import type { Container } from '../container'

type World = Pick<Container, 'env' | 'records' | 'outside' | 'log'>

/**
 * Looks at every server again and again, as long as the process lives: what nobody visits changes too. One server after
 * another, and the next round is set when the last one is over, so that a slow server is asked once at a time. Not at all
 * where MAILROOT_LOOK_SECONDS is 0.
 */
export function pollOutside({ env, records, outside, log }: World): void {
  if (env.lookSeconds === 0) return
  const poll = async () => {
    for (const { id } of await listServers(records)) await outside.look(id)
  }
  const again = () =>
    poll()
      .catch((error) => log.error({ err: error }, 'the poll for outside changes went wrong'))
      // Not what keeps a process alive that has nothing else to do.
      .finally(() => setTimeout(again, env.lookSeconds * 1000).unref())
  void again()
}
