import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { err, ok, unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import { makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type Sshd, startSshd } from '@/test/support/sshd'
import { openLocalStore } from './local'
import { openSftpStore } from './sftp'
import { connectionTo } from './sftp/testing/connection-to'
import type { MailRootStore } from './store'
import { withStartFile } from './with-start-file'

const SCRIPT = '#!/bin/sh\nXMAIL_CMD_LINE="-Pl"\n'
const INSIDE = mailRootPath('smtprelay.tab')
const ascii = (text: string) => new TextEncoder().encode(text)
const startPath = (text: string) => unwrap(parseStartFilePath(text))

let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd()
})
afterAll(() => sshd?.stop())

const WAYS: readonly (readonly [string, (mailRoot: string) => MailRootStore])[] = [
  ['a folder', (mailRoot) => openLocalStore({ kind: 'local', mailRoot })],
  ['SFTP', (mailRoot) => openSftpStore(connectionTo(sshd, { mailRoot }), { privateKey: sshd.privateKey })],
]

describe.each(WAYS)('the start file beside a MailRoot, by %s', (_, openAt) => {
  async function setUp() {
    const folder = await makeMailRootFolder()
    await folder.put(INSIDE, ascii('"10.0.0.0"\t"255.0.0.0"\n'))
    const etc = join(folder.path, '..', 'etc')
    await mkdir(etc)
    const path = startPath(join(etc, 'xmail'))
    await writeFile(path, SCRIPT)
    await chmod(path, 0o755)
    const store = withStartFile(openAt(folder.path), { path, folder: ok(openAt(etc)) })
    onTestFinished(async () => {
      await store.close()
      await folder.remove()
    })
    const read = async (...paths: (typeof path)[]) => unwrap(await store.readSnapshot(paths)).files
    return { store, etc, path, read }
  }

  it('is read with the files of the MailRoot, and written as carefully', async () => {
    const { store, etc, path, read } = await setUp()
    const files = await read(INSIDE, path)
    expect([...files.values()].map(({ path, state }) => [path, state])).toEqual([
      [INSIDE, 'present'],
      [path, 'present'],
    ])
    expect(await store.writeFile(path, ascii('new\n'))).toEqual({ state: 'written' })
    expect(await readFile(path, 'latin1')).toBe('new\n')
    // Whoever may run it may run it still, and nothing is left beside it.
    expect((await stat(path)).mode & 0o777).toBe(0o755)
    expect(await readdir(etc)).toEqual(['xmail'])
    expect(await store.writeFile(path, new Uint8Array())).toMatchObject({
      fault: { code: 'EMPTY_BODY_REFUSED', details: { path } },
    })
  })

  it('is the only file outside, and neither made nor removed', async () => {
    const { store, etc, path, read } = await setUp()
    const other = startPath(join(etc, 'passwd'))
    await writeFile(other, 'secret')
    const notNamed = { code: 'START_FILE_NOT_NAMED', details: { path: other } }
    expect((await read(other)).get(other)).toEqual({ path: other, state: 'unreadable', fault: notNamed })
    expect(await store.writeFile(other, ascii('x'))).toEqual({ state: 'not-written', fault: notNamed })
    expect(await store.removeFile(other)).toMatchObject({ fault: { code: 'FILE_NOT_EDITABLE' } })
    expect(await store.removeFile(path)).toMatchObject({ fault: { code: 'FILE_NOT_EDITABLE' } })
    expect(await store.listFolder(startPath(etc))).toMatchObject({ error: { code: 'PATH_INVALID' } })
    expect(await readFile(other, 'latin1')).toBe('secret')
    expect(await readFile(path, 'latin1')).toBe(SCRIPT)
  })

  it('that is not there, or whose folder is not, is trouble with itself alone', async () => {
    const { path, etc, read } = await setUp()
    const gone = { state: 'unreadable', fault: { code: 'FILE_NOT_FOUND', details: { path } } }
    await rm(path)
    expect((await read(INSIDE, path)).get(path)).toMatchObject(gone)
    await rm(etc, { recursive: true })
    const files = await read(INSIDE, path)
    expect(files.get(path)).toMatchObject(gone)
    expect(files.get(INSIDE)).toMatchObject({ state: 'present' })
  })

  it('is not followed by a link out of its folder', async () => {
    const { store, etc, path, read } = await setUp()
    const outside = join(etc, '..', 'outside-of-etc')
    await writeFile(outside, SCRIPT)
    await rm(path)
    await symlink(outside, path)
    const leaves = { fault: { code: 'SYMLINK_LEAVES_MAILROOT', details: { path } } }
    expect((await read(path)).get(path)).toMatchObject(leaves)
    expect(await store.writeFile(path, ascii('x'))).toMatchObject({ state: 'not-written', ...leaves })
    expect(await readFile(outside, 'latin1')).toBe(SCRIPT)
  })
})

describe('a store without a start file', () => {
  it('has no file outside, and is the store that it was', async () => {
    const folder = await makeMailRootFolder()
    onTestFinished(() => folder.remove())
    const path = startPath('/etc/hostname')
    const inner = openLocalStore({ kind: 'local', mailRoot: folder.path })
    const store = withStartFile(inner, null)
    const fault = { code: 'START_FILE_NOT_NAMED', details: { path } }
    expect(unwrap(await store.readSnapshot([path])).files.get(path)).toMatchObject({ fault })
    expect(await store.writeFile(path, ascii('x'))).toEqual({ state: 'not-written', fault })
    expect(unwrap(await store.identify())).toEqual(unwrap(await inner.identify()))
    const refused = withStartFile(inner, { path, folder: err('LOCAL_ROOT_NOT_ALLOWED', { path: '/etc' }) })
    expect(unwrap(await refused.readSnapshot([path])).files.get(path)).toMatchObject({
      fault: { code: 'LOCAL_ROOT_NOT_ALLOWED', details: { path: '/etc' } },
    })
  })
})
