import { fault } from '@/lib/errors'
import { type Deadline, startDeadline } from '../deadline'
import type { WriteOutcome } from '../store'
import { type Disk, type NewFile, nameIn, type Owner, type Trouble, troubleIn } from './disk'
import type { ReplacePlan } from './plan-replace'
import { sweepStale } from './sweep-stale'
import { stopIfCut, waitUnder } from './wait-under'

/** Beyond the call's own time: a temporary file is cleared away even when the call was cancelled. */
const CLEAN_UP_MS = 2_000

export interface Replacement {
  readonly outcome: WriteOutcome
  /**
   * Null: no temporary file is left. Else it may still be there, because the connection was gone. Whoever has a new one
   * removes it, and if it was there this is the outcome: it has not taken the old one's place, and never will.
   */
  readonly leftBehind: WriteOutcome | null
}

/**
 * Writes a new file beside the old one, makes it last, and renames it over the old one: who reads sees the old bytes or
 * the new, and so it is after a power cut. Before the rename every trouble means `not-written`.
 */
export async function replaceFile(
  disk: Disk,
  plan: ReplacePlan,
  bytes: Uint8Array,
  deadline: Deadline,
): Promise<Replacement> {
  let creating: Promise<NewFile> | null = null
  let isRenaming = false
  let sweeping: Promise<void> = Promise.resolve()
  try {
    stopIfCut(deadline)
    creating = disk.create(plan.temp)
    const file = await waitUnder(deadline, creating)
    const [own] = await waitUnder(deadline, Promise.all([file.look(), file.write(bytes)]))
    sweeping = sweepStale(disk, plan.folder, own.modifiedMs)
    if (!isSameOwner(own.owner, plan.owner)) await waitUnder(deadline, giveAway(file, plan, own.owner))
    if (plan.mode !== null) await waitUnder(deadline, file.setMode(plan.mode))
    await waitUnder(deadline, file.sync())
    await waitUnder(deadline, file.close())
    stopIfCut(deadline)
    isRenaming = true
    await waitUnder(deadline, disk.replace(plan.temp, plan.target))
  } catch (caught) {
    return settle(disk, plan, creating, isRenaming, troubleIn(caught))
  }
  // The new bytes are there for all to see; that their name may not outlive a power cut makes them no less written.
  await waitUnder(deadline, Promise.all([disk.syncFolder(plan.folder), sweeping])).catch(troubleIn)
  return { outcome: { state: 'written' }, leftBehind: null }
}

function isSameOwner(own: Owner | null, wanted: Owner | null): boolean {
  return !own || !wanted || (own.uid === wanted.uid && own.gid === wanted.gid)
}

/**
 * Gives the file to whom the old one belonged. If that is not allowed a replacement must not happen: a file that has
 * silently changed its owner is one that XMail, or its administrator, can no longer write. A new file has had no owner;
 * it takes the group if it can, and else stays with the account that made it.
 */
async function giveAway(file: NewFile, { owner, isNew }: ReplacePlan, own: Owner | null): Promise<void> {
  if (!owner) return
  try {
    await file.setOwner(owner)
  } catch (caught) {
    if (!isNew || troubleIn(caught).fault.code !== 'PERMISSION_DENIED') throw caught
    if (own) await file.setOwner({ uid: own.uid, gid: owner.gid }).catch(unlessDenied)
  }
}

function unlessDenied(caught: unknown): void {
  if (troubleIn(caught).fault.code !== 'PERMISSION_DENIED') throw caught
}

/** Clears away, and says what the trouble means for the file. */
async function settle(
  disk: Disk,
  plan: ReplacePlan,
  creating: Promise<NewFile> | null,
  isRenaming: boolean,
  trouble: Trouble,
): Promise<Replacement> {
  const fate = creating ? await removeTemp(disk, creating, plan.temp) : 'gone'
  const why = nameIn(trouble.fault, plan.path)
  const notWritten: WriteOutcome = { state: 'not-written', fault: why }
  const inDoubt: WriteOutcome = {
    state: 'in-doubt',
    fault: fault('IN_DOUBT', { path: plan.path, because: why.code }),
  }
  const mayBeDone = isRenaming && trouble.unanswered && fate !== 'removed'
  return { outcome: mayBeDone ? inDoubt : notWritten, leftBehind: fate === 'unknown' ? notWritten : null }
}

async function removeTemp(
  disk: Disk,
  creating: Promise<NewFile>,
  temp: string,
): Promise<'removed' | 'gone' | 'unknown'> {
  const grace = startDeadline(CLEAN_UP_MS)
  try {
    // To remove it while it is still being made would leave it behind.
    const file = await waitUnder(grace, creating.catch(noneIfRefused))
    if (!file) return 'gone'
    await waitUnder(grace, file.close()).catch(troubleIn)
    return (await waitUnder(grace, disk.remove(temp))) ? 'removed' : 'gone'
  } catch (caught) {
    troubleIn(caught)
    return 'unknown'
  } finally {
    grace.dispose()
  }
}

/** "No" is an answer: there never was a file. */
function noneIfRefused(caught: unknown): null {
  if (troubleIn(caught).unanswered) throw caught
  return null
}
