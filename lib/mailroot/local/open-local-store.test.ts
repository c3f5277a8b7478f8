import { makeMailRootFolder } from '@/test/support/mailroot-folder'
import { describeStore } from '../contract'
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
