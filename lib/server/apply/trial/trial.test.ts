import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { generateKey, makeSelfSigned, printKey, readNames } from '@/lib/certificates'
import type { FileBytes } from '@/lib/changes/apply'
import { addAssertions } from '@/lib/db/assertions'
import { listSteps } from '@/lib/db/revision-steps'
import { createRevision, finishRevision, listInState } from '@/lib/db/revisions'
import { updateSurroundings } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { startPracticeServer } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import { findFreePorts } from '@/test/support/free-ports'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { openTrial } from './open-trial'

const US = '"127.0.0.0"\t"255.0.0.0"'
const EVERYBODY = '"0.0.0.0"\t"0.0.0.0"'
const SETTINGS = ['RootDomain', 'SmtpServerDomain', 'POP3Domain']
  .map((name) => `"${name}"\t"example.test"\n`)
  .join('')
const EMPTIED = ['smtp', 'pop3', 'finger', 'ctrl']
  .map((gate) => `${gate}.ipmap.tab`)
  .concat('smtprelay.tab', 'spammers.tab')
const ALL_SERVICES = { smtp: 0, smtps: 0, pop3: 0, pop3s: 0, finger: 0 }

type Ports = Readonly<Record<string, number>>

/** A practice server with all services, and the console knowing where they are; `moved`: some of them elsewhere. */
async function setUp() {
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

async function point(world: TestWorld, ports: Ports) {
  const services = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, { host: '127.0.0.1', port }]),
  )
  unwrap(await updateSurroundings(world.records, world.serverId, { services, startFile: null }))
}

/** A Revision to keep the journal with; the one before it is over. */
async function openRevision({ records, serverId, owner }: TestWorld, files: readonly FileBytes[]) {
  for (const { id } of await listInState(records, ['applying'])) await finishRevision(records, id, 'applied')
  const digests = { beforeDigest: '', afterDigest: '' }
  const revision = { serverId, actor: { id: owner.id, name: owner.name }, reason: '', summary: {} }
  return unwrap(
    await createRevision(records, { ...revision, files: files.map((file) => ({ ...file, ...digests })) }),
  )
}

