import { type Fault, fault } from '@/lib/errors'
import type { CallOptions, MailRootStore, Snapshot, WriteOutcome } from '@/lib/mailroot/store'
import type { MailRootPath } from '@/lib/xmail/path'
import { BLANK_LINE, type FileBytes, holds, whatIsThere } from './what-is-there'

export type { FileBytes } from './what-is-there'

export type ApplyStep = 'read-again' | 'write' | 'read-back' | 'reach-again' | 'put-back'
export type StepState = 'begun' | 'done' | 'failed'

/** Where each step is written before and after it is done. */
export interface ApplyJournal {
  step(step: ApplyStep, state: StepState, path?: MailRootPath, fault?: Fault): Promise<void>
}

/**
 * How an apply ended. `applied`: read back and equal to the plan. `not-applied`: read back (or never touched) and equal
 * to what was there before. `put-back`: it had been changed in part and the old bytes are there again. `in-doubt`: what
 * the server holds is not known, or is neither; it must be read again later.
 */
export type ApplyOutcome =
  | { readonly state: 'applied' }
  | { readonly state: 'not-applied' | 'put-back' | 'in-doubt'; readonly fault: Fault }

/** The running server, tried around a change: a change can be exactly as planned and still do what nobody planned. */
export interface Trial {
  /** Before the first byte is written: only what works as the old files say may be held against the new ones. */
  before(): Promise<void>
  /** Once all is read back. A fault puts the change back. */
  after(): Promise<Fault | null>
}

export interface ApplyOptions {
  readonly files: readonly FileBytes[]
  readonly store: MailRootStore
  readonly journal: ApplyJournal
  readonly sleep: (ms: number) => Promise<void>
  /**
   * Reaches the server anew, as if for the first time: a session that was signed in before the change goes on after it,
   * and would not notice that nobody can sign in any more. Left out where the change cannot shut anybody out.
   */
  readonly reachAgain?: (() => Promise<Fault | null>) | undefined
  /** Left out where nobody wants the running server tried. */
  readonly trial?: Trial | undefined
  readonly call?: CallOptions
}

/** Pauses between looks at a file that may still be written: server.tab waits for open sessions (semantics.md 0.3). */
const DOUBT_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000]

/**
 * Reads again and stops if anything has changed since the review (DRIFTED); writes; reads back; and if what is there is
 * not what was planned, or the running server does something else than planned, puts the old bytes back. The caller has
 * made both sides of every file durable before: after this begins, the only copy of the old bytes may be that one. Never
 * throws for the server's troubles.
 */
export async function applyChange(options: ApplyOptions): Promise<ApplyOutcome> {
  const { files } = options
  // Before the last look at the files, not behind it: what takes seconds would leave that look as old as itself.
  await options.trial?.before()
  const stop = await readAgain(options)
  if (stop) return { state: 'not-applied', fault: stop }

  const touched: FileBytes[] = []
  for (const file of files) {
    touched.push(file)
    const trouble = await writeAndSettle(options, file)
    if (trouble) return settleFailure(options, touched, trouble)
  }
  return readBack(options)
}

async function readAgain(options: ApplyOptions): Promise<Fault | null> {
  const { files, store, journal, call } = options
  await journal.step('read-again', 'begun')
  const now = await store.readSnapshot(
    files.map((file) => file.path),
    call,
  )
  const stop = now.ok ? findDrift(now.value, files) : now.error
  await journal.step('read-again', stop ? 'failed' : 'done', undefined, stop ?? undefined)
  return stop
}

function findDrift(now: Snapshot, files: readonly FileBytes[]): Fault | null {
  for (const file of files) {
    const found = now.files.get(file.path)
    if (found?.state === 'unreadable') return found.fault
    if (found?.state === 'present' && found.notEditable) return found.notEditable
    if (holds(found, file) !== 'before') return fault('DRIFTED', { path: file.path })
  }
  return null
}

async function writeAndSettle(options: ApplyOptions, file: FileBytes): Promise<Fault | null> {
  const { journal } = options
  await journal.step('write', 'begun', file.path)
  const outcome: WriteOutcome = await writeSide(options, file.path, file.after)
  const trouble =
    outcome.state === 'in-doubt' ? await settleDoubt(options, file, outcome.fault) : written(outcome)
  await journal.step('write', trouble ? 'failed' : 'done', file.path, trouble ?? undefined)
  return trouble
}

function written(outcome: WriteOutcome): Fault | null {
  return outcome.state === 'written' ? null : outcome.fault
}

