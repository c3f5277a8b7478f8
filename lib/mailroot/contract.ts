import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorCode } from '@/lib/errors'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { digestOf } from './digest'
import type { FileSnapshot, MailRootStore, Snapshot, WriteOutcome } from './store'

/** A store together with the test's own way to the disk behind it. */
export interface StoreFixture {
  readonly store: MailRootStore
  /** Puts a file on the server's disk past the store, making its folder where there is none. */
  putBytes(path: MailRootPath, bytes: Uint8Array): Promise<void>
  /** What is on the server's disk, or null. Past the store. */
  readBytes(path: MailRootPath): Promise<Uint8Array | null>
  /** Closes the store and takes away what the fixture had made. */
  cleanUp(): Promise<void>
}

const LINE = '"10.0.0.0"\t"255.0.0.0"\n'

/** Every byte that a line may hold on every transport: not NUL, CR or LF. In lines of 64. */
const EIGHT_BIT = Uint8Array.from(
  Array.from({ length: 255 }, (_, i) => i + 1)
    .filter((byte) => byte !== 0x0a && byte !== 0x0d)
    .flatMap((byte, i) => (i % 64 === 63 ? [byte, 0x0a] : [byte]))
    .concat(0x0a),
)

/**
 * What every MailRootStore does, whatever is below it. `makeFixture` gives a MailRoot with a `server.tab` in it; the
 * contract leaves that file alone and names its own `contract-…`, so that a running XMail is not disturbed.
 */
export function describeStore(name: string, makeFixture: () => Promise<StoreFixture>): void {
  describe(`${name}: the store contract`, () => {
    let fixture: StoreFixture
    const context: Context = { fixture: () => fixture, store: () => fixture.store }
    beforeAll(async () => {
      fixture = await makeFixture()
    })
    afterAll(() => fixture?.cleanUp())

    describe('reads', () => describeReads(context))
    describe('writes', () => describeWrites(context))
    describe('refuses', () => describeRefusals(context))
    describe('folders', () => describeFolders(context))
    describe('calls', () => describeCalls(context))
  })
}

interface Context {
  readonly fixture: () => StoreFixture
  readonly store: () => MailRootStore
}

