import { afterAll, beforeAll, describe } from 'vitest'
import { type MailRootFolder, makeMailRootFolder } from '@/test/support/mailroot-folder'
import type { MailRootStore } from '../store'
import { describeDamage } from './contract/damage'
import { describeKinds } from './contract/kinds'
import { describeLinks } from './contract/links'
import { describeRights } from './contract/rights'
import type { FolderContext } from './contract/support'
import { describeWhole } from './contract/whole'

/** Opens a store at a folder of this machine; as `nobody`, with that account's rights and no more. */
export type OpenAt = (mailRoot: string, as?: 'nobody') => MailRootStore

/**
 * What stores over files do beyond the contract of all stores: links, owners, full disks, writes that are cut off. The
 * test looks at the disk itself, so the server must be this machine.
 */
export function describeFolderStore(name: string, openAt: OpenAt): void {
  describe(`${name}: what is true of files`, () => {
    const opened: MailRootStore[] = []
    let folder: MailRootFolder
    let store: MailRootStore
    const context: FolderContext = {
      openAt(mailRoot, as) {
        const opening = openAt(mailRoot, as)
        opened.push(opening)
        return opening
      },
      get folder() {
        return folder
      },
      get store() {
        return store
      },
    }
    beforeAll(async () => {
      folder = await makeMailRootFolder()
      store = context.openAt(folder.path)
    })
    afterAll(async () => {
      await Promise.all(opened.map((store) => store.close()))
      await folder?.remove()
    })

    describe('links', () => describeLinks(context))
    describe('kinds of things', () => describeKinds(context))
    describe('rights and owners', () => describeRights(context))
    describe('damage', () => describeDamage(context))
    describe('whole files only', () => describeWhole(context))
  })
}
