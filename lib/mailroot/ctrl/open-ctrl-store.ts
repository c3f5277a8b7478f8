import { fault, ok, type Result } from '@/lib/errors'
import { encodeCommand, parseReplyLine, REPLY_OK } from '@/lib/xmail/ctrl'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { MAX_FILE_BYTES } from '../check-write'
import type { ConnectionSecrets, CtrlConnection } from '../connection'
import { type Deadline, startDeadline } from '../deadline'
import type {
  CallOptions,
  FileSnapshot,
  ListedFile,
  MailRootStore,
  Snapshot,
  StoreIdentity,
  WriteOutcome,
} from '../store'
import { ask, type Question } from './ask'
import { checkRemoval, checkUpload } from './check-upload'
import { isReply } from './is-reply'
import { Lane } from './lane'
import { listFiles } from './list-files'
import { type CtrlTarget, checkLogin, type Session } from './open-session'
import { putFile, type Upload } from './put-file'
import { type ReadLimits, readFiles } from './read-files'
import { sessionForWrite } from './session-for-write'
import { WarmSessions } from './warm-sessions'

/** Times and limits, for tests and for unusual servers. */
export interface CtrlStoreDeps {
  /** Deadline of a call that names none. Default 30 s. */
  readonly timeoutMs?: number
  /**
   * How long a finished connection is kept for the next call. Default 45 s: it must outlast another call that finds out
   * that a change has shut this console out, for only over this one the change can be undone.
   */
  readonly idleMs?: number
  /** How long a kept connection may take to show that it still lives, before a write. Default 5 s. */
  readonly answerMs?: number
  /** How long after a write its connection is used for the next without being asked whether it lives. Default 1 s. */
  readonly freshMs?: number
  /** How long a server may stall in the middle of an upload, where stopping would cost the file. Default 60 s. */
  readonly graceMs?: number
  /** Default 64 MiB a file, 256 MiB a snapshot. */
  readonly limits?: ReadLimits
}

const DEFAULTS = {
  timeoutMs: 30_000,
  idleMs: 45_000,
  answerMs: 5_000,
  freshMs: 1_000,
  graceMs: 60_000,
  limits: { fileBytes: MAX_FILE_BYTES, snapshotBytes: 4 * MAX_FILE_BYTES },
} satisfies CtrlStoreDeps

/**
 * A MailRoot behind XMail's CTRL protocol. Connects when first asked. Reads go one after another over one connection
 * that is kept warm; writes have their own, so that a read never waits behind one that hangs (server.tab: semantics.md 0.3).
 * Errors of any call: UNREACHABLE, HOST_NOT_FOUND, TIMED_OUT, CANCELLED, CONNECTION_LOST, PROTOCOL_VIOLATION,
 * REFUSED_BY_IPMAP, SERVER_BUSY, LOGIN_REFUSED, CLEAR_TEXT_REFUSED, INPUT_INVALID and FIELD_* of user and password,
 * TLS_NOT_OFFERED, TLS_FAILED, TLS_TOO_OLD, CERTIFICATE_UNTRUSTED, CERTIFICATE_CHANGED, XMAIL_ERROR.
 */
export function openCtrlStore(
  connection: CtrlConnection,
  secrets: ConnectionSecrets,
  deps: CtrlStoreDeps = {},
): MailRootStore {
  return new CtrlStore({ connection, secrets }, { ...DEFAULTS, ...deps })
}

class CtrlStore implements MailRootStore {
  readonly kind = 'ctrl'
  readonly abilities = { atomicReplace: false, keepsBytes: false }
  readonly #target: CtrlTarget
  readonly #deps: Required<CtrlStoreDeps>
  readonly #warm: WarmSessions
  readonly #reads = new Lane()
  readonly #writes = new Lane()

  constructor(target: CtrlTarget, deps: Required<CtrlStoreDeps>) {
    this.#target = target
    this.#deps = deps
    this.#warm = new WarmSessions(deps.idleMs)
  }

  identify(options?: CallOptions): Promise<Result<StoreIdentity>> {
    return this.#read({ commands: command('noop'), take: takeIdentity }, options)
  }

