import type { X509Certificate } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  generateKey,
  makeSelfSigned,
  orderChain,
  parseCertificate,
  printKey,
  readNames,
} from '@/lib/certificates'
import { readServerSecrets, updateServer, updateSurroundings } from '@/lib/db/servers'
import { fault, ok, unwrap } from '@/lib/errors'
import { connectionTo } from '@/lib/mailroot/sftp/testing/connection-to'
import { mailRootPath } from '@/lib/xmail/path'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import type { Edit } from '@/lib/xmail/tables'
import { CTRL_ACCOUNT, openCtrlWorld } from '@/test/support/open-ctrl-world'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { type Sshd, startSshd } from '@/test/support/sshd'
import { openDraft } from '../draft/open-draft'
import { CERT, KEY } from '../tls/read-tls-files'
import { stagePair } from '../tls/stage-pair'
import { foreseeUndo } from './foresee-undo'
import { applyAll, change, take } from './testing/apply-and-take'

const ask = (world: TestWorld, revisionId: string) => ({
  ...{ serverId: world.serverId, person: world.owner, revisionId, goal: 'undo' as const },
})

describe('a change of the start file', () => {
  const SCRIPT = '#!/bin/sh\nSECRET=Canary\nXMAIL_CMD_LINE="-Pl"\nexec $XMAIL_ROOT/bin/XMail\n'
  let sshd: Sshd
  beforeAll(async () => {
    sshd = await startSshd()
  })
  afterAll(() => sshd?.stop())

  async function openWithStartFile(isBySftp: boolean) {
    const world = await openTestWorld()
    const { records, serverId, mailRoot } = world
    const path = unwrap(parseStartFilePath(join(dirname(mailRoot), 'etc', 'xmail')))
    await mkdir(dirname(path))
    await writeFile(path, SCRIPT)
    await chmod(path, 0o755)
    if (isBySftp) {
      const way = { connection: connectionTo(sshd, { mailRoot }), secrets: { privateKey: sshd.privateKey } }
      unwrap(await updateServer(records, serverId, way))
    }
    unwrap(await updateSurroundings(records, serverId, { services: {}, startFile: path }))
    const read = async () => [await readFile(path, 'latin1'), (await stat(path)).mode & 0o777]
    return { world, path, read }
  }

  it.each([
    ['a folder', false],
    ['SFTP', true],
  ])('is taken back over %s, its mode kept, and shows no line that stays', async (_, isBySftp) => {
    const { world, path, read } = await openWithStartFile(isBySftp)
    const off: Edit = { table: 'start-file', path, op: 'switch-finger', to: 'off' }
    const revisionId = await change(world, off)
    expect(await read()).toEqual([SCRIPT.replace('"-Pl"', '"-F- -Pl"'), 0o755])
    const foreseen = unwrap(await foreseeUndo(world, ask(world, revisionId)))
    expect(foreseen.files).toMatchObject([{ path, conflicts: [], diff: { added: 1, removed: 1 } }])
    expect(JSON.stringify(foreseen)).not.toContain('Canary')
    expect(
      unwrap(await foreseeUndo(world, { ...ask(world, revisionId), person: world.helpdesk })).files,
    ).toMatchObject([{ may: false }])
    unwrap(await take(world, revisionId))
    await applyAll(world)
    expect(await read()).toEqual([SCRIPT, 0o755])
  })

  it('asks where somebody has changed the same line since, and stops where another file is named', async () => {
    const { world, path, read } = await openWithStartFile(false)
    const revisionId = await change(world, { table: 'start-file', path, op: 'switch-finger', to: 'off' })
    const mine = SCRIPT.replace('"-Pl"', '"-F- -Pl -Sl"')
    await writeFile(path, mine)
    expect(unwrap(await foreseeUndo(world, ask(world, revisionId))).files[0]?.conflicts).toHaveLength(1)
    unwrap(await take(world, revisionId, { choices: { [path]: ['before'] } }))
    await applyAll(world)
    expect(await read()).toEqual([SCRIPT, 0o755])
    unwrap(
      await updateSurroundings(world.records, world.serverId, { services: {}, startFile: `${path}.other` }),
    )
    const [file] = unwrap(await foreseeUndo(world, ask(world, revisionId))).files
    expect(file).toMatchObject({ may: false, fault: { code: 'START_FILE_NOT_NAMED' } })
  })
})