/** Says this to whoever connects; without words it closes. */
async function serve(greeting: () => string): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    const words = greeting()
    if (words === '') socket.destroy()
    else socket.write(words)
    socket.on('data', () => socket.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** Tries around this change of one file; `instead`: what the disk gets after all. */
async function tryChange(world: TestWorld, name: string, text: string, instead: string | null = text) {
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

it('finds a relay that is closed, a greeting and a mailbox as the files say, before and after', async () => {
  const { world } = await setUp()
  const { fault, before, after, lines } = await tryChange(
    world,
    'smtprelay.tab',
    '"192.0.2.0"\t"255.255.255.0"\n',
  )
  expect(fault).toBeNull()
  const found = ['greeting smtp greeted', 'recipient smtp taken', 'relay smtp refused']
  expect(before).toEqual(found.map((line) => `probe-before done ${line}`))
  expect(after).toEqual(found.map((line) => `probe done ${line}`))
  // Each is written before it is done as well.
  expect(lines.filter((line) => line.includes(' begun '))).toHaveLength(6)
})

it('expects what the new files say of this console, whether that is more or less than before', async () => {
  const { world } = await setUp()
  const opened = await tryChange(world, 'smtprelay.tab', `${US}\n`)
  expect(opened.fault).toBeNull()
  expect(opened.after).toContain('probe done relay smtp taken')
  const refused = await tryChange(world, 'smtp.ipmap.tab', `${EVERYBODY}\t"DENY"\t"1"\n`)
  expect(refused.fault).toBeNull()
  expect(refused.before).toContain('probe-before done relay smtp taken')
  expect(refused.after).toEqual(
    ['greeting', 'recipient', 'relay'].map((probe) => `probe done ${probe} smtp notGreeted`),
  )
})

it('finds a relay that is open although the new files close it', async () => {
  const { world } = await setUp()
  const { fault, after } = await tryChange(
    world,
    'smtprelay.tab',
    '"192.0.2.0"\t"255.255.255.0"\n',
    `${US}\n`,
  )
  expect(fault).toMatchObject({
    code: 'PROBE_FAILED',
    details: { probe: 'relay', service: 'SMTP', expected: 'refused', found: 'taken' },
  })
  expect(after).toContain('probe done recipient smtp taken')
  expect(after).toContain('probe failed relay smtp taken')
})

it('finds a server that refuses everybody although the new files do not', async () => {
  const { world } = await setUp()
  const { fault } = await tryChange(world, 'smtp.ipmap.tab', '# everybody\n', `${EVERYBODY}\t"DENY"\t"1"\n`)
  expect(fault).toMatchObject({ details: { probe: 'greeting', expected: 'greeted', found: 'notGreeted' } })
})

it('sees FINGER closed where it is to be closed, and only FINGER for its list', async () => {
  const { world } = await setUp()
  const closed = `${EVERYBODY}\t"DENY"\t"1"\n`
  const left = await tryChange(world, 'finger.ipmap.tab', closed, null)
  expect(left.fault).toMatchObject({ details: { probe: 'finger', expected: 'silent', found: 'answering' } })
  const { fault, before, after } = await tryChange(world, 'finger.ipmap.tab', closed)
  expect(fault).toBeNull()
  expect(before).toEqual(['probe-before done finger finger answering'])
  expect(after).toEqual(['probe done finger finger silent'])
})

it('knows the planned certificate from another one, and from none', async () => {
  const { world } = await setUp()
  const key = await generateKey('ec-p256')
  const other = await makeSelfSigned(key, 'ec-p256', unwrap(readNames('mail.example.test')), 30, Date.now())
  const kept = await tryChange(world, 'server.cert', other, null)
  expect(kept.fault).toMatchObject({
    details: { probe: 'tls', expected: 'certificate', found: 'otherCertificate' },
  })
  // Written without its key: nobody shakes hands any more.
  const broken = await tryChange(world, 'server.cert', other)
  expect(broken.fault).toMatchObject({
    details: { probe: 'tls', expected: 'certificate', found: 'noHandshake' },
  })
  const back = await tryChange(world, 'server.key', printKey(key))
  expect(back.fault).toBeNull()
  // It was broken before: that proves nothing, neither then nor now.
  expect(back.before.every((line) => line.endsWith('(differed)'))).toBe(true)
  expect(back.after).toEqual([])
})

it('holds nothing against a change that was so before, or that cannot be reached', async () => {
  const { world, ports } = await setUp()
  const [nobody = 0] = await findFreePorts(1)
  const strange = await serve(() => '554 go away\r\n')
  await point(world, { ...ports, smtp: strange, pop3: nobody })
  const { fault, before, after } = await tryChange(world, 'server.tab', `${SETTINGS}# x\n`)
  expect(fault).toBeNull()
  expect(before).toContain('probe-before done reach pop3 (unreached)')
  for (const probe of ['greeting', 'relay', 'recipient'])
    expect(before).toContain(`probe-before done ${probe} smtp (differed)`)
  expect(after.filter((line) => / (smtp|pop3)( |$)/.test(line))).toEqual([])
  expect(after).toContain('probe done finger finger answering')
})

it('does not judge by one stumble, nor by a server that is busy', async () => {
  const { world, ports } = await setUp()
  let say = ['+OK <1@x>\r\n']
  const stumbling = await serve(() => (say.length > 1 ? say.shift() : say[0]) ?? '')
  await point(world, { ...ports, pop3: stumbling })
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const change = async (during: string[]) => {
    const path = mailRootPath('pop3.ipmap.tab')
    const files = [{ path, before: world.readFile(path), after: Buffer.from('# nobody else\n') }]
    const { id } = await openRevision(world, files)
    const trial = openTrial(world, { serverId: world.serverId, revisionId: id, store, files })
    await trial.before()
    say = during
    return trial.after()
  }
  const READY = '+OK <1@x>\r\n'
  expect(await change(['', READY])).toBeNull()
  expect(await change(['-ERR Server too busy, retry later\r\n'])).toBeNull()
  say = [READY]
  expect(await change(['-ERR Server does not like Your IP\r\n'])).toMatchObject({ code: 'PROBE_FAILED' })
})

it('proves the sentences that are about this console’s own address, and those alone', async () => {
  const { world } = await setUp()
  const sentence = (claim: 'only' | 'all', network: string) => ({
    assertion: { kind: 'relay' as const, claim, networks: [network], over: 'both' as const },
    note: '',
  })
  const sentences = [
    sentence('only', '10.0.0.0/8'),
    sentence('all', '192.0.2.0/24'),
    sentence('all', '127.0.0.1/32'),
  ]
  unwrap(await addAssertions(world.records, { serverId: world.serverId, actorName: 'owner' }, sentences))
  const { after, before, fault } = await tryChange(
    world,
    'smtprelay.tab',
    '"192.0.2.0"\t"255.255.255.0"\n',
    `${US}\n`,
  )
  // That loopback may relay was not true before, so it is nothing that the change could break.
  expect(before.filter((line) => line.includes('assertion'))).toEqual([
    'probe-before done assertion smtp (overridden)',
    'probe-before done assertion smtp refused',
  ])
  expect(after.filter((line) => line.includes('assertion'))).toEqual(['probe failed assertion smtp taken'])
  expect(fault?.code).toBe('PROBE_FAILED')
})

it('goes on after a restart of the console by what the journal says', async () => {
  const { world, ports } = await setUp()
  const path = mailRootPath('smtprelay.tab')
  const files = [{ path, before: world.readFile(path), after: Buffer.from('# still nobody\n') }]
  const { id } = await openRevision(world, files)
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const order = { serverId: world.serverId, revisionId: id, store, files }
  // Nothing is known of before: then nothing is held against it.
  expect(await openTrial(world, order).after()).toBeNull()
  await openTrial(world, order).before()
  await writeFile(join(world.mailRoot, path), `${US}\n`)
  expect(await openTrial(world, order).after()).toMatchObject({ code: 'PROBE_FAILED' })
  // What cannot be reached since then is said, and held against nobody.
  const [nobody = 0] = await findFreePorts(1)
  await point(world, { ...ports, smtp: nobody })
  expect(await openTrial(world, order).after()).toBeNull()
  expect((await listSteps(world.records, id)).at(-1)).toMatchObject({
    step: 'probe',
    detail: { probe: 'reach', service: 'smtp', skipped: 'unreached' },
  })
})

it('ends when it is told to, and concludes nothing', async () => {
  const { world, ports } = await setUp()
  const controller = new AbortController()
  const silent = await serve(() => '')
  await point(world, { ...ports, smtp: silent })
  const path = mailRootPath('smtprelay.tab')
  const files = [{ path, before: world.readFile(path), after: Buffer.from('# still nobody\n') }]
  const { id } = await openRevision(world, files)
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const trial = openTrial(world, {
    ...{ serverId: world.serverId, revisionId: id, store, files },
    signal: controller.signal,
  })
  const ended = trial.before()
  controller.abort()
  await ended
  expect(await trial.after()).toBeNull()
})