  async readSnapshot(paths: readonly MailRootPath[], options?: CallOptions): Promise<Result<Snapshot>> {
    const files = new Map<MailRootPath, FileSnapshot>()
    const sound: MailRootPath[] = []
    for (const path of new Set(paths)) {
      const checked = parseMailRootPath(path)
      if (checked.ok) sound.push(path)
      else files.set(path, { path, state: 'unreadable', fault: checked.error })
    }
    if (sound.length > 0) {
      const commands = sound.map((path) => command('cfgfileget', path)).join('')
      const take = ({ wire }: Session) => readFiles(wire, sound, this.#deps.limits)
      const read = await this.#read({ commands, take }, options)
      if (!read.ok) return read
      for (const file of read.value) files.set(file.path, file)
    }
    return ok({ files, takenAt: Date.now() })
  }

  async listFolder(folder: MailRootPath | '', options?: CallOptions): Promise<Result<readonly ListedFile[]>> {
    const checked = folder === '' ? ok('.') : parseMailRootPath(folder)
    if (!checked.ok) return checked
    const take = ({ wire }: Session) => listFiles(wire, this.#deps.limits.fileBytes)
    return this.#read({ commands: command('filelist', checked.value, '*'), take }, options)
  }

  async writeFile(path: MailRootPath, bytes: Uint8Array, options?: CallOptions): Promise<WriteOutcome> {
    const upload = checkUpload(path, bytes, this.#deps.limits.fileBytes)
    if (!upload.ok) return { state: 'not-written', fault: upload.error }
    return this.#write(upload.value, options)
  }

  /** XMail says OK to the removal of a file that is not there, or that it may not remove: looking comes first and last. */
  async removeFile(path: MailRootPath, options?: CallOptions): Promise<WriteOutcome> {
    const removal = checkRemoval(path)
    if (!removal.ok) return { state: 'not-written', fault: removal.error }
    const found = await this.#look(path, options)
    if (found.state === 'absent') return { state: 'not-written', fault: fault('FILE_NOT_FOUND', { path }) }
    if (found.state === 'unreadable') return { state: 'not-written', fault: found.fault }
    const outcome = await this.#write(removal.value, options)
    if (outcome.state !== 'written') return outcome
    const left = await this.#look(path, options)
    if (left.state === 'unreadable') return { state: 'in-doubt', fault: left.fault }
    return left.state === 'absent'
      ? outcome
      : { state: 'not-written', fault: fault('PERMISSION_DENIED', { path }) }
  }

  close(): Promise<void> {
    return this.#warm.close()
  }

  async #look(path: MailRootPath, options: CallOptions | undefined): Promise<FileSnapshot> {
    const read = await this.readSnapshot([path], options)
    if (!read.ok) return { path, state: 'unreadable', fault: read.error }
    return read.value.files.get(path) ?? { path, state: 'absent' }
  }

  async #read<T>(question: Question<T>, options: CallOptions | undefined): Promise<Result<T>> {
    const wrong = checkLogin(this.#target)
    if (wrong) return { ok: false, error: wrong }
    return this.#inTurn(this.#reads, options, (deadline) => ask(this.#target, this.#warm, question, deadline))
  }

  async #write(upload: Upload, options: CallOptions | undefined): Promise<WriteOutcome> {
    const graceMs = Math.max(this.#deps.graceMs, options?.timeoutMs ?? this.#deps.timeoutMs)
    const outcome = await this.#inTurn(this.#writes, options, async (deadline) => {
      const ways = { target: this.#target, warm: this.#warm, reads: this.#reads, ...this.#deps }
      const session = await sessionForWrite(ways, deadline)
      if (!session.ok) return session
      const put = await putFile(session.value.wire, upload, { deadline, graceMs })
      // What is in doubt still answers to nobody's question: its answer would be taken for the next one.
      if (put.state === 'in-doubt') session.value.wire.finish()
      else this.#warm.keepFromWrite(session.value, put.state === 'written')
      return ok(put)
    })
    return outcome.ok ? outcome.value : { state: 'not-written', fault: outcome.error }
  }

  async #inTurn<T>(
    lane: Lane,
    options: CallOptions | undefined,
    call: (deadline: Deadline) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const deadline = startDeadline(options?.timeoutMs ?? this.#deps.timeoutMs, options?.signal)
    try {
      const turn = await lane.enter(deadline)
      if (!turn.ok) return turn
      try {
        return await call(deadline)
      } finally {
        turn.value()
      }
    } finally {
      deadline.dispose()
    }
  }
}

/** Only this file's verbs and checked paths come here, so a refusal is a bug. */
function command(verb: string, ...args: readonly string[]): string {
  const line = encodeCommand(verb, args)
  if (!line.ok) throw new Error(`not a CTRL command: ${verb} (${line.error.code})`)
  return line.value
}

async function takeIdentity({ wire, identity }: Session): Promise<Result<StoreIdentity>> {
  const line = await wire.nextLine()
  if (!line.ok) return line
  if (isReply(parseReplyLine(line.value), REPLY_OK)) return ok(identity)
  return wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'UNEXPECTED_REPLY' }))
}