/**
 * A write without an answer: look until the file is the new one, or patience ends. A file that is gone, or holds only
 * the first lines of ours, twice in a row, is what XMail makes of an upload that was cut off (semantics.md 0.2): there
 * is no doubt any more, and the caller puts the old bytes back.
 */
async function settleDoubt(options: ApplyOptions, file: FileBytes, doubt: Fault): Promise<Fault | null> {
  let looksCutOff = 0
  for (const pauseMs of DOUBT_PAUSES_MS) {
    await options.sleep(pauseMs)
    const now = await options.store.readSnapshot([file.path], options.call)
    if (!now.ok) continue
    const held = holds(now.value.files.get(file.path), file)
    if (held === 'after') return null
    looksCutOff = held === 'cut-off' ? looksCutOff + 1 : 0
    if (looksCutOff === 2) return doubt
  }
  return fault('IN_DOUBT', { path: file.path, because: doubt.code })
}

async function readBack(options: ApplyOptions): Promise<ApplyOutcome> {
  const { files, journal } = options
  await journal.step('read-back', 'begun')
  const states = await whatIsThere(options, files)
  if (states.ok && states.value.every((state) => state === 'after')) {
    await journal.step('read-back', 'done')
    return tryRunningServer(options)
  }
  const trouble = states.ok ? fault('VERIFY_FAILED') : states.error
  await journal.step('read-back', 'failed', undefined, trouble)
  // Not being able to look is no reason to write again: the server has said that every write went well.
  return states.ok ? settleFailure(options, files, trouble) : { state: 'in-doubt', fault: trouble }
}

/**
 * Puts the old bytes of all files back where ours, or pieces of ours, are: for an apply that was given up before, and
 * turns out to have left something behind. Overwrites nobody else's work.
 */
export function putAllBack(options: ApplyOptions, trouble: Fault): Promise<ApplyOutcome> {
  return settleFailure(options, options.files, trouble)
}

/**
 * A change that is there as planned, but has shut this console out or makes the server do something else, is put back,
 * over the session that is still open.
 */
async function tryRunningServer(options: ApplyOptions): Promise<ApplyOutcome> {
  const trouble = (await checkWayIn(options)) ?? (await options.trial?.after()) ?? null
  return trouble ? settleFailure(options, options.files, trouble) : { state: 'applied' }
}

async function checkWayIn({ journal, reachAgain }: ApplyOptions): Promise<Fault | null> {
  if (!reachAgain) return null
  await journal.step('reach-again', 'begun')
  const trouble = await reachAgain()
  await journal.step('reach-again', trouble ? 'failed' : 'done', undefined, trouble ?? undefined)
  return trouble
}

/** After trouble: if the touched files are all as before, nothing happened; what differs is put back and read again. */
async function settleFailure(
  options: ApplyOptions,
  touched: readonly FileBytes[],
  trouble: Fault,
): Promise<ApplyOutcome> {
  if (trouble.code === 'IN_DOUBT') return { state: 'in-doubt', fault: trouble }
  const states = await whatIsThere(options, touched)
  if (!states.ok) return { state: 'in-doubt', fault: trouble }
  // What is neither the old, nor the new, nor a piece of the new is somebody else's work, and not ours to overwrite.
  const foreign = touched[states.value.indexOf('foreign')]
  if (foreign) return { state: 'in-doubt', fault: fault('DRIFTED', { path: foreign.path }) }
  const changed = touched.filter((_, i) => states.value[i] !== 'before')
  if (changed.length === 0) return { state: 'not-applied', fault: trouble }
  for (const file of changed.reverse()) await putBack(options, file)
  const after = await whatIsThere(options, touched)
  const allBack = after.ok && after.value.every((state) => state === 'before')
  return allBack
    ? { state: 'put-back', fault: trouble }
    : { state: 'in-doubt', fault: fault('PUT_BACK_FAILED', { because: trouble.code }) }
}

async function putBack(options: ApplyOptions, file: FileBytes): Promise<void> {
  const { journal } = options
  await journal.step('put-back', 'begun', file.path)
  const before = file.before?.length === 0 ? BLANK_LINE : file.before
  const trouble = written(await writeSide(options, file.path, before))
  await journal.step('put-back', trouble ? 'failed' : 'done', file.path, trouble ?? undefined)
}

/** Makes one side of a file be what is there. */
function writeSide(
  { store, call }: ApplyOptions,
  path: MailRootPath,
  bytes: Uint8Array | null,
): Promise<WriteOutcome> {
  return bytes === null ? store.removeFile(path, call) : store.writeFile(path, bytes, call)
}
