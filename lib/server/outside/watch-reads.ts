import type { MailRootStore, Snapshot } from '@/lib/mailroot/store'
import type { Container } from '../container'
import { type Look, lookOutside } from './look-outside'

/** A store that tells of everything that it reads. */
export function tellReads(store: MailRootStore, onRead: (snapshot: Snapshot) => void): MailRootStore {
  return {
    kind: store.kind,
    abilities: store.abilities,
    identify: (options) => store.identify(options),
    async readSnapshot(paths, options) {
      const snapshot = await store.readSnapshot(paths, options)
      if (snapshot.ok) onRead(snapshot.value)
      return snapshot
    },
    writeFile: (path, bytes, options) => store.writeFile(path, bytes, options),
    removeFile: (path, options) => store.removeFile(path, options),
    listFolder: (folder, options) => store.listFolder(folder, options),
    close: () => store.close(),
  }
}

/** What a page has read is at most this much older than the look that it leads to. */
const PAUSE_MS = 5_000

interface ServerSights {
  /** Path → digest of each followed file at the last look; undefined before the first. */
  digests?: Look['digests']
  lookedAt: number
  isDue: boolean
}

/**
 * Looks for outside changes wherever somebody reads a server’s files and finds another digest than the last look did, in
 * the background: no page waits for it. What was read itself is not used, see `lookOutside`.
 */
export class ReadWatch {
  readonly #world: () => Pick<Container, 'records' | 'stores' | 'log'>
  readonly #servers = new Map<string, ServerSights>()

  constructor(world: () => Pick<Container, 'records' | 'stores' | 'log'>) {
    this.#world = world
  }

  noticeRead(serverId: string, snapshot: Snapshot): void {
    const sights = this.#sightsOf(serverId)
    if (sights.isDue || !differs(sights.digests, snapshot)) return
    sights.isDue = true
    const waitMs = Math.max(0, sights.lookedAt + PAUSE_MS - Date.now())
    setTimeout(() => void this.look(serverId), waitMs).unref()
  }

  /** Never rejects; what goes wrong is for the next look, and the page that needs the server says so itself. */
  async look(serverId: string): Promise<void> {
    const sights = this.#sightsOf(serverId)
    sights.isDue = true
    const { log } = this.#world()
    try {
      const look = await lookOutside(this.#world(), serverId)
      if (look.ok) sights.digests = new Map([...(sights.digests ?? []), ...look.value.digests])
      else log.debug({ server: serverId, code: look.error.code }, 'outside changes could not be looked for')
    } catch (error) {
      log.error({ err: error, server: serverId }, 'the look for outside changes went wrong')
    }
    sights.lookedAt = Date.now()
    sights.isDue = false
  }

  #sightsOf(serverId: string): ServerSights {
    const known = this.#servers.get(serverId)
    if (known) return known
    const sights: ServerSights = { lookedAt: 0, isDue: false }
    this.#servers.set(serverId, sights)
    return sights
  }
}

function differs(digests: Look['digests'] | undefined, { files }: Snapshot): boolean {
  if (!digests) return true
  return [...files.values()].some((file) => {
    if (file.state === 'unreadable' || !digests.has(file.path)) return false
    return digests.get(file.path) !== (file.state === 'present' ? file.digest : null)
  })
}
