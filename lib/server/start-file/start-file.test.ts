import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readRevision } from '@/lib/db/read-revision'
import { createRevision, finishRevision } from '@/lib/db/revisions'
import { updateServer, updateSurroundings } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { mailRootPath } from '@/lib/xmail/path'
import { openTestWorld } from '@/test/support/open-test-world'
import { settleDoubt } from '../apply/settle-doubt'
import { openStartFile } from './open-start-file'
import { showStartDiff } from './show-start-diff'
import { switchStartFile } from './switch-start-file'

const SCRIPT = '#!/bin/sh\nXMAIL_ROOT=/var/MailRoot\nXMAIL_CMD_LINE="-Pl"\nexec $XMAIL_ROOT/bin/XMail\n'
const OFF = SCRIPT.replace('"-Pl"', '"-F- -Pl"')

async function setUp(text = SCRIPT) {
  const test = await openTestWorld()
  const folder = join(dirname(test.mailRoot), 'etc')
  const path = join(folder, 'xmail')
  await mkdir(folder)
  await writeFile(path, text, { mode: 0o755 })
  const name = (startFile: string | null) =>
    updateSurroundings(test.records, test.serverId, { services: {}, startFile })
  unwrap(await name(path))
  const world = { ...test, now: test.records.now }
  const read = () => readFile(path, 'latin1')
  const turn = async (to: 'on' | 'off', digest?: string) => {
    const seen = digest ?? digestOf(await readFile(path))
    const order = { serverId: test.serverId, person: test.owner, to, digest: seen }
    return switchStartFile(world, order)
  }
  return { world, test, path, folder, name, read, turn }
}

describe('switchStartFile', () => {
  it('puts -F- in and takes it out again, byte for byte, each a Revision with both sides', async () => {
    const { world, path, read, turn } = await setUp()
    const off = unwrap(await turn('off'))
    await off.ended
    expect(await read()).toBe(OFF)
    const revision = unwrap(await readRevision(world.records, off.revisionId))
    expect(revision).toMatchObject({ state: 'applied', summary: { paths: [path] } })
    expect(
      revision.files.map(({ path, before, after }) => [
        path,
        String(Buffer.from(before ?? '')),
        String(Buffer.from(after ?? '')),
      ]),
    ).toEqual([[path, SCRIPT, OFF]])
    expect(revision.steps.map(({ step }) => step)).toContain('read-back')
    expect(await turn('off')).toMatchObject({ error: { code: 'NOTHING_TO_CHANGE' } })
    await unwrap(await turn('on')).ended
    expect(await read()).toBe(SCRIPT)
  })

  it('stops where somebody has changed the file since it was looked at', async () => {
    const { path, read, turn } = await setUp()
    const seen = digestOf(Buffer.from(SCRIPT))
    await writeFile(path, `${SCRIPT}# mine\n`)
    expect(await turn('off', seen)).toMatchObject({ error: { code: 'DRIFTED', details: { path } } })
    expect(await read()).toBe(`${SCRIPT}# mine\n`)
  })

  it('changes nothing where it cannot tell what to change', async () => {
    const { read, turn } = await setUp('XMAIL_CMD_LINE="a"\nXMAIL_CMD_LINE="b"\n')
    expect(await turn('off')).toMatchObject({ error: { code: 'NOTHING_TO_CHANGE' } })
    expect(await read()).toBe('XMAIL_CMD_LINE="a"\nXMAIL_CMD_LINE="b"\n')
  })
})

