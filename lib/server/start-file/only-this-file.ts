import { err, fault } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import type { MailRootPath } from '@/lib/xmail/path'

/**
 * A store of a folder, narrowed to one file of it: whatever is asked about any other, or about the folder, is refused
 * before it reaches the disk. Nothing is ever removed by it.
 */
export function onlyThisFile(store: MailRootStore, name: MailRootPath): MailRootStore {
  const refusal = (path: string) => fault('PATH_INVALID', { path })
  return {
    kind: store.kind,
    abilities: store.abilities,
    identify: async () => ({ ok: false, error: refusal('') }),
    listFolder: async (folder) => err('PATH_INVALID', { path: folder }),
    readSnapshot: async (paths, options) => {
      const other = paths.find((path) => path !== name)
      return other === undefined ? store.readSnapshot(paths, options) : { ok: false, error: refusal(other) }
    },
    writeFile: async (path, bytes, options) =>
      path === name ? store.writeFile(path, bytes, options) : { state: 'not-written', fault: refusal(path) },
    removeFile: async (path) => ({ state: 'not-written', fault: refusal(path) }),
    close: () => store.close(),
  }
}
