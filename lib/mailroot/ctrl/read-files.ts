import { type Fault, fault, ok, type Result } from '@/lib/errors'
import { DATA_LINE_BYTES, decodeFileLines, parseReplyLine, REPLY_LISTING, replyFault } from '@/lib/xmail/ctrl'
import type { MailRootPath } from '@/lib/xmail/path'
import { digestOf } from '../digest'
import type { FileSnapshot } from '../store'
import { isReply } from './is-reply'
import { readListing } from './read-listing'
import type { Wire } from './wire'

/** How much a server may make us keep. What is larger is `unreadable`, FILE_TOO_LARGE. */
export interface ReadLimits {
  readonly fileBytes: number
  readonly snapshotBytes: number
}

/** "Unable to open file": what XMail says of a file that is not there. */
const ABSENT = -19

/** The answers to one `cfgfileget` a path, in that order. Errors: the connection's trouble, PROTOCOL_VIOLATION. */
export async function readFiles(
  wire: Wire,
  paths: readonly MailRootPath[],
  limits: ReadLimits,
): Promise<Result<FileSnapshot[]>> {
  const files: FileSnapshot[] = []
  let roomBytes = limits.snapshotBytes
  for (const path of paths) {
    const file = await readFile(wire, path, Math.min(limits.fileBytes, roomBytes))
    if (!file.ok) return file
    if (file.value.state === 'present') roomBytes -= file.value.bytes.length
    files.push(file.value)
  }
  return ok(files)
}

async function readFile(wire: Wire, path: MailRootPath, limitBytes: number): Promise<Result<FileSnapshot>> {
  const line = await wire.nextLine()
  if (!line.ok) return line
  const reply = parseReplyLine(line.value)
  if (reply?.sign === '-') {
    if (reply.code === ABSENT) return ok({ path, state: 'absent' })
    return ok({ path, state: 'unreadable', fault: replyFault(reply.code, reply.text) })
  }
  if (!isReply(reply, REPLY_LISTING)) return wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'NO_LISTING' }))
  return readContent(wire, path, limitBytes)
}

async function readContent(
  wire: Wire,
  path: MailRootPath,
  limitBytes: number,
): Promise<Result<FileSnapshot>> {
  const chunks: Buffer[] = []
  let lineNumber = 0
  let notEditable: Fault | undefined
  const complete = await readListing(wire, limitBytes, (lines) => {
    // Such a line cannot be sent back; and if it came in pieces, nobody knows what the file's line is.
    const tooLong = notEditable ? -1 : lines.findIndex((line) => line.length > DATA_LINE_BYTES)
    if (tooLong !== -1) {
      notEditable = fault('LINE_TOO_LONG_FOR_CTRL', {
        line: lineNumber + tooLong + 1,
        limit: DATA_LINE_BYTES,
      })
    }
    lineNumber += lines.length
    chunks.push(Buffer.from(decodeFileLines(lines).text, 'latin1'))
  })
  if (!complete.ok) return complete
  if (!complete.value) {
    return ok({ path, state: 'unreadable', fault: fault('FILE_TOO_LARGE', { path, limit: limitBytes }) })
  }
  const bytes = Uint8Array.from(Buffer.concat(chunks))
  return ok({ path, state: 'present', bytes, digest: digestOf(bytes), ...(notEditable && { notEditable }) })
}
