import 'server-only'
import { getContainer } from '../container'
import { createJobs, type Jobs } from './jobs'

/** On globalThis for the container's reason: pages and actions are bundled apart, and must see the same work. */
const KEY = Symbol.for('mailroot-console.probe-jobs')
const holder = globalThis as { [KEY]?: Jobs }

export async function getJobs(): Promise<Jobs> {
  const { log, now } = await getContainer()
  holder[KEY] ??= createJobs({
    now,
    onBug: (error) => log.error({ err: error }, 'a probe ended with an error'),
  })
  return holder[KEY]
}
