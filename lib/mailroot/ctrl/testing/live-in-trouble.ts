import { expect } from 'vitest'
import { ERROR_CODES } from '@/lib/errors'
import type { FaultPoint, PracticeFault } from '@/lib/practice'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { startDelayProxy } from '@/test/support/delay-proxy'
import type { CtrlConnection } from '../../connection'
import type { WriteOutcome } from '../../store'
import type { CtrlStoreDeps } from '../index'
import { makeCertificate } from './make-certificate'
import { type PracticeFixture, startPractice } from './practice-fixture'
import { afterTest, storeOn } from './scripted-server'

const TARGET = mailRootPath('smtprelay.tab')
const OTHER = mailRootPath('other.tab')
const ABSENT = mailRootPath('absent.tab')
export const PATHS = [TARGET, ABSENT, OTHER]
const OLD = '"10.0.0.0"\t"255.0.0.0"\n'
export const NEW = `# new\n${OLD}.dot\n"domainadd"\t"evil.test"\n`
export const NEWER = `${NEW}# newer\n`
const DOTS = '.\n..\n.a\n\n'

const certificate = makeCertificate({ commonName: 'mail.test', names: ['127.0.0.1'] })
const tls = { cert: certificate.cert, key: certificate.key }
export const trust = { by: 'pin', sha256: certificate.sha256 } as const

/** How long a call may take at most, whatever happens: its deadline, the grace and some air. */
const HANG_MS = 30_000

export interface Troubles {
  readonly faults: readonly PracticeFault[]
  readonly changes: Partial<CtrlConnection>
  readonly deps: CtrlStoreDeps
  readonly paths: readonly MailRootPath[]
  /** The texts of the file, written one after another. */
  readonly writes: readonly string[]
}

/**
 * One snapshot and some writes against a server in trouble. What was claimed must be true: OLD where nothing was written,
 * the last text where it was, and in a snapshot nothing but the real files.
 */
export async function live({ faults, changes, deps, paths, writes }: Troubles): Promise<string> {
  const practice = await startPractice({ tls, faults })
  await fillFolder(practice)
  const store = storeOn(practice.server.port, changes, deps)
  const started = performance.now()
  const snapshot = await store.readSnapshot(paths)
  const outcomes: WriteOutcome['state'][] = []
  let known: string | null = OLD
  for (const text of writes) {
    const { state } = await store.writeFile(TARGET, Buffer.from(text))
    outcomes.push(state)
    if (state !== 'not-written') known = state === 'written' ? text : null
  }
  const elapsedMs = performance.now() - started
  await store.close()
  // What a server had still in hand must show, before it is taken down.
  if (outcomes.includes('not-written')) await new Promise((resolve) => setTimeout(resolve, 30))
  const held = await practice.get('smtprelay.tab')
  await practice.stop()

  const label = JSON.stringify({ faults, snapshot: snapshot.ok || snapshot.error.code, outcomes, held })
  expect(elapsedMs, label).toBeLessThan(HANG_MS)
  if (snapshot.ok) {
    const texts = [...snapshot.value.files.values()].map((file) =>
      file.state === 'present' ? Buffer.from(file.bytes).toString() : file.state,
    )
    expect(texts, label).toEqual([OLD, 'absent', DOTS].slice(0, paths.length))
  } else {
    expect(ERROR_CODES, label).toContain(snapshot.error.code)
  }
  if (known !== null) expect(held, label).toBe(known)
  return `${snapshot.ok ? 'ok' : 'fault'} ${outcomes.join(' ')}`
}

async function fillFolder(practice: PracticeFixture): Promise<void> {
  await practice.put('smtprelay.tab', OLD)
  await practice.put('other.tab', DOTS)
}

export interface WireBytes {
  readonly sent: number
  readonly received: number
}

export interface Measured {
  /** Of the longer of two connections, one for a snapshot and one for a write. */
  readonly longer: WireBytes
  /** Of the connection of the write, and what it had come to after a second one. */
  readonly once: WireBytes
  readonly twice: WireBytes
}

/** Bytes on the wire, in each direction. */
export async function measure(changes: Partial<CtrlConnection>): Promise<Measured> {
  const practice = await startPractice({ tls })
  afterTest(() => practice.stop())
  await fillFolder(practice)
  const proxy = await startDelayProxy({ targetPort: practice.server.port, oneWayMs: 0 })
  afterTest(() => proxy.close())
  const store = storeOn(proxy.port, changes)
  const count = (): WireBytes => ({ sent: proxy.counts().bytesDown, received: proxy.counts().bytesUp })
  const less = (a: WireBytes, b: WireBytes): WireBytes => ({
    sent: a.sent - b.sent,
    received: a.received - b.received,
  })
  expect((await store.readSnapshot(PATHS)).ok).toBe(true)
  const read = count()
  expect(await store.writeFile(TARGET, Buffer.from(NEW))).toEqual({ state: 'written' })
  const once = less(count(), read)
  expect(await store.writeFile(TARGET, Buffer.from(NEWER))).toEqual({ state: 'written' })
  const longer = {
    sent: Math.max(read.sent, once.sent),
    received: Math.max(read.received, once.received),
  }
  return { longer, once, twice: less(count(), read) }
}

export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  const worker = async (): Promise<void> => {
    for (const item of waiting) await run(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** How much longer than the measured one a connection can be: the length of its signature differs by some bytes. */
const SLACK_BYTES = 8

/** Every so many bytes from the first on, and each of the last ones, where a write is decided. */
export function points(
  direction: 'sent' | 'received',
  first: number,
  last: number,
  step: number,
): FaultPoint[] {
  const all = Array.from({ length: last + SLACK_BYTES - first }, (_, i) => first + i)
  const chosen = all.filter((at) => (at - first) % step === 0 || at > last - 20)
  return chosen.map((at) => (direction === 'sent' ? { sent: at } : { received: at }))
}

export function faultAt(how: 'closed' | 'reset' | 'stalled', after: FaultPoint): PracticeFault {
  return how === 'stalled'
    ? { kind: 'stall', after }
    : { kind: 'cut', after, how: how === 'reset' ? 'reset' : 'close' }
}
