import type { Plan } from '@/lib/changes/plan'
import { type KeptAssertion, listAssertions } from '@/lib/db/assertions'
import type { Records } from '@/lib/db/records'
import { ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { readCheckedFiles } from './checked-files'

/**
 * The sentences that are not true of a server once a plan is carried out, by the files as they are at this moment.
 * What cannot be told is not among them. Errors: those of reading; a server without sentences is not read.
 */
export async function findBroken(
  { db }: Pick<Records, 'db'>,
  store: MailRootStore,
  serverId: string,
  plan: Plan,
): Promise<Result<readonly KeptAssertion[]>> {
  const kept = await listAssertions({ db }, serverId)
  if (kept.length === 0) return ok([])
  const reading = await readCheckedFiles(store)
  if (!reading.ok) return reading
  const planned = new Map(plan.files.map((file) => [file.path, file.after && file.afterDocument]))
  const files = reading.value.open((path, live) => (planned.has(path) ? (planned.get(path) ?? null) : live))
  const broken: KeptAssertion[] = []
  for (const each of kept) {
    if ((await files.check(each.assertion)).kind === 'broken') broken.push(each)
  }
  return ok(broken)
}
