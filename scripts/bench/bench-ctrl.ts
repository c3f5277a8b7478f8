import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ctrlConnectionSchema } from '@/lib/mailroot/connection'
import { openCtrlStore } from '@/lib/mailroot/ctrl'
import { startPracticeServer } from '@/lib/practice'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type DelayProxy, startDelayProxy } from '@/test/support/delay-proxy'
import { startXmail } from '@/test/support/xmail'
import { measure, type Timing } from './measure'
import { print, printTarget, printTiming, printTitle } from './print'
import { readAll } from './read-all'
import { sampleFiles } from './sample-files'

export const ONE_WAY_MS = 25
const ACCOUNT = { user: 'admin', password: 'secret' }

/** A server with the sample files on it. */
interface Server {
  readonly name: string
  readonly port: number
  stop(): Promise<void>
}

/** A snapshot over CTRL by our store, against CtrlClnt once a file, through the same proxy. */
export async function benchCtrl(home: string | undefined): Promise<void> {
  printTitle(`CTRL: ${SNAPSHOT_PATHS.length} files, ${ONE_WAY_MS} ms each way`)
  const server = home ? await startReal(home) : await startPractice()
  const proxy = await startDelayProxy({ targetPort: server.port, oneWayMs: ONE_WAY_MS })
  try {
    print(`  against ${server.name}`)
    const cold = await benchStore(proxy)
    const program = home && join(home, 'bin', 'CtrlClnt')
    if (program && existsSync(program)) await benchCtrlClnt(program, proxy, cold)
    else print('  CtrlClnt: skipped, XMAIL_HOME has no bin/CtrlClnt')
  } finally {
    await proxy.close()
    await server.stop()
  }
}

async function benchStore(proxy: DelayProxy): Promise<Timing> {
  const open = () => openStore(proxy.port)
  // Once unseen: code that runs for the first time is slower than the network.
  await closeAfter(open(), readAll)

  let turns = 0
  const stores: ReturnType<typeof open>[] = []
  const cold = await measure(
    15,
    async (store) => {
      await readAll(store)
      turns = Math.max(turns, proxy.counts().turns)
    },
    () => {
      proxy.reset()
      const store = open()
      stores.push(store)
      return store
    },
  )
  const [kept] = stores
  let connections = 0
  const warm = await measure(
    15,
    async (store) => {
      await readAll(store)
      connections += proxy.counts().connections
    },
    () => {
      proxy.reset()
      return kept ?? open()
    },
  )
  for (const store of stores) await store.close()
  printTiming('our store, connection and sign-in included', cold, `${turns} round trips at most`)
  printTiming('our store, once more on the kept connection', warm, `${connections} new connections`)
  printTarget('at most 3 round trips', `${turns}`, turns <= 3)
  printTarget('a warm connection is reused', `${connections} new connections`, connections === 0)
  return cold
}

async function benchCtrlClnt(program: string, proxy: DelayProxy, ours: Timing): Promise<void> {
  const theirs = await measure(
    3,
    async () => {
      for (const path of SNAPSHOT_PATHS) await runCtrlClnt(program, proxy.port, path)
    },
    () => proxy.reset(),
  )
  printTiming(`CtrlClnt, once a file`, theirs, `${proxy.counts().turns} round trips`)
  const ratio = theirs.medianMs / ours.medianMs
  printTarget('40 times as fast as CtrlClnt', `${ratio.toFixed(1)} times`, ratio >= 40)
}

async function runCtrlClnt(program: string, port: number, path: string): Promise<void> {
  const place = [
    '-s',
    '127.0.0.1',
    '-n',
    String(port),
    '-u',
    ACCOUNT.user,
    '-p',
    ACCOUNT.password,
    '-t',
    '20',
  ]
  const child = spawn(program, [...place, 'cfgfileget', path], { stdio: ['ignore', 'pipe', 'ignore'] })
  let bytes = 0
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  const [code] = await once(child, 'close')
  if (code !== 0 || bytes === 0) throw new Error(`CtrlClnt could not read ${path} (${code})`)
}

function openStore(port: number) {
  const place = { kind: 'ctrl', host: '127.0.0.1', port, user: ACCOUNT.user, encryption: 'none' }
  return openCtrlStore(ctrlConnectionSchema.parse(place), { password: ACCOUNT.password })
}

async function closeAfter(store: ReturnType<typeof openStore>, work: typeof readAll): Promise<void> {
  await work(store)
  await store.close()
}

async function startReal(home: string): Promise<Server> {
  const xmail = await startXmail({ home, files: Object.fromEntries(sampleFiles()) })
  return { name: 'a real XMail', port: xmail.ctrlPort, stop: () => xmail.stop() }
}

async function startPractice(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  for (const [path, text] of sampleFiles()) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, 'latin1')
  }
  const practice = await startPracticeServer({ folder })
  return {
    name: 'the practice server (XMAIL_HOME is not set)',
    port: practice.port,
    async stop() {
      await practice.close()
      await rm(folder, { recursive: true })
    },
  }
}
