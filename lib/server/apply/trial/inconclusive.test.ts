import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listSteps } from '@/lib/db/revision-steps'
import { unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { findFreePorts } from '@/test/support/free-ports'
import { openTrial } from './open-trial'
import { openRevision, point, SETTINGS, serve, setUp, tryChange, US } from './testing/trial-world'

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

it('asks up to RCPT TO and never further, even where everything is taken', async () => {
  const { world, ports } = await setUp()
  const heard: string[] = []
  const smtp = await serve(
    () => '220 x\r\n',
    (line) => {
      heard.push(line)
      return '250 OK\r\n'
    },
  )
  await point(world, { ...ports, smtp })
  const { fault } = await tryChange(world, 'smtprelay.tab', `${US}\n`)
  // It relayed before, against its files: nothing is held against the change.
  expect(fault).toBeNull()
  expect(heard.filter((line) => line.startsWith('RCPT TO:'))).toHaveLength(3)
  expect([...new Set(heard.map((line) => line.split(/[ :]/)[0]))].sort()).toEqual([
    ...['EHLO', 'MAIL', 'QUIT', 'RCPT', 'RSET'],
  ])
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