function describeReads({ fixture, store }: Context) {
  it('a present file with its bytes, digest and time', async () => {
    const path = mailRootPath('contract-present.tab')
    await fixture().putBytes(path, ascii(LINE))
    const before = Date.now()
    const snapshot = await read(store(), path)
    expect(snapshot.files.get(path)).toEqual({
      path,
      state: 'present',
      bytes: ascii(LINE),
      digest: digestOf(ascii(LINE)),
    })
    expect(digestOf(ascii('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(snapshot.takenAt).toBeGreaterThanOrEqual(before)
    expect(snapshot.takenAt).toBeLessThanOrEqual(Date.now())
  })

  it('an absent file as absent, also in a folder that is not there', async () => {
    const absent = mailRootPath('contract-absent.tab')
    const nowhere = mailRootPath('contract-no-folder/absent.tab')
    const snapshot = await read(store(), absent, nowhere)
    expect(snapshot.files.get(absent)).toEqual({ path: absent, state: 'absent' })
    expect(snapshot.files.get(nowhere)).toEqual({ path: nowhere, state: 'absent' })
  })

  it('an empty file as present with no bytes', async () => {
    const path = mailRootPath('contract-empty.tab')
    await fixture().putBytes(path, new Uint8Array())
    expect(await readBack(store(), path)).toEqual(new Uint8Array())
  })

  it('nothing at all, and one path named twice', async () => {
    expect((await read(store())).files.size).toBe(0)
    const path = mailRootPath('contract-twice.tab')
    await fixture().putBytes(path, ascii(LINE))
    const snapshot = await read(store(), path, path)
    expect([...snapshot.files.keys()]).toEqual([path])
  })

  it('22 files of many sizes in one call, each under its own path', async () => {
    const wanted = new Map<MailRootPath, Uint8Array>()
    for (let i = 0; i < 22; i++) {
      const folder = i % 5 === 0 ? 'contract-folder/' : ''
      const bytes = ascii(`# file ${i}\n${LINE.repeat(i * 90)}`)
      wanted.set(mailRootPath(`${folder}contract-many-${i}.tab`), bytes)
    }
    for (const [path, bytes] of wanted) await fixture().putBytes(path, bytes)
    const snapshot = await read(store(), ...wanted.keys())
    expect(snapshot.files.size).toBe(22)
    for (const [path, bytes] of wanted) expect(bytesOf(snapshot.files.get(path))).toEqual(bytes)
  })

  it('8-bit bytes as they are', async () => {
    const path = mailRootPath('contract-8bit.tab')
    await fixture().putBytes(path, EIGHT_BIT)
    expect(await readBack(store(), path)).toEqual(EIGHT_BIT)
  })

  it('line ends, a missing final one and NUL as they are, where the store keeps bytes', async (test) => {
    if (!store().abilities.keepsBytes)
      return test.skip('this transport does not keep them (semantics.md 8.3)')
    const path = mailRootPath('contract-bytes.tab')
    for (const bytes of HARD_BYTES) {
      await fixture().putBytes(path, bytes)
      expect(await readBack(store(), path)).toEqual(bytes)
    }
  })
}

/** What CTRL loses: CR LF, bare CR, no final line end, NUL, lines over 2,046 bytes, any byte at all. */
const HARD_BYTES = [
  ascii('"a"\t"b"\r\n"c"\t"d"\r\n'),
  ascii('"a"\t"b"\n"c"\t"d"'),
  ascii('\r\r\n\n\r'),
  ascii('a\0b\n'),
  ascii('.\n..\n.a\n'),
  ascii(`${'x'.repeat(5000)}\n`),
  Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) & 0xff),
]

function describeWrites({ fixture, store }: Context) {
  it('a new file, and then other bytes into it, longer and shorter', async () => {
    const path = mailRootPath('contract-new.tab')
    for (const text of [LINE, `# longer\n${LINE.repeat(50)}`, '# short\n']) {
      expect(await store().writeFile(path, ascii(text))).toEqual({ state: 'written' })
      expect(await fixture().readBytes(path)).toEqual(ascii(text))
      expect(await readBack(store(), path)).toEqual(ascii(text))
    }
  })

  it('only the file that was named', async () => {
    const path = mailRootPath('contract-one.tab')
    const beside = mailRootPath('contract-one.tab.old')
    await fixture().putBytes(path, ascii(LINE))
    await fixture().putBytes(beside, ascii(LINE))
    const before = await names(store())
    expect(await store().writeFile(path, ascii('# changed\n'))).toEqual({ state: 'written' })
    expect(await fixture().readBytes(beside)).toEqual(ascii(LINE))
    expect(await names(store())).toEqual(before)
  })

  it('8-bit bytes, lines that begin with a dot, blank lines', async () => {
    const path = mailRootPath('contract-write-8bit.tab')
    for (const bytes of [EIGHT_BIT, ascii('.\n..\n.dot\n\n\n'), ascii('\n')]) {
      expect(await store().writeFile(path, bytes)).toEqual({ state: 'written' })
      expect(await fixture().readBytes(path)).toEqual(bytes)
      expect(await readBack(store(), path)).toEqual(bytes)
    }
  })

  it('any bytes where the store keeps them; else NUL is refused before anything is sent', async () => {
    const path = mailRootPath('contract-write-bytes.tab')
    if (store().abilities.keepsBytes) {
      for (const bytes of HARD_BYTES) {
        expect(await store().writeFile(path, bytes)).toEqual({ state: 'written' })
        expect(await fixture().readBytes(path)).toEqual(bytes)
      }
      return
    }
    await fixture().putBytes(path, ascii(LINE))
    expectNotWritten(await store().writeFile(path, ascii('a\0b\n')), 'BYTES_NOT_FOR_CTRL')
    expect(await fixture().readBytes(path)).toEqual(ascii(LINE))
  })

  it('into a folder below MAIL_ROOT', async () => {
    const path = mailRootPath('contract-folder/contract-inner.tab')
    await fixture().putBytes(path, ascii(LINE))
    expect(await store().writeFile(path, ascii('# inner\n'))).toEqual({ state: 'written' })
    expect(await fixture().readBytes(path)).toEqual(ascii('# inner\n'))
  })

  it('one megabyte, and a hundred thousand lines', async () => {
    const path = mailRootPath('contract-large.tab')
    const lines = Array.from({ length: 100_000 }, (_, i) => `"10.${i >> 16}.${(i >> 8) & 255}.${i & 255}"`)
    for (const bytes of [ascii(`${'y'.repeat(1023)}\n`.repeat(1024)), ascii(`${lines.join('\n')}\n`)]) {
      expect(await store().writeFile(path, bytes)).toEqual({ state: 'written' })
      expect(digestOf((await fixture().readBytes(path)) ?? new Uint8Array())).toBe(digestOf(bytes))
      expect(digestOf(await readBack(store(), path))).toBe(digestOf(bytes))
    }
  }, 60_000)
}

function describeRefusals({ fixture, store }: Context) {
  it('an empty body, and leaves the file as it was', async () => {
    const path = mailRootPath('contract-not-empty.tab')
    await fixture().putBytes(path, ascii(LINE))
    expectNotWritten(await store().writeFile(path, new Uint8Array()), 'EMPTY_BODY_REFUSED')
    expect(await fixture().readBytes(path)).toEqual(ascii(LINE))
  })

  it('a path that leaves MAIL_ROOT, even if it was cast past its check', async () => {
    for (const text of [
      '../contract-out.tab',
      '/etc/passwd',
      'a/../../x',
      'a\\..\\x',
      '',
      '.',
      'x'.repeat(201),
    ]) {
      const path = text as MailRootPath
      expectNotWritten(await store().writeFile(path, ascii(LINE)), 'PATH_INVALID')
      expectNotWritten(await store().removeFile(path))
      const snapshot = await store().readSnapshot([path])
      const fault = snapshot.ok ? faultOf(snapshot.value.files.get(path)) : snapshot.error.code
      expect(fault).toBe('PATH_INVALID')
    }
    for (const text of ['..', '/etc', 'a/../..']) {
      const listed = await store().listFolder(text as MailRootPath)
      expect(listed).toMatchObject({ ok: false, error: { code: 'PATH_INVALID' } })
    }
  })

  it('an indexed table, whose index would no longer fit (semantics.md 9)', async () => {
    const path = mailRootPath('extaliases.tab')
    const before = await fixture().readBytes(path)
    expectNotWritten(await store().writeFile(path, ascii('# none\n')), 'TABLE_INDEXED')
    expectNotWritten(await store().removeFile(path))
    expect(await fixture().readBytes(path)).toEqual(before)
  })

  it('a file in a folder that is not there', async () => {
    const path = mailRootPath('contract-no-folder/x.tab')
    expectNotWritten(await store().writeFile(path, ascii(LINE)))
    expect(await fixture().readBytes(path)).toBeNull()
  })

  it('to remove, unless it can', async () => {
    const path = mailRootPath('contract-remove.tab')
    await fixture().putBytes(path, ascii(LINE))
    const outcome = await store().removeFile(path)
    if (store().abilities.removes) {
      expect(outcome).toEqual({ state: 'written' })
      expect(await fixture().readBytes(path)).toBeNull()
      expectNotWritten(await store().removeFile(path), 'FILE_NOT_FOUND')
    } else {
      expectNotWritten(outcome, 'FILE_NOT_EDITABLE')
      expect(await fixture().readBytes(path)).toEqual(ascii(LINE))
    }
  })
}

function describeFolders({ fixture, store }: Context) {
  it('lists names and sizes of regular files, in MAIL_ROOT and below it', async () => {
    await fixture().putBytes(mailRootPath('contract-sized.tab'), ascii('12345\n'))
    await fixture().putBytes(mailRootPath('contract-list/a.tab'), ascii('# a\n'))
    await fixture().putBytes(mailRootPath('contract-list/b.tab'), new Uint8Array())
    await fixture().putBytes(mailRootPath('contract-list/deeper/c.tab'), ascii('# c\n'))
    expect(await list(store(), '')).toContainEqual({ name: 'contract-sized.tab', sizeBytes: 6 })
    const listed = await list(store(), mailRootPath('contract-list'))
    expect(listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'a.tab', sizeBytes: 4 },
      { name: 'b.tab', sizeBytes: 0 },
    ])
  })

  it('says that a folder is not there', async () => {
    const listed = await store().listFolder(mailRootPath('contract-no-folder'))
    expect(listed).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } })
  })
}

