import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openRaw, type RawConnection } from './raw-connection'

export interface TranscriptStep {
  /** latin-1 strings, one character a byte. */
  readonly send?: string
  readonly receive?: string
  readonly closed?: boolean
  readonly note?: string
}

/** One recorded CTRL session (test/vectors/README.md). */
export interface Transcript {
  readonly name: string
  readonly why: string
  readonly steps: readonly TranscriptStep[]
  /** What the disk holds afterwards; null: no such file. `510,3,0 bytes per line` stands for a long text. */
  readonly filesAfter?: Readonly<Record<string, string | null>>
}

/** A server that a transcript can be played against, and the way to its disk. */
export interface TranscriptServer {
  readonly ctrlPort: number
  put(path: string, text: string | null): Promise<void>
  get(path: string): Promise<string | null>
}

const file = new URL('../vectors/ctrl-transcripts.json', import.meta.url)
export const TRANSCRIPTS: readonly Transcript[] = JSON.parse(readFileSync(file, 'utf8')).sessions

const NETWORK_LINE = '"1.2.3.0"\t"255.255.255.0"'

/** What must be on the disk before a session, where the sample MailRoot does not have it. Null: removed. */
export function filesBefore({ name }: Transcript): Readonly<Record<string, string | null>> {
  const long = /^get-long-(\d+)$/.exec(name)?.[1]
  if (long !== undefined) return { 'x.tab': `${'a'.repeat(Number(long))}\nnext\n` }
  if (/^get-(subdir|directory|backslash)$/.test(name))
    return { 'filters/av.tab': '"/usr/bin/scan"\t"@@FILE"\n' }
  if (name === 'set-replace' || name === 'set-empty-deletes') return { 'new.tab': '"old"\n' }
  if (name.startsWith('set-')) return { 'new.tab': null }
  return BEFORE[name] ?? {}
}

const BEFORE: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'get-ok': {
    'smtprelay.tab': '"10.0.0.0"\t"255.0.0.0"\n"172.16.0.0"\t"255.255.0.0"\n"192.168.0.0"\t"255.255.0.0"\n',
  },
  'get-missing': { 'nothere.tab': null },
  'get-empty': { 'spammers.tab': '' },
  'get-no-final-newline': { 'spammers.tab': NETWORK_LINE },
  'get-crlf': { 'spammers.tab': `# a\r\n${NETWORK_LINE}\r\n\r\nlast\r\n` },
  'get-lf': { 'spammers.tab': `# a  \n\n\t\n${NETWORK_LINE}\n` },
  'get-dots': { 'x.tab': '.\n..\n.a\n..b\nend\n' },
  'get-8bit': { 'x.tab': '# caf\u00e9 \u00e6\u0097\u00a5\u00e6\u009c\u00ac\n' },
  pipelined: { 'p.tab': null },
  // Only names and sizes are seen.
  filelist: {
    'smtpextauth.tab': '',
    'smtpgw.tab': '',
    'smtprelay.tab': 'x'.repeat(28),
    'smtp.ipmap.tab': 'x'.repeat(30),
    'smtpauth.tab': '',
    'smtp.ipprop.tab': '',
    'smtpfwd.tab': '',
    'filters/av.tab': 'x'.repeat(25),
    'server.cert': 'x'.repeat(1155),
  },
  'ctrl-ipmap-refused': { 'ctrl.ipmap.tab': '"127.0.0.1"\t"255.255.255.255"\t"DENY"\t1\n' },
}

/** Plays one session and tells every difference from what was recorded; none where the server met it. */
export async function replayTranscript(session: Transcript, server: TranscriptServer): Promise<string[]> {
  for (const [path, text] of Object.entries(filesBefore(session))) await server.put(path, text)
  const differences: string[] = []
  const connection = await openRaw({ port: server.ctrlPort })
  try {
    const play: Play = { timestamp: '', connection, differences }
    for (const step of session.steps) await playStep(step, play)
    const unasked = connection.take()
    if (unasked !== '') differences.push(`more than was recorded: ${shorten(unasked)}`)
    if (session.name === 'set-disconnect-midway') connection.end()
    await compareFiles(session, server, differences)
  } finally {
    connection.destroy()
  }
  return differences
}

