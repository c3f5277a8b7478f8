import { catalogEntry } from '@/lib/xmail/catalog'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { parseMailRootPath } from '@/lib/xmail/path'
import { type LocalSocket, type Policy, readingPolicy, type World } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import type { LineConnection } from '../line-connection'
import type { MailRoot } from '../mail-root'
import type { PracticeTls } from '../options'

/** One client of SMTP, POP3 or FINGER. */
export interface MailClient {
  readonly connection: LineConnection
  readonly root: MailRoot
  readonly peer: Address
  readonly local: LocalSocket
  /** TLS from the first byte. */
  readonly isTls: boolean
  readonly tls: PracticeTls | undefined
  readonly timeoutMs: number
  /** Ends every wait when the server is closed. */
  readonly signal: AbortSignal
}

/** XMail's buffer for a line less its end (semantics.md 6.2). */
export const LINE_BYTES = 1020

/** Nobody asks a name server here, and no program is run: practice is for one computer. */
export const PRACTICE_WORLD: World = {
  clientName: null,
  clientNames: [],
  listedIn: [],
  senderDomainFound: true,
  popSignIns: [],
  externalAuth: 'rejects',
  recipientFilter: 'accepts',
  mailboxFull: false,
  ownName: 'practice.localhost',
}

/** An address of a socket; IPv4 where IPv6 only wraps it. Null: the client has gone. */
export function socketAddress(text: string | undefined): Address | null {
  const parsed = parseAddress((text ?? '').replace(/^::ffff:(?=\d+\.)/, ''))
  return parsed.ok ? parsed.value : null
}

/** One decision by the files as they are now: XMail reads them anew each time as well (semantics.md 9). */
export function decideNow<T extends { readonly kind: string }>(
  { root, tls }: MailClient,
  decide: (policy: Policy) => T | { readonly kind: 'needs-file'; readonly path: string },
): Promise<T> {
  // A certificate that was given to the server in memory is there, whatever the folder has.
  const empty = () => parseDocument(new Uint8Array(), { lineLimit: 510, comments: true })
  const files = new Map<string, Document | null>(
    ['server.cert', 'server.key'].flatMap((path) => (tls ? [[path, empty()] as const] : [])),
  )
  return readingPolicy({ read: (path) => readDocument(root, path), files }).decide(decide)
}

async function readDocument(root: MailRoot, path: string): Promise<Document | null> {
  const checked = parseMailRootPath(path)
  const format = checked.ok ? catalogEntry(checked.value)?.format : undefined
  // A name that a client made up must not lead out of the folder.
  if (!format || !(await root.fileExists(path))) return null
  const text = await root.readText(path)
  return text === null
    ? null
    : parseDocument(fromByteString(text), { ...format, lineLimit: format.lineLimit || 1 })
}

/** A line as XMail takes it; null where it closes without a word: too long, not ASCII, too slow, gone. */
export async function hearLine({ connection, timeoutMs }: MailClient): Promise<string | null> {
  const read = await connection.readLine(LINE_BYTES + 2, timeoutMs)
  if (read.kind !== 'line') return null
  const line = read.text.replace(/\0.*$/s, '')
  return /[^\x00-\x7f]/.test(line) ? null : line
}

/** What stands for time and date in a decided greeting becomes the real ones. */
export function dated(line: string, timestamp: string, time: string): string {
  return line.replace('<TIMESTAMP>', timestamp).replace(/\bDATE$/, time)
}

/** Waits as XMail does between commands; less long where the server is closed. */
export function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (seconds <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(finish, seconds * 1000)
    signal.addEventListener('abort', finish, { once: true })
    function finish() {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
  })
}
