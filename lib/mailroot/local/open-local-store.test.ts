import { asNobody } from '@/test/support/as-nobody'
import { makeMailRootFolder } from '@/test/support/mailroot-folder'
import { describeStore } from '../contract'
import { describeFolderStore } from '../folder/contract'
import type { MailRootStore } from '../store'
import { openLocalStore } from './open-local-store'

describeStore('local', async () => {
  const folder = await makeMailRootFolder()
  const store = openLocalStore({ kind: 'local', mailRoot: folder.path })
  return {
    store,
    putBytes: folder.put,
    readBytes: folder.read,
    async cleanUp() {
      await store.close()
      await folder.remove()
    },
  }
})

describeFolderStore('local', (mailRoot, as) => {
  const store = openLocalStore({ kind: 'local', mailRoot })
  return as === 'nobody' ? withFewerRights(store) : store
})

function withFewerRights(store: MailRootStore): MailRootStore {
  return {
    kind: store.kind,
    abilities: store.abilities,
    identify: (...args) => asNobody(() => store.identify(...args)),
    readSnapshot: (...args) => asNobody(() => store.readSnapshot(...args)),
    writeFile: (...args) => asNobody(() => store.writeFile(...args)),
    removeFile: (...args) => asNobody(() => store.removeFile(...args)),
    listFolder: (...args) => asNobody(() => store.listFolder(...args)),
    close: () => store.close(),
  }
}
