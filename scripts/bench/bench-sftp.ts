import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sftpConnectionSchema } from '@/lib/mailroot/connection'
import { openSftpStore } from '@/lib/mailroot/sftp'
import type { MailRootStore } from '@/lib/mailroot/store'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type DelayProxy, startDelayProxy } from '@/test/support/delay-proxy'
import { makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type Sshd, startSshd } from '@/test/support/sshd'
import { ONE_WAY_MS } from './bench-ctrl'
import { measure, type Timing } from './measure'
import { printTarget, printTiming, printTitle } from './print'
import { readAll } from './read-all'
import { sampleFiles } from './sample-files'

/** A snapshot over SFTP by our store, against OpenSSH's own `sftp -b`, through the same proxy. */
export async function benchSftp(): Promise<void> {
  printTitle(`SFTP: ${SNAPSHOT_PATHS.length} files, ${ONE_WAY_MS} ms each way`)
  const sshd = await startSshd()
  const mailRoot = await makeMailRootFolder()
  for (const [path, text] of sampleFiles()) await mailRoot.put(path, Buffer.from(text, 'latin1'))
  const proxy = await startDelayProxy({ targetPort: sshd.port, oneWayMs: ONE_WAY_MS })
  try {
    const ours = await benchStore(proxy, () => openStore(sshd, proxy.port, mailRoot.path))
    await benchBatch(sshd, proxy, mailRoot.path, ours)
  } finally {
    await proxy.close()
    await mailRoot.remove()
    await sshd.stop()
  }
}

async function benchStore(proxy: DelayProxy, open: () => MailRootStore): Promise<Timing> {
  const first = open()
  await readAll(first)
  await first.close()

  const stores: MailRootStore[] = []
  const cold = await measure(9, readAll, () => {
    const store = open()
    stores.push(store)
    return store
  })
  const [kept] = stores
  proxy.reset()
  const warm = await measure(9, readAll, () => kept ?? open())
  const { connections } = proxy.counts()
  for (const store of stores) await store.close()
  printTiming('our store, connection and sign-in included', cold, roundTrips(cold))
  printTiming('our store, once more on the kept connection', warm, roundTrips(warm))
  printTarget('a warm connection is reused', `${connections} new connections`, connections === 0)
  return cold
}

async function benchBatch(sshd: Sshd, proxy: DelayProxy, mailRoot: string, ours: Timing): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-sftp-'))
  try {
    const batch = join(folder, 'batch')
    const gets = SNAPSHOT_PATHS.map((path, at) => `get "${mailRoot}/${path}" "${folder}/${at}"`)
    await writeFile(batch, `${gets.join('\n')}\n`)
    const theirs = await measure(
      3,
      () => runBatch(sshd, proxy.port, batch),
      () => {},
    )
    const arrived = (await readdir(folder)).length - 1
    if (arrived !== SNAPSHOT_PATHS.length) throw new Error(`sftp -b brought ${arrived} files`)
    printTiming('sftp -b', theirs, roundTrips(theirs))
    const share = theirs.medianMs / ours.medianMs
    printTarget("in a sixth of sftp -b's time", `in 1/${share.toFixed(1)}`, share >= 6)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function runBatch({ user, keyPath }: Sshd, port: number, batch: string): Promise<void> {
  const settings = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'IdentitiesOnly=yes',
    'LogLevel=ERROR',
  ]
  const options = settings.flatMap((setting) => ['-o', setting])
  const args = [
    '-F',
    '/dev/null',
    ...options,
    '-i',
    keyPath,
    '-P',
    String(port),
    '-b',
    batch,
    `${user}@127.0.0.1`,
  ]
  const child = spawn('sftp', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let trouble = ''
  child.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString('latin1')
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`sftp -b ended with ${code}: ${trouble}`)
}

function openStore({ user, hostKey, privateKey }: Sshd, port: number, mailRoot: string): MailRootStore {
  const place = { kind: 'sftp', host: '127.0.0.1', port, user, mailRoot, auth: 'key', hostKey }
  return openSftpStore(sftpConnectionSchema.parse(place), { privateKey })
}

/** Requests overlap, so turns cannot be counted; this is how many the time would be enough for. */
function roundTrips({ medianMs }: Timing): string {
  return `time of ${(medianMs / (2 * ONE_WAY_MS)).toFixed(1)} round trips`
}
