import type { Fault, Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'

/** SHA-256 of a file's bytes, 64 lower-case hex digits. */
export type Digest = string

/** One file as a store read it. `absent` is a fact about the server; `unreadable` is trouble with this one file. */
export type FileSnapshot =
  | {
      readonly path: MailRootPath
      readonly state: 'present'
      readonly bytes: Uint8Array
      readonly digest: Digest
      /** Set when the store cannot write this file faithfully, e.g. LINE_TOO_LONG_FOR_CTRL. It can still be read. */
      readonly notEditable?: Fault
    }
  | { readonly path: MailRootPath; readonly state: 'absent' }
  | { readonly path: MailRootPath; readonly state: 'unreadable'; readonly fault: Fault }

/** What a MailRoot held at one time: every path asked for is in `files`. */
export interface Snapshot {
  readonly files: ReadonlyMap<MailRootPath, FileSnapshot>
  /** Milliseconds since the epoch, taken when the last byte had arrived. */
  readonly takenAt: number
}

/**
 * How a write ended. `written`: the store has the server's word. `not-written`: the old bytes are still there.
 * `in-doubt`: the request had been sent and no answer came; only reading the file again can tell (semantics.md 0.2, 0.3).
 */
export type WriteOutcome =
  | { readonly state: 'written' }
  | { readonly state: 'not-written'; readonly fault: Fault }
  | { readonly state: 'in-doubt'; readonly fault: Fault }

export interface CallOptions {
  /** One deadline for the whole call, connecting included. Default: the store's own. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface StoreAbilities {
  /** Readers see the old bytes or the new ones, never a part (rename). CTRL truncates and copies. */
  readonly atomicReplace: boolean
  /** CR LF, a missing final line end and NUL survive reading and writing. Over CTRL they do not (semantics.md 8.3). */
  readonly keepsBytes: boolean
}

/** What a store can say of the other end, shown to people. `weak` names what makes the connection unsafe. */
export interface StoreIdentity {
  readonly kind: StoreKind
  /** e.g. the CTRL greeting's "XMail 1.27 CTRL Server", or the SSH server's identification. Empty for a folder. */
  readonly software: string
  readonly encrypted: boolean
  /** e.g. 'TLSv1.3', 'chacha20-poly1305@openssh.com'. */
  readonly cipher?: string
  readonly weak?: 'clear-text' | 'old-tls' | 'old-ssh'
}

export type StoreKind = 'ctrl' | 'sftp' | 'local'

export interface ListedFile {
  readonly name: string
  readonly sizeBytes: number
}

/**
 * A MailRoot that can be read and written: over CTRL, over SFTP, or a folder of this machine. Every implementation
 * passes the same contract (`lib/mailroot/contract.ts`). A store never throws for trouble outside this program.
 */
export interface MailRootStore {
  readonly kind: StoreKind
  readonly abilities: StoreAbilities
  /** Connects and signs in (or finds the folder), and says what is there. */
  identify(options?: CallOptions): Promise<Result<StoreIdentity>>
  /** Reads all paths, in as few round trips as the transport allows. A fault means that nothing could be read. */
  readSnapshot(paths: readonly MailRootPath[], options?: CallOptions): Promise<Result<Snapshot>>
  /**
   * Replaces one file's bytes, or creates it. All checks of content and path come before the first byte is sent.
   * Never accepts an empty body (EMPTY_BODY_REFUSED): XMail would delete the file. Does not compare with the old bytes.
   */
  writeFile(path: MailRootPath, bytes: Uint8Array, options?: CallOptions): Promise<WriteOutcome>
  /** Removes one file; FILE_NOT_FOUND where there is none. */
  removeFile(path: MailRootPath, options?: CallOptions): Promise<WriteOutcome>
  /** Regular files directly in a folder ('' is MAIL_ROOT), unsorted. A missing folder is FILE_NOT_FOUND. */
  listFolder(folder: MailRootPath | '', options?: CallOptions): Promise<Result<readonly ListedFile[]>>
  /** Ends connections. A closed store may be used again; it reconnects. */
  close(): Promise<void>
}
