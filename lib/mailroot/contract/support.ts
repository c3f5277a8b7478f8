import { expect } from 'vitest'
import type { ErrorCode } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import { digestOf } from '../digest'
import type { FileSnapshot, MailRootStore, Snapshot, WriteOutcome } from '../store'

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

export interface Context {
  readonly fixture: () => StoreFixture
  readonly store: () => MailRootStore
}

export const LINE = '"10.0.0.0"\t"255.0.0.0"\n'

/** Every byte that a line may hold on every transport: not NUL, CR or LF. In lines of 64. */
export const EIGHT_BIT = Uint8Array.from(
  Array.from({ length: 255 }, (_, i) => i + 1)
    .filter((byte) => byte !== 0x0a && byte !== 0x0d)
    .flatMap((byte, i) => (i % 64 === 63 ? [byte, 0x0a] : [byte]))
    .concat(0x0a),
)

/** What CTRL loses: CR LF, bare CR, no final line end, NUL, lines over 2,046 bytes, any byte at all. */
export const HARD_BYTES = [
  ascii('"a"\t"b"\r\n"c"\t"d"\r\n'),
  ascii('"a"\t"b"\n"c"\t"d"'),
  ascii('\r\r\n\n\r'),
  ascii('a\0b\n'),
  ascii('.\n..\n.a\n'),
  ascii(`${'x'.repeat(5000)}\n`),
  Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) & 0xff),
]

export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export async function read(store: MailRootStore, ...paths: MailRootPath[]): Promise<Snapshot> {
  const snapshot = await store.readSnapshot(paths)
  if (!snapshot.ok) throw new Error(`no snapshot: ${JSON.stringify(snapshot.error)}`)
  return snapshot.value
}

export async function readBack(store: MailRootStore, path: MailRootPath): Promise<Uint8Array> {
  return bytesOf((await read(store, path)).files.get(path))
}

export function bytesOf(file: FileSnapshot | undefined): Uint8Array {
  if (file?.state !== 'present') throw new Error(`not present: ${JSON.stringify(file)}`)
  expect(file.digest).toBe(digestOf(file.bytes))
  // A Buffer has the same bytes and another prototype, which toEqual would tell apart.
  return Uint8Array.from(file.bytes)
}

export async function list(store: MailRootStore, folder: MailRootPath | '') {
  const listed = await store.listFolder(folder)
  if (!listed.ok) throw new Error(`no listing: ${JSON.stringify(listed.error)}`)
  return listed.value
}

export async function names(store: MailRootStore): Promise<string[]> {
  return (await list(store, '')).map((file) => file.name).toSorted()
}

export function faultOf(file: FileSnapshot | undefined): ErrorCode | undefined {
  return file?.state === 'unreadable' ? file.fault.code : undefined
}

export function expectNotWritten(outcome: WriteOutcome, code?: ErrorCode): void {
  expect(outcome).toMatchObject({ state: 'not-written', ...(code && { fault: { code } }) })
}

/** Like toEqual, which takes seconds for a few hundred kilobytes. */
export function expectBytes(found: Uint8Array | null, expected: Uint8Array): void {
  if (found && Buffer.compare(found, expected) === 0) return
  if (!found || expected.length > 4096) expect(found && digestOf(found)).toBe(digestOf(expected))
  expect(found).toEqual(expected)
}
