import { fault, ok, type Result } from '@/lib/errors'
import { parseListing, parseReplyLine, REPLY_LISTING, replyFault } from '@/lib/xmail/ctrl'
import type { ListedFile } from '../store'
import { isReply } from './is-reply'
import { readListing } from './read-listing'
import type { Wire } from './wire'

/**
 * The answer to one `filelist`. Errors: FILE_NOT_FOUND (no such folder), FILE_TOO_LARGE, XMAIL_ERROR,
 * PROTOCOL_VIOLATION, the connection's trouble.
 */
export async function listFiles(wire: Wire, limitBytes: number): Promise<Result<ListedFile[]>> {
  const line = await wire.nextLine()
  if (!line.ok) return line
  const reply = parseReplyLine(line.value)
  if (reply?.sign === '-') return { ok: false, error: replyFault(reply.code, reply.text) }
  if (!isReply(reply, REPLY_LISTING)) return wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'NO_LISTING' }))
  const files: ListedFile[] = []
  const complete = await readListing(wire, limitBytes, (lines) => {
    for (const row of parseListing(lines)) {
      const [name, size, ...more] = row
      // A name with a TAB or a line break makes rows of another form. No path can name such a file either.
      if (!name || more.length > 0 || !/^\d{1,15}$/.test(size ?? '')) continue
      files.push({ name: readableName(name), sizeBytes: Number(size) })
    }
  })
  if (!complete.ok) return complete
  return complete.value ? ok(files) : { ok: false, error: fault('FILE_TOO_LARGE', { limit: limitBytes }) }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** A file's name as people see it: UTF-8 where it is that, else its bytes as Latin-1. */
function readableName(name: string): string {
  try {
    return strictUtf8.decode(Buffer.from(name, 'latin1'))
  } catch {
    return name
  }
}
