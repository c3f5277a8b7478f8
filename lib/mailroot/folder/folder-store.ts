import { type Fault, fault, ok, type Result } from '@/lib/errors'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { checkChange, checkWrite } from '../check-write'
import { type Deadline, startDeadline } from '../deadline'
import type {
  CallOptions,
  ListedFile,
  MailRootStore,
  Snapshot,
  StoreAbilities,
  StoreIdentity,
  StoreKind,
  WriteOutcome,
} from '../store'
import { type Disk, nameIn, Trouble, troubleIn } from './disk'
import { listFiles } from './list-files'
import { findRoot, onDisk } from './locate'
import { planReplace } from './plan-replace'
import { readFiles } from './read-files'
import { findRemovable, removeFile } from './remove-file'
import { replaceFile } from './replace-file'
import { waitUnder } from './wait-under'

export interface Reached {
  readonly disk: Disk
  readonly identity: StoreIdentity
  /** Says that this way to the disk has gone silent: it is not to be used for anything new. */
  distrust(): void
}

/** The way to a disk: nothing to do for a folder of this machine, a connection for one elsewhere. */
export interface DiskSource {
  /**
   * Has `work` done on a disk that answers. Work that throws CONNECTION_LOST may be done once more, on a new connection:
   * one that had been kept may turn out to be dead. What must not be done twice returns its trouble instead.
   */
  use<T>(deadline: Deadline, work: (reached: Reached) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface FolderStoreOptions {
  readonly kind: StoreKind
  /** Absolute path of MAIL_ROOT, with `/` between its parts. */
  readonly mailRoot: string
  readonly source: DiskSource
  /** For calls that name no time of their own. */
  readonly timeoutMs: number
}

const SETTINGS = mailRootPath('server.tab')

/** For one more connection when the first was lost in the middle of a write. */
const CLEAN_UP_MS = 4_000

/** A MailRoot whose files are files: all that SFTP and a local folder have in common. */
export class FolderStore implements MailRootStore {
  readonly kind: StoreKind
  readonly abilities: StoreAbilities = { atomicReplace: true, keepsBytes: true }
  readonly #mailRoot: string
  readonly #source: DiskSource
  readonly #timeoutMs: number
  /** Temporary files that a lost connection kept from being removed. */
  readonly #leftovers = new Set<string>()

  constructor({ kind, mailRoot, source, timeoutMs }: FolderStoreOptions) {
    this.kind = kind
    this.#mailRoot = mailRoot
    this.#source = source
    this.#timeoutMs = timeoutMs
  }

  identify(options?: CallOptions): Promise<Result<StoreIdentity>> {
    return this.#ask(options, async ({ disk, identity }) => {
      const [, settings] = await Promise.all([
        findRoot(disk, this.#mailRoot),
        disk.look(onDisk(this.#mailRoot, SETTINGS)),
      ])
      if (settings?.kind !== 'file') throw new Trouble(fault('NOT_A_MAILROOT', { path: this.#mailRoot }))
      return identity
    })
  }

  readSnapshot(paths: readonly MailRootPath[], options?: CallOptions): Promise<Result<Snapshot>> {
    return this.#ask(options, async ({ disk }) => {
      const files = await readFiles(disk, this.#mailRoot, paths)
      return { files, takenAt: Date.now() }
    })
  }

  async listFolder(folder: MailRootPath | '', options?: CallOptions): Promise<Result<readonly ListedFile[]>> {
    const parsed = folder === '' ? ok('' as const) : parseMailRootPath(folder)
    if (!parsed.ok) return parsed
    const listed = await this.#ask(options, ({ disk }) => listFiles(disk, this.#mailRoot, parsed.value))
    return listed.ok ? listed : { ok: false, error: nameIn(listed.error, folder || this.#mailRoot) }
  }

  async writeFile(path: MailRootPath, bytes: Uint8Array, options?: CallOptions): Promise<WriteOutcome> {
    const wrong = checkWrite(path, bytes)
    if (wrong) return notWritten(wrong)
    return this.#change(path, options, async (deadline) => {
      // Two visits: if the kept connection is dead, the first one finds out, while nothing has been changed.
      const plan = await this.#visit(deadline, ({ disk }) => planReplace(disk, this.#mailRoot, path))
      const { outcome, leftBehind } = await this.#source.use(deadline, async (reached) => {
        const replacement = await replaceFile(reached.disk, plan, bytes, deadline)
        if (replacement.leftBehind) reached.distrust()
        return replacement
      })
      if (!leftBehind) return outcome
      return (await this.#removeOnceMore(plan.temp)) ? leftBehind : outcome
    })
  }

  async removeFile(path: MailRootPath, options?: CallOptions): Promise<WriteOutcome> {
    const wrong = checkChange(path)
    if (wrong) return notWritten(wrong)
    return this.#change(path, options, async (deadline) => {
      const target = await this.#visit(deadline, ({ disk }) => findRemovable(disk, this.#mailRoot, path))
      return this.#source.use(deadline, ({ disk }) => removeFile(disk, target, path, deadline))
    })
  }

  close(): Promise<void> {
    return this.#source.close()
  }

  /** A call that changes nothing. */
  async #ask<T>(
    options: CallOptions | undefined,
    work: (reached: Reached) => Promise<T>,
  ): Promise<Result<T>> {
    const deadline = startDeadline(options?.timeoutMs ?? this.#timeoutMs, options?.signal)
    try {
      return ok(await this.#visit(deadline, work))
    } catch (caught) {
      return { ok: false, error: troubleIn(caught).fault }
    } finally {
      deadline.dispose()
    }
  }

  async #change(
    path: MailRootPath,
    options: CallOptions | undefined,
    work: (deadline: Deadline) => Promise<WriteOutcome>,
  ): Promise<WriteOutcome> {
    const deadline = startDeadline(options?.timeoutMs ?? this.#timeoutMs, options?.signal)
    try {
      return await work(deadline)
    } catch (caught) {
      return notWritten(nameIn(troubleIn(caught).fault, path))
    } finally {
      deadline.dispose()
    }
  }

  #visit<T>(deadline: Deadline, work: (reached: Reached) => Promise<T>): Promise<T> {
    return this.#source.use(deadline, async (reached) => {
      const sweeping = Promise.all(
        [...this.#leftovers].map((temp) => this.#removeLeftover(reached.disk, temp)),
      )
      const [result] = await waitUnder(deadline, Promise.all([work(reached), sweeping]))
      return result
    })
  }

  /** On a new connection, and beyond the call's own time. True: it was there. */
  async #removeOnceMore(temp: string): Promise<boolean> {
    this.#leftovers.add(temp)
    const grace = startDeadline(CLEAN_UP_MS)
    try {
      return await this.#source.use(grace, ({ disk }) => waitUnder(grace, this.#removeLeftover(disk, temp)))
    } catch (caught) {
      troubleIn(caught)
      return false
    } finally {
      grace.dispose()
    }
  }

  /** What fails is tried again with the next call. */
  async #removeLeftover(disk: Disk, temp: string): Promise<boolean> {
    try {
      const wasThere = await disk.remove(temp)
      this.#leftovers.delete(temp)
      return wasThere
    } catch (caught) {
      troubleIn(caught)
      return false
    }
  }
}

function notWritten(why: Fault): WriteOutcome {
  return { state: 'not-written', fault: why }
}
