import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { planChange } from '@/lib/changes/plan'
import { printPatch } from '@/lib/changes/print-patch'
import { readRevision } from '@/lib/db/read-revision'
import { createRevision, findRevision, finishRevision } from '@/lib/db/revisions'
import { updateServer, updateSurroundings } from '@/lib/db/servers'
import { ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { showDiff } from '../queries/show-plan'
import { applyDraft } from './apply-draft'
import { readFilesOf } from './read-files-of'
import { settleDoubt } from './settle-doubt'

const SCRIPT = '#!/bin/sh\nSECRET=s3cret\nXMAIL_CMD_LINE="-Pl"\nexec $XMAIL_ROOT/bin/XMail\n'
const OFF = SCRIPT.replace('"-Pl"', '"-F- -Pl"')

async function setUp(text = SCRIPT) {
  const world = await openTestWorld()
  const { serverId, owner: person, records } = world
  const path = unwrap(parseStartFilePath(join(dirname(world.mailRoot), 'etc', 'xmail')))
  await mkdir(dirname(path))
  await writeFile(path, text)
  const name = async (startFile: string | null) =>
    unwrap(await updateSurroundings(records, serverId, { services: {}, startFile }))
  await name(path)
  const stage = (to: 'on' | 'off') => {
    const edit: Edit = { table: 'start-file', path, op: 'switch-finger', to }
    return stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) })
  }
  const draft = async () => unwrap(await openDraft(records, serverId, person.id))
  const review = async () => {
    const { edits, version } = await draft()
    const files = unwrap(await readFilesOf(unwrap(await world.stores.storeFor(serverId)), edits))
    return { edits, version, files }
  }
  const apply = (version: number, seen: string) =>
    applyDraft(world, {
      serverId,
      person,
      version,
      reason: '',
      base: { [path]: digestOf(Buffer.from(seen)) },
    })
  const read = () => readFile(path, 'latin1')
  return { world, path, name, stage, draft, review, apply, read }
}

describe('the start file in a draft', () => {
  it('is reviewed, applied and kept as any file is, and shows no line that stays', async () => {
    const { world, path, stage, draft, review, apply, read } = await setUp()
    unwrap(await stage('off'))
    expect(await read()).toBe(SCRIPT)
    const { edits, version, files } = await review()
    const plan = unwrap(planChange(files, edits))
    expect(plan.files.map(showDiff)).toMatchObject([
      {
        path,
        takesEffect: 'restart',
        hunks: [
          [
            { kind: 'removed', before: 3, text: 'XMAIL_CMD_LINE="-Pl"' },
            { kind: 'added', after: 3, text: 'XMAIL_CMD_LINE="-F- -Pl"' },
          ],
        ],
      },
    ])
    expect(printPatch(plan)).toBe(
      `--- a${path}\n+++ b${path}\n@@ -3,1 +3,1 @@\n-XMAIL_CMD_LINE="-Pl"\n+XMAIL_CMD_LINE="-F- -Pl"\n`,
    )
    const { revisionId } = unwrap(await apply(version, SCRIPT))
    await vi.waitFor(async () =>
      expect(await findRevision(world.records, revisionId)).toMatchObject({ state: 'applied' }),
    )
    expect(await read()).toBe(OFF)
    const { files: kept, summary, steps } = unwrap(await readRevision(world.records, revisionId))
    expect(summary).toMatchObject({ paths: [path] })
    const text = (bytes: Uint8Array | null) => String(Buffer.from(bytes ?? ''))
    expect(kept.map((file) => [file.path, text(file.before), text(file.after)])).toEqual([
      [path, SCRIPT, OFF],
    ])
    expect(steps.at(-1)).toMatchObject({ step: 'read-back', state: 'done' })
    expect((await draft()).edits).toEqual([])
  })

  it('stops where somebody has changed it since the review', async () => {
    const { path, stage, draft, apply, read } = await setUp()
    unwrap(await stage('off'))
    await writeFile(path, `${SCRIPT}# mine\n`)
    const applied = await apply((await draft()).version, SCRIPT)
    expect(applied).toMatchObject({ error: { code: 'DRIFTED', details: { path } } })
    expect(await read()).toBe(`${SCRIPT}# mine\n`)
  })

  it('stops where another file has been named since, none, or CTRL has become the way', async () => {
    const { world, path, name, stage, draft, review, apply, read } = await setUp()
    unwrap(await stage('off'))
    const other = `${path}.other`
    await writeFile(other, SCRIPT)
    const { version } = await draft()
    const isRefused = async () => {
      const { edits, files } = await review()
      const notNamed = { error: { code: 'START_FILE_NOT_NAMED', details: { path } } }
      expect(planChange(files, edits)).toMatchObject(notNamed)
      expect((await apply(version, SCRIPT)).ok).toBe(false)
    }
    await name(other)
    await isRefused()
    await name(null)
    await isRefused()
    await name(path)
    const connection = { kind: 'ctrl', host: '127.0.0.1', port: 6017, user: 'x', encryption: 'none' }
    unwrap(await updateServer(world.records, world.serverId, { connection, secrets: { password: 'x' } }))
    await isRefused()
    expect([await read(), await readFile(other, 'latin1')]).toEqual([SCRIPT, SCRIPT])
  })

  it('takes no file that nobody has named, and none outside the allowed folders', async () => {
    const { world, name, stage } = await setUp()
    await name('/etc/hostname')
    expect(await stage('off')).toMatchObject({ error: { code: 'START_FILE_NOT_NAMED' } })
    const path = unwrap(parseStartFilePath('/etc/hostname'))
    const { serverId, owner: person } = world
    const edit: Edit = { table: 'start-file', path, op: 'switch-finger', to: 'off' }
    const staged = await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) })
    expect(staged).toMatchObject({ error: { code: 'LOCAL_ROOT_NOT_ALLOWED', details: { path: '/etc' } } })
  })
})

describe('a change of a start file in doubt', () => {
  async function inDoubt(now: string) {
    const { world, path, read } = await setUp(now)
    const sides = { before: Buffer.from(SCRIPT), after: Buffer.from(OFF) }
    const { id } = unwrap(
      await createRevision(world.records, {
        serverId: world.serverId,
        actor: world.owner,
        reason: '',
        summary: { paths: [path] },
        files: [{ path, ...sides, beforeDigest: null, afterDigest: null }],
      }),
    )
    unwrap(await finishRevision(world.records, id, 'in-doubt'))
    const later = { ...world, records: { ...world.records, now: () => world.records.now() + 1_000_000 } }
    const settled = await settleDoubt(later, world.serverId, id)
    return { settled, state: (await findRevision(world.records, id))?.state, text: await read() }
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