describe('openStartFile', () => {
  it('reaches the one file that was named, and nothing beside it', async () => {
    const { world, test, folder } = await setUp()
    await writeFile(join(folder, 'passwd'), 'secret')
    const { store, name } = unwrap(await openStartFile(world, test.serverId))
    const other = mailRootPath('passwd')
    expect(unwrap(await store.readSnapshot([name])).files.get(name)).toMatchObject({ state: 'present' })
    expect(await store.readSnapshot([name, other])).toMatchObject({ error: { code: 'PATH_INVALID' } })
    expect(await store.writeFile(other, Buffer.from('x'))).toMatchObject({ state: 'not-written' })
    expect(await store.removeFile(name)).toMatchObject({ state: 'not-written' })
    expect(await store.listFolder('')).toMatchObject({ error: { code: 'PATH_INVALID' } })
    expect(await store.identify()).toMatchObject({ ok: false })
    expect(await readFile(join(folder, 'passwd'), 'latin1')).toBe('secret')
  })

  it('follows no link out of the folder', async () => {
    const { path, folder, turn } = await setUp()
    const outside = await mkdtemp(join(tmpdir(), 'outside-'))
    onTestFinished(() => rm(outside, { recursive: true }))
    await writeFile(join(outside, 'script'), SCRIPT)
    await rm(path)
    await symlink(join(outside, 'script'), join(folder, 'xmail'))
    expect(await turn('off')).toMatchObject({ error: { code: 'SYMLINK_LEAVES_MAILROOT' } })
    expect(await readFile(join(outside, 'script'), 'latin1')).toBe(SCRIPT)
  })

  it('opens none that nobody has named, none outside the allowed folders, and none over CTRL', async () => {
    const { world, test, path, name } = await setUp()
    const open = () => openStartFile(world, test.serverId)
    unwrap(await name('/etc/hostname'))
    expect(await open()).toMatchObject({ error: { code: 'LOCAL_ROOT_NOT_ALLOWED' } })
    unwrap(await name(null))
    expect(await open()).toMatchObject({ error: { code: 'NOT_FOUND' } })
    unwrap(await name(path))
    expect(await openStartFile(world, test.serverId, '/etc/other')).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    const connection = { kind: 'ctrl', host: '127.0.0.1', port: 6017, user: 'x', encryption: 'none' }
    unwrap(await updateServer(world.records, test.serverId, { connection }))
    expect(await open()).toMatchObject({ error: { code: 'FILE_NOT_EDITABLE' } })
  })
})

describe('a change of a start file in doubt', () => {
  async function inDoubt(now: string) {
    const { world, test, path, read } = await setUp(now)
    const side = (text: string) => Buffer.from(text)
    const revision = unwrap(
      await createRevision(world.records, {
        serverId: test.serverId,
        actor: test.owner,
        reason: '',
        summary: { paths: [path] },
        files: [{ path, before: side(SCRIPT), after: side(OFF), beforeDigest: null, afterDigest: null }],
      }),
    )
    unwrap(await finishRevision(world.records, revision.id, 'in-doubt'))
    const settled = await settleDoubt(world, test.serverId, revision.id)
    const { state } = unwrap(await readRevision(world.records, revision.id))
    return { settled, state, text: await read() }
  }

  it('is settled by what is there: the new text, the old, or a piece; never over somebody else’s', async () => {
    expect(await inDoubt(OFF)).toMatchObject({ state: 'applied' })
    expect(await inDoubt(SCRIPT)).toMatchObject({ state: 'failed', text: SCRIPT })
    expect(await inDoubt(OFF.slice(0, 60))).toMatchObject({ state: 'put-back', text: SCRIPT })
    expect(await inDoubt('mine\n')).toMatchObject({
      state: 'in-doubt',
      text: 'mine\n',
      settled: { error: { code: 'IN_DOUBT' } },
    })
  })
})

describe('showStartDiff', () => {
  it('is the one line, and no other of the file', () => {
    const shown = showStartDiff('/etc/init.d/xmail', Buffer.from(SCRIPT), Buffer.from(OFF))
    expect(shown).toMatchObject({ added: 1, removed: 1 })
    expect(shown.hunks).toEqual([
      [
        { kind: 'removed', before: 3, after: null, text: 'XMAIL_CMD_LINE="-Pl"' },
        { kind: 'added', before: null, after: 3, text: 'XMAIL_CMD_LINE="-F- -Pl"' },
      ],
    ])
  })
})
