import { expect } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import { planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type Edit, editSchema } from '@/lib/xmail/tables'

const journal = { step: async () => {} }
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Plans and applies one edit, as the review page does; throws unless it is applied. */
export async function editOn(store: MailRootStore, edit: Edit): Promise<void> {
  const parsed = editSchema.parse(edit)
  const snapshot = unwrap(await store.readSnapshot([parsed.path]))
  const plan = unwrap(planChange(snapshot, [parsed]))
  expect(await applyChange({ files: plan.files, store, journal, sleep })).toEqual({ state: 'applied' })
}
