import { ok, type Result } from '@/lib/errors'
import type { TrickLines } from '@/lib/xmail/relay-tricks'
import type { ServiceAddress } from '@/lib/xmail/services'
import { type OpenLine, openLine } from './open-line'
import { type Limit, startLimit } from './socket-trouble'

/** How far an attempt went, as `decideSmtp` counts it too. */
export type RelayCommand = 'connect' | 'ehlo' | 'mail' | 'rcpt'

export interface RelayReply {
  readonly command: RelayCommand
  readonly sent: string
  /** The last line of the reply. Null: the server closed without a word. */
  readonly reply: string | null
}

export interface RelayTry {
  readonly place: ServiceAddress
  /** One of this machine's own addresses; left out, the system chooses. */
  readonly localAddress?: string | undefined
  readonly lines: TrickLines
  /** For all of it, the waits that the server makes included. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** How long the server may take over a polite end. */
const GOODBYE_MS = 2_000

/** `client` is also what `decideSmtp` says to be called. */
const GREETING = 'EHLO client'

/**
 * Asks a server to take mail from one address to another, up to RCPT TO and never further: there is no DATA in this room,
 * so no mail can be made by it. Stops at the first refusal. Errors: CANCELLED, TIMED_OUT, HOST_NOT_FOUND, UNREACHABLE.
 */
export async function tryRelay(attempt: RelayTry): Promise<Result<readonly RelayReply[]>> {
  const limit = startLimit(attempt.timeoutMs, attempt.signal)
  const line = await openLine(attempt.place, limit, attempt.localAddress)
  if (!line.ok) return line
  try {
    return await ask(line.value, attempt.lines)
  } finally {
    await sayGoodbye(line.value, limit)
  }
}

async function ask(line: OpenLine, { from, rcpt }: TrickLines): Promise<Result<readonly RelayReply[]>> {
  const steps: readonly (readonly [RelayCommand, string])[] = [
    ['connect', ''],
    ['ehlo', GREETING],
    ['mail', `MAIL FROM:<${from}>`],
    ['rcpt', `RCPT TO:<${rcpt}>`],
  ]
  const replies: RelayReply[] = []
  for (const [command, sent] of steps) {
    if (sent !== '') line.send(`${plain(sent)}\r\n`)
    const reply = await readReply(line)
    if (!reply.ok) return reply
    replies.push({ command, sent, reply: reply.value })
    if (!reply.value?.startsWith('2')) break
  }
  return ok(replies)
}

/** The last line of a reply (`250-…` goes on, `250 …` ends it), fit to be shown. Null: closed before it was whole. */
async function readReply(line: OpenLine): Promise<Result<string | null>> {
  for (;;) {
    const read = await line.readLine()
    if (!read.ok || read.value === null) return read
    if (!/^\d{3}-/.test(read.value)) return ok(plain(read.value).slice(0, 512))
  }
}

/** Nothing that a domain or a server could smuggle in: one line of printable ASCII. */
function plain(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?')
}

async function sayGoodbye(line: OpenLine, limit: Limit): Promise<void> {
  if (!limit.signal.aborted) {
    line.send('RSET\r\nQUIT\r\n')
    const patience = setTimeout(() => line.close(), GOODBYE_MS)
    await line.readAll()
    clearTimeout(patience)
  }
  line.close()
}
