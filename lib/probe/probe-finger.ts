import type { Fault } from '@/lib/errors'
import type { ServiceAddress } from '@/lib/xmail/services'
import { decodeText, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { openLine } from './open-line'
import { startLimit } from './socket-trouble'

/**
 * What a FINGER port is: `answering` (its words are in `answer`), `silent` (it takes the connection and closes without a
 * word, as XMail does for whom finger.ipmap.tab refuses, semantics.md 10.1), `stalled` (connected, and then nothing),
 * `closed` (nobody listens), `unreached` (whether it is open cannot be told from here).
 */
export type FingerState =
  | { readonly state: 'answering'; readonly answer: readonly string[] }
  | { readonly state: 'silent' | 'closed' }
  | { readonly state: 'stalled' | 'unreached'; readonly fault: Fault }

export interface FingerProbe {
  readonly place: ServiceAddress
  /** `user` or `user@domain`; '' asks for nobody, which XMail answers as well. */
  readonly query: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** An answer of many users is cut here: it proves what it proves. */
const MAX_LINES = 40

/** Asks a FINGER port once and says what it is. Never throws for the other end's troubles. */
export async function probeFinger({ place, query, timeoutMs, signal }: FingerProbe): Promise<FingerState> {
  const limit = startLimit(timeoutMs, signal)
  const line = await openLine(place, limit)
  if (!line.ok) {
    const reason = line.error.details?.reason
    if (reason === 'ECONNREFUSED') return { state: 'closed' }
    // Taken and reset so quickly that the system tells of both at once.
    return reason === 'ECONNRESET' ? { state: 'silent' } : { state: 'unreached', fault: line.error }
  }
  try {
    line.value.send(`${onOneLine(query)}\r\n`)
    const answer = await line.value.readAll()
    if (!answer.ok) return { state: 'stalled', fault: answer.error }
    const lines = decode(answer.value)
      .split(/\r*\n/)
      .filter((each) => each !== '')
    // XMail may close before it has read the query, which ends in a reset: that is silence too.
    return lines.length === 0
      ? { state: 'silent' }
      : { state: 'answering', answer: lines.slice(0, MAX_LINES) }
  } finally {
    line.value.close()
  }
}

/** XMail hands on the bytes of user.tab, whatever their encoding. */
function decode(bytes: string): string {
  const { encoding } = parseDocument(fromByteString(bytes), { lineLimit: bytes.length + 1, comments: false })
  return decodeText({ encoding }, bytes)
}

function onOneLine(query: string): string {
  return query.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 500)
}
