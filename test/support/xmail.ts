import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { copyMailRoot } from './copy-mail-root'
import { findFreePorts } from './free-ports'
import { runXmail, type XmailProcess } from './run-xmail'

/** A scratch MailRoot with bin/XMail in it; undefined where there is none, and then nothing here can run. */
export const XMAIL_HOME: string | undefined = process.env.XMAIL_HOME || undefined

export interface RealXmail {
  /** Its own copy, removed by `stop`. */
  readonly mailRoot: string
  readonly ctrlPort: number
  readonly ctrlsPort: number
  readonly smtpPort: number
  readonly smtpsPort: number
  readonly pop3Port: number
  readonly pop3sPort: number
  readonly fingerPort: number
  readonly account: { readonly user: string; readonly password: string }
  /** PEM of the certificate that it shows, where the MailRoot has one. */
  readonly certificate: string | null
  /** Puts one file on disk behind XMail's back, or removes it. */
  put(path: string, text: string | Uint8Array | null): Promise<void>
  /** The bytes on disk as a latin-1 string; null where there is no such file. */
  get(path: string): Promise<string | null>
  stop(): Promise<void>
}

export interface XmailOptions {
  readonly home: string
  /** Files written over the copied ones, path to text (latin-1); null: the file is removed. */
  readonly files?: Readonly<Record<string, string | null>>
  /** More of XMail's own options, e.g. ['-CX', '3']. */
  readonly options?: readonly string[]
  /** Its own environment, e.g. what OpenSSL takes for the computer’s authorities. */
  readonly environment?: Readonly<Record<string, string>>
}

/** `secret`, in XMail's own form (semantics.md 7.1). */
const ACCOUNT = { user: 'admin', password: 'secret', line: '"admin"\t"160006170011"\n' }

/** A server that knows one domain and asks no name server: nothing of a test may leave this machine. */
const QUIET_FILES: Readonly<Record<string, string | null>> = {
  'server.tab': ['RootDomain', 'SmtpServerDomain', 'POP3Domain', 'HeloDomain']
    .map((name) => `"${name}"\t"xmailserver.test"\n`)
    .join(''),
  'ctrlaccounts.tab': ACCOUNT.line,
  dnsroots: '127.0.0.1\n',
  'domains.tab': '"xmailserver.test"\n',
  'mailusers.tab': '"xmailserver.test"\t"xmailuser"\t"1d08040c09"\t1\t"xmailuser"\t"U"\n',
  'aliases.tab': '"xmailserver.test"\t"root"\t"xmailuser"\n"xmailserver.test"\t"postmaster"\t"xmailuser"\n',
  'aliasdomain.tab': '',
  'extaliases.tab': '',
  'pop3links.tab': '',
  'smtprelay.tab': '',
  'spammers.tab': '',
  'smtp.hnprop.tab': null,
  'smtp.ipprop.tab': null,
  'smtp.ipmap.tab': null,
  'pop3.ipmap.tab': null,
  'ctrl.ipmap.tab': null,
  'finger.ipmap.tab': null,
}

const START_TIMEOUT_MS = 10_000

/**
 * Starts a real XMail on free ports of 127.0.0.1, on its own copy of the MailRoot's tables. A port can be taken between
 * finding and binding it, so a start that fails is tried again twice.
 */
export async function startXmail(settings: XmailOptions): Promise<RealXmail> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(settings)
    } catch (cause) {
      if (attempt === 3) throw cause
    }
  }
}

async function startOnce({ home, files = {}, options = [], environment }: XmailOptions): Promise<RealXmail> {
  await stat(join(home, 'bin', 'XMail'))
  const mailRoot = await mkdtemp(join(tmpdir(), 'real-xmail-'))
  await copyMailRoot(home, mailRoot)
  const put = (path: string, text: string | Uint8Array | null) => putFile(mailRoot, path, text)
  for (const [path, text] of Object.entries({ ...QUIET_FILES, ...files })) await put(path, text)

  const [ctrlPort = 0, ctrlsPort = 0, fingerPort = 0, ...mailPorts] = await findFreePorts(7)
  const [smtpPort = 0, smtpsPort = 0, pop3Port = 0, pop3sPort = 0] = mailPorts
  const process = runXmail(
    join(home, 'bin', 'XMail'),
    mailRoot,
    [
      ...['-Ms', mailRoot, '-Md', '-CI', `127.0.0.1:${ctrlPort}`, '-WI', `127.0.0.1:${ctrlsPort}`],
      ...['-SI', `127.0.0.1:${smtpPort}`, '-PI', `127.0.0.1:${pop3Port}`, '-FI', `127.0.0.1:${fingerPort}`],
      // No POP3 fetching; the smallest spool and name cache, for a thousand folders take a second to remove.
      ...['-XI', `127.0.0.1:${smtpsPort}`, '-BI', `127.0.0.1:${pop3sPort}`],
      ...['-Y-', '-Mx', '2', '-MD', '2', '-Qn', '1', ...options],
    ],
    environment,
  )
  const stop = async (): Promise<void> => {
    await process.stop()
    await rm(mailRoot, { recursive: true, force: true })
  }
  try {
    await waitForGreeting(ctrlPort, process)
  } catch (cause) {
    await stop()
    throw cause
  }
  const certificate = await getFile(mailRoot, 'server.cert')
  const account = { user: ACCOUNT.user, password: ACCOUNT.password }
  const ports = { ctrlPort, ctrlsPort, smtpPort, smtpsPort, pop3Port, pop3sPort, fingerPort }
  return { mailRoot, ...ports, account, certificate, put, get: (path) => getFile(mailRoot, path), stop }
}

async function waitForGreeting(port: number, process: XmailProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const ended = process.ended()
    if (ended !== null) throw new Error(ended)
    if ((await readFirstBytes(port)).startsWith('+00000 ')) return
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`no greeting from XMail on port ${port} within ${START_TIMEOUT_MS} ms`)
}

function readFirstBytes(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2000 })
    const finish = (text: string): void => {
      socket.destroy()
      resolve(text)
    }
    socket.once('data', (chunk: Buffer) => finish(chunk.toString('latin1')))
    socket.once('timeout', () => finish(''))
    socket.once('error', () => finish(''))
    socket.once('close', () => finish(''))
  })
}

async function putFile(mailRoot: string, path: string, text: string | Uint8Array | null): Promise<void> {
  const full = join(mailRoot, path)
  if (text === null) return rm(full, { force: true })
  await mkdir(dirname(full), { recursive: true })
  await writeFile(full, typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
}

async function getFile(mailRoot: string, path: string): Promise<string | null> {
  try {
    return await readFile(join(mailRoot, path), 'latin1')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}
