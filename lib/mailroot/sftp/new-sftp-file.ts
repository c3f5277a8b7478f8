import { posix } from 'node:path'
import type { Stats } from 'ssh2'
import type { NewFile } from '../folder/disk'
import { entryOf } from './entry-of'
import { explainFailure } from './explain-failure'
import type { SftpSession } from './sftp-session'

const CHUNK_BYTES = 32 * 1024
/** Two megabytes on their way: enough for any distance, and little memory. */
const CHUNKS_AT_ONCE = 64

/** Makes a file that was not there, for its owner alone. */
export async function newSftpFile(session: SftpSession, path: string): Promise<NewFile> {
  const explain = (neededBytes: number) => async (caught: unknown) => {
    throw await explainFailure(session, posix.dirname(path), neededBytes, caught)
  }
  const handle = await session
    .ask<Buffer>((sftp, done) => sftp.open(path, 'wx', { mode: 0o600 }, done))
    .catch(explain(1))
  let closing: Promise<void> | null = null
  return {
    look: () => session.ask<Stats>((sftp, done) => sftp.fstat(handle, done)).then(entryOf),
    write: (bytes) => writeChunks(session, handle, bytes).catch(explain(bytes.length)),
    setOwner: ({ uid, gid }) => session.ask((sftp, done) => sftp.fchown(handle, uid, gid, done)),
    setMode: (mode) => session.ask((sftp, done) => sftp.fchmod(handle, mode, done)),
    sync: () => syncHandle(session, handle).catch(explain(1)),
    close() {
      closing ??= session.ask((sftp, done) => sftp.close(handle, done))
      return closing
    },
  }
}

async function writeChunks(session: SftpSession, handle: Buffer, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let next = 0
  const writeOn = async (): Promise<void> => {
    while (next < buffer.length) {
      const start = next
      next = Math.min(start + CHUNK_BYTES, buffer.length)
      const length = next - start
      await session.ask((sftp, done) => sftp.write(handle, buffer, start, length, start, done))
    }
  }
  await Promise.all(Array.from({ length: CHUNKS_AT_ONCE }, writeOn))
}

/** Where the server offers fsync@openssh.com; where it does not, its own habits must do. */
async function syncHandle(session: SftpSession, handle: Buffer): Promise<void> {
  await session.ask((sftp, done) => {
    let isOffered = true
    try {
      sftp.ext_openssh_fsync(handle, done)
    } catch {
      // ssh2's only throw here: the server has not announced the extension.
      isOffered = false
    }
    if (!isOffered) done()
  })
}
