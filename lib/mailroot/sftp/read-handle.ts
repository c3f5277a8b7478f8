import { MAX_FILE_BYTES } from '../check-write'
import type { SftpSession } from './sftp-session'

/** What every server gives at once (version 3 of the protocol, section 3). */
const CHUNK_BYTES = 32 * 1024
const CHUNKS_AT_ONCE = 64

/**
 * All bytes of an open file, and closes it. Every piece is asked for at once, and one beyond the end that must turn out
 * empty; so a file that is as long as it was said to be costs one round trip. If it is not, it is read piece by piece.
 */
export async function readHandle(
  session: SftpSession,
  handle: Buffer,
  sizeBytes: number,
): Promise<Uint8Array> {
  try {
    return (await readAtOnce(session, handle, sizeBytes)) ?? (await readToEnd(session, handle))
  } finally {
    // Not waited for: it would cost each file one more round trip, and nothing hangs on it.
    session.tell((sftp, done) => sftp.close(handle, done))
  }
}

async function readAtOnce(
  session: SftpSession,
  handle: Buffer,
  sizeBytes: number,
): Promise<Uint8Array | null> {
  const bytes = Buffer.alloc(sizeBytes)
  let next = 0
  let isWhole = true
  const readOn = async (): Promise<void> => {
    while (next < sizeBytes && isWhole) {
      const start = next
      next = Math.min(start + CHUNK_BYTES, sizeBytes)
      const piece = bytes.subarray(start, next)
      if ((await readPiece(session, handle, piece, start)) !== piece.length) isWhole = false
    }
  }
  const readers = Math.min(CHUNKS_AT_ONCE, Math.ceil(sizeBytes / CHUNK_BYTES))
  const [beyond] = await Promise.all([
    readPiece(session, handle, Buffer.alloc(1), sizeBytes),
    ...Array.from({ length: readers }, readOn),
  ])
  return isWhole && beyond === 0 ? bytes : null
}

/** For a file that has changed since it was looked at, and for servers that give less than they are asked for. */
async function readToEnd(session: SftpSession, handle: Buffer): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  while (length <= MAX_FILE_BYTES) {
    const piece = Buffer.alloc(CHUNK_BYTES)
    const count = await readPiece(session, handle, piece, length)
    if (count === 0) break
    pieces.push(piece.subarray(0, count))
    length += count
  }
  return Buffer.concat(pieces)
}

/** How many bytes there were; 0 at the end of the file. */
function readPiece(session: SftpSession, handle: Buffer, into: Buffer, position: number): Promise<number> {
  return session.ask<number>((sftp, done) => sftp.read(handle, into, 0, into.length, position, done))
}
