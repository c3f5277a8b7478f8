import { X509Certificate } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashSubject } from '@/lib/certificates'
import { planChange } from '@/lib/changes/plan'
import { ok, unwrap } from '@/lib/errors'
import { makeCertificate } from '@/lib/mailroot/ctrl/testing/make-certificate'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { readFilesOf } from '../apply/read-files-of'
import { stageEdit } from '../draft/stage-edit'
import { checkTrustedFile } from './check-trusted-file'
import { readTlsFiles, TRUSTED } from './read-tls-files'
import { readTrustedFolder } from './read-trusted-folder'
import { refuseTrustedSwitch } from './refuse-trusted-switch'
import { showTrusted } from './show-trusted'

const SETTINGS = mailRootPath('server.tab')
const certificate = (commonName: string) =>
  new X509Certificate(makeCertificate({ commonName, isAuthority: true, toDays: 90 }).cert).toString()
const [A, B] = [certificate('A'), certificate('B')] as const
const trust = (...texts: string[]): Edit => ({
  ...{ table: 'certificate', path: TRUSTED, op: 'trust' },
  certificates: texts.map((text) => ({ text, subject: 'CN=A' })),
})
const distrust = (line: number, text: string): Edit => ({
  ...{ table: 'certificate', path: TRUSTED, op: 'distrust' },
  ...{ line, text, subject: 'CN=A' },
})
const REMOVE: Edit = { table: 'certificate', path: TRUSTED, op: 'remove-file' }
const set = (value: string): Edit => ({
  ...{ table: 'variables', path: SETTINGS, op: 'set', name: 'SSLUseCertsFile' },
  ...{ value, confirmed: [] },
})

async function faultOf(world: TestWorld, ...edits: Edit[]) {
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const plan = unwrap(planChange(unwrap(await readFilesOf(store, edits)), edits))
  return (await checkTrustedFile(store, plan))?.code ?? null
}

describe('SSLUseCertsFile', () => {
  it('is not applied without a certificate to trust, whichever of the two files is changed', async () => {
    const world = await openTestWorld()
    expect(await faultOf(world, set('1'))).toBe('TRUSTED_FILE_MISSING')
    expect(await faultOf(world, set('1'), trust(A))).toBeNull()
    expect(await faultOf(world, set('0'))).toBeNull()
    writeFileSync(join(world.mailRoot, TRUSTED), A)
    expect(await faultOf(world, set('1'))).toBeNull()
    expect(await faultOf(world, REMOVE)).toBeNull()
    const file = join(world.mailRoot, SETTINGS)
    writeFileSync(file, `${world.readFile(SETTINGS).toString('latin1')}"SSLUseCertsFile"\t"1"\n`, 'latin1')
    expect(await faultOf(world, REMOVE)).toBe('TRUSTED_FILE_MISSING')
    expect(await faultOf(world, REMOVE, set('0'))).toBeNull()
  })

  it('is refused at the switch, unless the draft has brought the file', async () => {
    const world = await openTestWorld()
    const { serverId, owner: person } = world
    const refused = (edit: Edit) => refuseTrustedSwitch(world, serverId, person, edit)
    expect(await refused(set('1'))).toMatchObject({ code: 'TRUSTED_FILE_MISSING', field: 'value' })
    expect(await refused(set('yes'))).toBeNull()
    expect(await refused({ ...set('1'), name: 'SSLWantVerify' } as Edit)).toBeNull()
    unwrap(await stageEdit(world, { serverId, person, path: TRUSTED, makeEdit: () => ok(trust(A)) }))
    expect(await refused(set('1'))).toBeNull()
  })
})

describe('what the page shows of certs.pem', () => {
  it('has what is there, what the draft adds and what it removes, each with its edit', async () => {
    const world = await openTestWorld()
    writeFileSync(join(world.mailRoot, TRUSTED), `# Kumo\n${A}`)
    const edits = [trust(B), distrust(1, A)]
    const files = unwrap(await readTlsFiles(world, world.serverId, edits))
    const rows = showTrusted({ now: files.now.trusted, drafted: files.drafted.trusted }, edits, Date.now())
    expect(rows.map(({ state, edit, facts }) => [state, edit?.place, facts?.subject])).toEqual([
      ['added', 0, 'CN=B'],
      ['removed', 1, 'CN=A'],
    ])
    const none = unwrap(await readTlsFiles(world, world.serverId, [REMOVE]))
    expect(none.drafted).toMatchObject({ trusted: null, check: { file: 'absent' } })
    expect(none.now.check.file).toBe('present')
  })

  it('says nothing of a private key in it but that it is one', async () => {
    const world = await openTestWorld()
    const { key } = makeCertificate({ commonName: 'x' })
    writeFileSync(join(world.mailRoot, TRUSTED), A + key)
    const files = unwrap(await readTlsFiles(world, world.serverId, []))
    const rows = showTrusted({ now: files.now.trusted, drafted: files.drafted.trusted }, [], Date.now())
    expect(rows.map(({ findings }) => findings.map(({ code }) => code))).toEqual([[], ['other-kind']])
    for (const line of key.trim().split('\n').slice(1, -1)) expect(JSON.stringify(rows)).not.toContain(line)
  })
})

describe('the folder certs', () => {
  it('is said to be missing, or what of it OpenSSL would find, with the draft applied', async () => {
    const world = await openTestWorld()
    const store = unwrap(await world.stores.storeFor(world.serverId))
    expect(await readTrustedFolder(store, [])).toEqual({ state: 'missing' })
    mkdirSync(join(world.mailRoot, 'certs'))
    expect(await readTrustedFolder(store, [])).toEqual({ state: 'listed', files: [], more: 0 })
    const put = (name: string, text: string) => writeFileSync(join(world.mailRoot, 'certs', name), text)
    const [hashA, hashB] = [A, B].map((text) => hashSubject(new X509Certificate(text)))
    put('a.pem', A)
    put(`${hashB}.0`, B)
    put('notes.txt', 'no')
    put('00000000.r0', 'a list of revoked ones')
    const remove: Edit = {
      ...{ table: 'certificate', op: 'remove-file' },
      path: mailRootPath(`certs/${hashB}.0`),
    }
    const install: Edit = {
      ...{ table: 'certificate', op: 'install', text: A, about: null },
      path: mailRootPath(`certs/${hashA}.0`),
    }
    const folder = await readTrustedFolder(store, [remove, install])
    if (folder.state !== 'listed') throw new Error(folder.state)
    expect(
      Object.fromEntries(folder.files.map(({ name, rightName, state }) => [name, [rightName, state]])),
    ).toEqual({
      'a.pem': [`${hashA}.1`, 'there'],
      [`${hashA}.0`]: [`${hashA}.0`, 'added'],
      [`${hashB}.0`]: [`${hashB}.0`, 'removed'],
      'notes.txt': [null, 'there'],
    })
  })
})
