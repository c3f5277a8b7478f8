import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FileBytes } from '@/lib/changes/apply'
import { listSteps } from '@/lib/db/revision-steps'
import { createRevision, finishRevision, listInState } from '@/lib/db/revisions'
import { updateSurroundings } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { startPracticeServer } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { openTrial } from '../open-trial'

export const US = '"127.0.0.0"\t"255.0.0.0"'
export const EVERYBODY = '"0.0.0.0"\t"0.0.0.0"'
export const SETTINGS = ['RootDomain', 'SmtpServerDomain', 'POP3Domain']
  .map((name) => `"${name}"\t"example.test"\n`)
  .join('')
const EMPTIED = ['smtp', 'pop3', 'finger', 'ctrl']
  .map((gate) => `${gate}.ipmap.tab`)
  .concat('smtprelay.tab', 'spammers.tab')
const ALL_SERVICES = { smtp: 0, smtps: 0, pop3: 0, pop3s: 0, finger: 0 }

type Ports = Readonly<Record<string, number>>

/** A practice server with all services, and the console knowing where they are; `moved`: some of them elsewhere. */
export async function setUp() {
  const world = await openTestWorld(0, true)
  // The sample has lists and a resolver in its settings that keep answers open; here nothing does.
  for (const path of EMPTIED) await writeFile(join(world.mailRoot, path), '# nobody\n')
  await writeFile(join(world.mailRoot, 'server.tab'), SETTINGS)
  const server = await startPracticeServer({ folder: world.mailRoot, services: ALL_SERVICES, ctrlsPort: 0 })
  onTestFinished(() => server.close())
  const ports: Ports = { ...server.services, ctrl: server.port, ctrls: server.ctrlsPort ?? 0 }
  await point(world, ports)
  return { world, ports }
}

export async function point(world: TestWorld, ports: Ports) {
  const services = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, { host: '127.0.0.1', port }]),
  )
  unwrap(await updateSurroundings(world.records, world.serverId, { services, startFile: null }))
}

/** A Revision to keep the journal with; the one before it is over. */
export async function openRevision({ records, serverId, owner }: TestWorld, files: readonly FileBytes[]) {
  for (const { id } of await listInState(records, ['applying'])) await finishRevision(records, id, 'applied')
  const digests = { beforeDigest: '', afterDigest: '' }
  const revision = { serverId, actor: { id: owner.id, name: owner.name }, reason: '', summary: {} }
  return unwrap(
    await createRevision(records, { ...revision, files: files.map((file) => ({ ...file, ...digests })) }),
  )
}

/** Says this to whoever connects; without words it closes. `hear`: what it answers to each line; left out: it closes. */
export async function serve(greeting: () => string, hear?: (line: string) => string): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    const words = greeting()
    if (words === '') socket.destroy()
    else socket.write(words)
    socket.on('data', (chunk: Buffer) => {
      if (!hear) return socket.end()
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) socket.write(hear(line))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** Tries around this change of one file; `instead`: what the disk gets after all. */
export async function tryChange(world: TestWorld, name: string, text: string, instead: string | null = text) {
  const path = mailRootPath(name)
  const files = [{ path, before: world.readFile(name), after: Buffer.from(text, 'latin1') }]
  const { id } = await openRevision(world, files)
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const trial = openTrial(world, { serverId: world.serverId, revisionId: id, store, files })
  await trial.before()
  if (instead !== null) await writeFile(join(world.mailRoot, name), instead, 'latin1')
  const fault = await trial.after()
  const lines = (await listSteps(world.records, id)).map(({ step, state, detail }) => {
    const { probe, service, found, skipped } = detail as Record<string, string | null>
    return [step, state, probe, service, skipped ? `(${skipped})` : found].filter(Boolean).join(' ')
  })
  const of = (step: string) =>
    lines.filter((line) => line.startsWith(step) && !line.includes(' begun ')).sort()
  return { fault, lines, before: of('probe-before '), after: of('probe ') }
}
