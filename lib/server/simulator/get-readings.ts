import 'server-only'
import { getContainer } from '../container'
import { openLiveReading } from './policy-pair'
import { createReadings, type Readings } from './readings'

/** On globalThis for the container's reason: what the page has read the action must find. */
const KEY = Symbol.for('mailroot-console.readings')
const holder = globalThis as { [KEY]?: Readings }

export async function getReadings(): Promise<Readings> {
  const { stores, now } = await getContainer()
  holder[KEY] ??= createReadings(async (serverId) => {
    const store = await stores.storeFor(serverId)
    return store.ok ? openLiveReading(store.value) : store
  }, now)
  return holder[KEY]
}