describe('a certificate and its key', () => {
  async function makePair() {
    const key = await generateKey('ec-p256')
    const names = unwrap(readNames('mail.example.test'))
    const certificateText = await makeSelfSigned(key, 'ec-p256', names, 30, Date.now())
    const certificate = parseCertificate(certificateText) as X509Certificate
    const keyText = printKey(key)
    return {
      chain: orderChain(certificate, [certificate]),
      key,
      keyText,
      certificateText,
      keyFrom: 'given' as const,
    }
  }
  const read = (world: TestWorld) => [KEY, CERT].map((path) => String(world.readFile(path)))

  async function install(world: TestWorld) {
    const pair = await makePair()
    unwrap(await stagePair(world, world.serverId, world.owner, pair))
    return { revisionId: await applyAll(world), texts: [pair.keyText, pair.certificateText] }
  }

  it('come back together, the key first, and show nothing of the key', async () => {
    const world = await openTestWorld()
    const old = read(world)
    const { revisionId, texts } = await install(world)
    expect(read(world)).toEqual(texts)
    const foreseen = unwrap(await foreseeUndo(world, ask(world, revisionId)))
    const secrets = [old[0] ?? '', texts[0] ?? ''].flatMap((text) => text.trim().split('\n').slice(1, -1))
    for (const line of secrets) expect(JSON.stringify(foreseen)).not.toContain(line)
    unwrap(await take(world, revisionId))
    const { edits } = unwrap(await openDraft(world.records, world.serverId, world.owner.id))
    expect(edits.map(({ path }) => path)).toEqual([KEY, CERT])
    await applyAll(world)
    expect(read(world)).toEqual(old)
  })

  it('are each one question once another pair is there, and no half of a pair is applied', async () => {
    const world = await openTestWorld()
    const first = await install(world)
    const second = await install(world)
    const { files } = unwrap(await foreseeUndo(world, ask(world, first.revisionId)))
    expect(files.map(({ path, conflicts }) => [path, conflicts.length])).toEqual([
      [KEY, 1],
      [CERT, 1],
    ])
    unwrap(await take(world, first.revisionId, { choices: { [KEY]: ['before'], [CERT]: ['leave'] } }))
    await expect(applyAll(world)).rejects.toThrow('KEY_FILE_MISMATCH')
    expect(read(world)).toEqual(second.texts)
  })
})

describe('the password of the console’s own account', () => {
  it('comes back, and the stored connection with it', async () => {
    const world = await openCtrlWorld()
    const { records, serverId } = world
    const path = mailRootPath('ctrlaccounts.tab')
    const old = String(world.readFile(path))
    const line = old.split('\n').findIndex((each) => each.startsWith('"admin"'))
    const row = { line, was: '"admin"\t"***"' }
    const stored = async () => unwrap(await readServerSecrets(records, serverId))
    const revisionId = await change(world, {
      ...{ table: 'ctrlaccounts', path, op: 'replace', row, user: 'admin', password: 'n3w one' },
    })
    expect(await stored()).toMatchObject({ password: 'n3w one' })
    unwrap(await take(world, revisionId))
    await applyAll(world)
    expect(String(world.readFile(path))).toBe(old)
    expect(await stored()).toMatchObject({ password: CTRL_ACCOUNT.password })
    // Over a connection of its own: the one before was signed in already.
    await world.stores.forget(serverId)
    const store = unwrap(await world.stores.storeFor(serverId))
    expect(await store.readSnapshot([path])).toMatchObject(ok({}))
    expect(await take(world, revisionId)).toEqual({ ok: false, error: fault('NOTHING_TO_CHANGE') })
  })
})