function describeCalls({ fixture, store }: Context) {
  const path = mailRootPath('contract-calls.tab')

  it('identifies the other end', async () => {
    const identity = await store().identify()
    expect(identity).toMatchObject({ ok: true, value: { kind: store().kind } })
  })

  it('answers 20 snapshots at once', async () => {
    await fixture().putBytes(path, ascii(LINE))
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => read(store(), path)))
    for (const snapshot of snapshots) expect(bytesOf(snapshot.files.get(path))).toEqual(ascii(LINE))
  })

  it('stops when told to, before and during a call, and works after it', async () => {
    await fixture().putBytes(path, ascii(LINE))
    const stopped = { signal: AbortSignal.abort() }
    const cancelled = { ok: false, error: { code: 'CANCELLED' } }
    expect(await store().readSnapshot([path], stopped)).toMatchObject(cancelled)
    expect(await store().identify(stopped)).toMatchObject(cancelled)
    expect(await store().listFolder('', stopped)).toMatchObject(cancelled)
    expectNotWritten(await store().writeFile(path, ascii('# new\n'), stopped), 'CANCELLED')
    expect(await fixture().readBytes(path)).toEqual(ascii(LINE))

    const controller = new AbortController()
    const running = store().readSnapshot([path], { signal: controller.signal })
    controller.abort()
    expect(await running).toMatchObject(cancelled)
    expect(await readBack(store(), path)).toEqual(ascii(LINE))
  })

  it('can be closed, more than once, and used again', async () => {
    await fixture().putBytes(path, ascii(LINE))
    await store().close()
    await store().close()
    expect(await readBack(store(), path)).toEqual(ascii(LINE))
    await store().close()
    expect(await store().writeFile(path, ascii('# again\n'))).toEqual({ state: 'written' })
  })
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function read(store: MailRootStore, ...paths: MailRootPath[]): Promise<Snapshot> {
  const snapshot = await store.readSnapshot(paths)
  if (!snapshot.ok) throw new Error(`no snapshot: ${JSON.stringify(snapshot.error)}`)
  return snapshot.value
}

async function readBack(store: MailRootStore, path: MailRootPath): Promise<Uint8Array> {
  return bytesOf((await read(store, path)).files.get(path))
}

function bytesOf(file: FileSnapshot | undefined): Uint8Array {
  if (file?.state !== 'present') throw new Error(`not present: ${JSON.stringify(file)}`)
  expect(file.digest).toBe(digestOf(file.bytes))
  // A Buffer has the same bytes and another prototype, which toEqual would tell apart.
  return Uint8Array.from(file.bytes)
}

async function list(store: MailRootStore, folder: MailRootPath | '') {
  const listed = await store.listFolder(folder)
  if (!listed.ok) throw new Error(`no listing: ${JSON.stringify(listed.error)}`)
  return listed.value
}

async function names(store: MailRootStore): Promise<string[]> {
  return (await list(store, '')).map((file) => file.name).toSorted()
}

function faultOf(file: FileSnapshot | undefined): ErrorCode | undefined {
  return file?.state === 'unreadable' ? file.fault.code : undefined
}

function expectNotWritten(outcome: WriteOutcome, code?: ErrorCode): void {
  expect(outcome).toMatchObject({ state: 'not-written', ...(code && { fault: { code } }) })
}
