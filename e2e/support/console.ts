import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection, ConnectionSecrets } from '@/lib/mailroot/connection'
import type { ServiceChoices } from '@/lib/xmail/services'
import { findFreePorts } from '@/test/support/free-ports'

/** A server that the console knows from its start on. */
export interface KnownServer {
  readonly name: string
  readonly connection: Connection
  readonly secrets: ConnectionSecrets
  /** Left out: at their usual places. */
  readonly services?: ServiceChoices
  /** How long a change waits to be kept. Left out: 0, it does not wait. */
  readonly confirmSeconds?: number
  /** Whether the running server is tried around an apply. Left out: no. */
  readonly probes?: boolean
}

export interface ConsoleOptions {
  /** For the database and everything else that the console keeps. Made if it is not there. */
  readonly folder: string
  /** Null: nobody has an account yet. */
  readonly servers: readonly KnownServer[] | null
  /** Below these, MailRoots of this machine may be opened. */
  readonly localRoots?: readonly string[]
}

export interface RunningConsole {
  readonly url: string
  /** All that it has printed since it was started last. */
  output(): string
  /** Ends it outright, without a last word. */
  kill(): Promise<void>
  /** Starts it again after `kill`, at the same address and on what it has kept. */
  startAgain(): Promise<void>
  stop(): Promise<void>
}

export const PERSON = { email: 'admin@example.test', name: 'Aoi', password: 'plum-Tram-41-cedar' } as const

const START = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs')
const START_TIMEOUT_MS = 60_000

/** Starts the built console, as `npm start` does, on a free port of 127.0.0.1. Throws where it does not come up. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { folder, servers, localRoots = [] } = options
  await mkdir(folder, { recursive: true })
  const [port = 0] = await findFreePorts(1)
  const url = `http://127.0.0.1:${port}`
  const demoFile = join(folder, 'demo.json')
  const demo = {
    ...PERSON,
    servers: servers?.map((server) => ({ confirmSeconds: 0, probes: false, ...server })),
  }
  if (servers) await writeFile(demoFile, JSON.stringify(demo), { mode: 0o600 })
  const settings = {
    PORT: String(port),
    MAILROOT_URL: url,
    MAILROOT_SECRET: randomBytes(32).toString('base64url'),
    MAILROOT_DATA: join(folder, 'data'),
    MAILROOT_LOCAL_ROOTS: localRoots.join(':'),
    MAILROOT_DEMO: servers ? demoFile : '',
  }
  let running = await startOnce(url, settings)
  return {
    url,
    output: () => running.output(),
    kill: () => killGroup(running.child),
    async startAgain() {
      running = await startOnce(url, settings)
    },
    stop: () => endByPid(running.child),
  }
}

async function startOnce(url: string, settings: Readonly<Record<string, string>>) {
  const running = runConsole(settings)
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && running.child.exitCode === null) {
    const answer = await fetch(`${url}/sign-in`).catch(() => null)
    if (answer?.ok) return running
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await endByPid(running.child)
  throw new Error(`the console did not start:\n${running.output()}`)
}

/** Runs the built console with these settings and none of this shell's own. It may end at once. */
export function runConsole(settings: Readonly<Record<string, string>>) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MAILROOT_')),
  )
  const child = spawn(process.execPath, [START], {
    env: { ...env, NODE_ENV: 'production', HOSTNAME: '127.0.0.1', MAILROOT_LOOK_SECONDS: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the server is a child of what is started here, and is to be killed with it.
    detached: true,
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  // Should the tests be ended from outside, the console ends with them.
  const endToo = () => child.kill('SIGTERM')
  process.on('exit', endToo)
  child.once('exit', () => process.off('exit', endToo))
  return { child, output: () => printed }
}

export async function endByPid(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await ended
}
