import { X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CtrlConnection } from '@/lib/mailroot/connection'
import { copySample, type PracticeLimits, type PracticeServer, startPracticeServer } from '@/lib/practice'
import type { ServiceChoices } from '@/lib/xmail/services'
import type { Sshd } from '@/test/support/sshd'
import type { KnownServer } from './console'

const ACCOUNT = { user: 'admin', password: 'kumo-41-practice' } as const

/** A MailRoot on this machine's disk, with the sample's tables and their usual mistakes. */
export interface MailRootFolder {
  readonly path: string
  read(file: string): Promise<Buffer>
  write(file: string, bytes: Buffer | string): Promise<void>
}

export async function makeMailRoot(path: string): Promise<MailRootFolder> {
  await copySample(path)
  return {
    path,
    read: (file) => readFile(join(path, file)),
    write: (file, bytes) => writeFile(join(path, file), bytes),
  }
}

/** A practice XMail that can be ended and started again on the same port. */
export interface Practice {
  readonly folder: MailRootFolder
  readonly port: number
  readonly ctrlsPort: number
  /** Where SMTP and FINGER listen, as the connection page has it. */
  readonly services: ServiceChoices
  readonly account: typeof ACCOUNT
  /** SHA-256 of its certificate, in hex. */
  readonly sha256: string
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startPractice(folder: MailRootFolder, limits: PracticeLimits = {}): Promise<Practice> {
  const start = (port: number, ctrlsPort: number, services: PracticeServer['services']) =>
    startPracticeServer({ folder: folder.path, account: ACCOUNT, limits, port, ctrlsPort, services })
  let server: PracticeServer | null = await start(0, 0, { smtp: 0, finger: 0 })
  const { port, ctrlsPort, services } = server
  const certificate = new X509Certificate(await folder.read('server.cert'))
  return {
    folder,
    port,
    ctrlsPort: ctrlsPort ?? 0,
    services: Object.fromEntries(
      Object.entries(services).map(([name, at]) => [name, { host: '127.0.0.1', port: at }]),
    ),
    account: ACCOUNT,
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    async stop() {
      await server?.close()
      server = null
    },
    async start() {
      server ??= await start(port, ctrlsPort ?? 0, services)
    },
  }
}

/** How the console reaches it: `#!TLS` and its certificate pinned, unless said otherwise. */
export function overCtrl(name: string, practice: Practice, other: Partial<CtrlConnection> = {}): KnownServer {
  const connection: CtrlConnection = {
    kind: 'ctrl',
    host: '127.0.0.1',
    port: practice.port,
    user: practice.account.user,
    encryption: 'starttls',
    trust: { by: 'pin', sha256: practice.sha256 },
    serverName: undefined,
    login: 'digest',
    allowOldTls: false,
    ...other,
  }
  return { name, connection, secrets: { password: practice.account.password } }
}

export function overSftp(name: string, sshd: Sshd, mailRoot: string, port = sshd.port): KnownServer {
  return {
    name,
    connection: {
      kind: 'sftp',
      host: '127.0.0.1',
      port,
      user: sshd.user,
      mailRoot,
      auth: 'key',
      hostKey: sshd.hostKey,
      allowOldAlgorithms: false,
    },
    secrets: { privateKey: sshd.privateKey },
  }
}

export function asFolder(name: string, folder: MailRootFolder): KnownServer {
  return { name, connection: { kind: 'local', mailRoot: folder.path }, secrets: {} }
}