interface Play {
  timestamp: string
  readonly connection: RawConnection
  readonly differences: string[]
}

async function playStep({ send, receive, closed, note }: TranscriptStep, play: Play): Promise<void> {
  const { connection, differences } = play
  if (note?.startsWith('TLS handshake')) {
    const protocol = await connection.startTls()
    if (!note.endsWith(protocol)) differences.push(`TLS is ${protocol}, recorded: ${note}`)
  }
  if (send !== undefined) connection.send(withDigest(send, play.timestamp))
  if (receive === undefined) return
  const pattern = patternOf(receive)
  if (receive !== '') await connection.waitFor((text) => pattern.test(sortListing(text)))
  if (closed) await connection.waitFor(() => false)
  const received = connection.take()
  play.timestamp ||= /<[^>\r]+>/.exec(received)?.[0] ?? ''
  if (!pattern.test(sortListing(received))) {
    differences.push(
      `sent ${shorten(send ?? '')}: received ${shorten(received)}, recorded ${shorten(receive)}`,
    )
  }
  if (closed && !connection.closed())
    differences.push(`sent ${shorten(send ?? '')}: the connection stayed open`)
}

/** Puts the digest of the greeting's timestamp and the password where a transcript says `#MD5(<TIMESTAMP>secret)`. */
function withDigest(text: string, timestamp: string): string {
  return text.replace(/#MD5\(<TIMESTAMP>([^)]*)\)/, (_, password: string) => {
    return `#${createHash('md5')
      .update(timestamp + password, 'latin1')
      .digest('hex')}`
  })
}

/** A recorded answer as a pattern: what differs each time (timestamp, dates) stands for any text of its form. */
function patternOf(receive: string): RegExp {
  const literal = sortListing(receive).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const date = '[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}'
  const open = literal
    .replaceAll('<TIMESTAMP>', '<\\d+\\.\\d+@127\\.0\\.0\\.1>')
    .replaceAll('DATE', date)
    .replace(/"LastLoginTimeDate"\t"[^"]*"/, () => `"LastLoginTimeDate"\t"${date}"`)
  return new RegExp(`^${open}$`, 's')
}

/** A `filelist` answer is in the disk's own order: lines of a name and a size are compared in sorted order. */
function sortListing(text: string): string {
  return text.replace(/(?:"[\w.]+"\t"\d+"\r\n){2,}/g, (lines) => {
    return `${lines.split('\r\n').filter(Boolean).toSorted().join('\r\n')}\r\n`
  })
}

async function compareFiles(
  { filesAfter = {} }: Transcript,
  server: TranscriptServer,
  differences: string[],
) {
  for (const [path, expected] of Object.entries(filesAfter)) {
    const deadline = Date.now() + 3000
    let found = await server.get(path)
    while (!sameText(found, expected) && Date.now() < deadline) {
      await new Promise((done) => setTimeout(done, 20))
      found = await server.get(path)
    }
    if (!sameText(found, expected)) {
      differences.push(`${path} holds ${shorten(found ?? 'null')}, recorded ${shorten(expected ?? 'null')}`)
    }
  }
}

function sameText(found: string | null, expected: string | null): boolean {
  const lengths = expected === null ? null : /^([\d,]+) bytes per line$/.exec(expected)?.[1]
  if (!lengths) return found === expected
  return (
    found !== null &&
    found
      .split('\n')
      .map((line) => line.length)
      .join(',') === lengths
  )
}

function shorten(text: string): string {
  const quoted = JSON.stringify(text)
  return quoted.length > 300 ? `${quoted.slice(0, 300)}… (${text.length} bytes)` : quoted
}
