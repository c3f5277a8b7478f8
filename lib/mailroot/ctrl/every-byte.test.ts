import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '@/lib/errors'
import type { PracticeFault } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import { startDelayProxy } from '@/test/support/delay-proxy'
import type { CtrlConnection } from '../connection'
import type { CtrlStoreDeps } from './index'
import { makeCertificate } from './testing/make-certificate'
import { type PracticeFixture, startPractice } from './testing/practice-fixture'
import { afterTest, storeOn } from './testing/scripted-server'

const TARGET = mailRootPath('smtprelay.tab')
const OTHER = mailRootPath('other.tab')
const ABSENT = mailRootPath('absent.tab')
const OLD = '"10.0.0.0"\t"255.0.0.0"\n'
const NEW = `# new\n${OLD}.dot\n"domainadd"\t"evil.test"\n`
const DOTS = '.\n..\n.a\n\n'

const certificate = makeCertificate({ commonName: 'mail.test', names: ['127.0.0.1'] })
const tls = { cert: certificate.cert, key: certificate.key }
const trust = { by: 'pin', sha256: certificate.sha256 } as const

/** How long a call may take at most, whatever happens: its deadline, the grace and some air. */
const HANG_MS = 30_000

interface Troubles {
  readonly faults: readonly PracticeFault[]
  readonly changes: Partial<CtrlConnection>
  readonly deps: CtrlStoreDeps
}

/**
 * One snapshot and one write against a server in trouble. What was claimed must be true: OLD where nothing was written,
 * NEW where it was, and in a snapshot nothing but the real files.
 */
async function live({ faults, changes, deps }: Troubles): Promise<string> {
  // Short, for a server that waits for a handshake from a client that has gone.
  const practice = await startPractice({ tls, faults, limits: { loginTimeoutMs: 1_000 } })
  await fillFolder(practice)
  const store = storeOn(practice.server.port, changes, deps)
  const started = performance.now()
  const snapshot = await store.readSnapshot([TARGET, ABSENT, OTHER])
  const outcome = await store.writeFile(TARGET, Buffer.from(NEW))
  const elapsedMs = performance.now() - started
  await store.close()
  // What a server had still in hand must show, before it is taken down.
  if (outcome.state === 'not-written') await new Promise((resolve) => setTimeout(resolve, 30))
  const held = await practice.get('smtprelay.tab')
  await practice.stop()

  const label = JSON.stringify({ faults, snapshot: snapshot.ok || snapshot.error.code, outcome, held })
  expect(elapsedMs, label).toBeLessThan(HANG_MS)
  if (snapshot.ok) {
    const texts = [...snapshot.value.files.values()].map((file) =>
      file.state === 'present' ? Buffer.from(file.bytes).toString() : file.state,
    )
    expect(texts, label).toEqual([OLD, 'absent', DOTS])
  } else {
    expect(ERROR_CODES, label).toContain(snapshot.error.code)
  }
  if (outcome.state === 'written') expect(held, label).toBe(NEW)
  if (outcome.state === 'not-written') expect(held, label).toBe(OLD)
  return `${snapshot.ok ? 'ok' : 'fault'} ${outcome.state}`
}

async function fillFolder(practice: PracticeFixture): Promise<void> {
  await practice.put('smtprelay.tab', OLD)
  await practice.put('other.tab', DOTS)
}

/** Bytes of the longer of the two connections, in each direction. */
async function measure(changes: Partial<CtrlConnection>): Promise<{ sent: number; received: number }> {
  const practice = await startPractice({ tls })
  afterTest(() => practice.stop())
  await fillFolder(practice)
  const proxy = await startDelayProxy({ targetPort: practice.server.port, oneWayMs: 0 })
  afterTest(() => proxy.close())
  const store = storeOn(proxy.port, changes)
  expect((await store.readSnapshot([TARGET, ABSENT, OTHER])).ok).toBe(true)
  const read = proxy.counts()
  expect(await store.writeFile(TARGET, Buffer.from(NEW))).toEqual({ state: 'written' })
  const both = proxy.counts()
  return {
    sent: Math.max(read.bytesDown, both.bytesDown - read.bytesDown),
    received: Math.max(read.bytesUp, both.bytesUp - read.bytesUp),
  }
}

async function forEach<T>(
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

/** Every so many bytes, and each of the last ones, where a write is decided. */
function points(direction: 'sent' | 'received', total: number, step: number) {
  const all = Array.from({ length: total + 2 }, (_, i) => i)
  const chosen = all.filter((at) => at % step === 0 || at > total - 20)
  return chosen.map((at) => (direction === 'sent' ? { sent: at } : { received: at }))
}

const CLEAR: Partial<CtrlConnection> = {}
const UPGRADED: Partial<CtrlConnection> = { encryption: 'starttls', trust }

describe('a connection that dies or stalls at any byte', () => {
  it.each([
    ['closed', 'clear', 'sent', 1, CLEAR],
    ['closed', 'clear', 'received', 1, CLEAR],
    ['reset', 'clear', 'sent', 3, CLEAR],
    ['reset', 'clear', 'received', 3, CLEAR],
    ['closed', 'starttls', 'sent', 13, UPGRADED],
    ['closed', 'starttls', 'received', 13, UPGRADED],
    ['stalled', 'clear', 'sent', 5, CLEAR],
    ['stalled', 'clear', 'received', 5, CLEAR],
    ['stalled', 'starttls', 'sent', 19, UPGRADED],
    ['stalled', 'starttls', 'received', 19, UPGRADED],
  ] as const)(
    '%s, %s, counted in bytes %s by the server',
    async (how, _encryption, direction, step, changes) => {
      const total = await measure(changes)
      const seen = new Map<string, number>()
      const deps = how === 'stalled' ? { timeoutMs: 150, graceMs: 200 } : {}
      await forEach(points(direction, total[direction], step), 12, async (after) => {
        const fault: PracticeFault =
          how === 'stalled'
            ? { kind: 'stall', after }
            : { kind: 'cut', after, how: how === 'reset' ? 'reset' : 'close' }
        const result = await live({ faults: [fault], changes, deps })
        seen.set(result, (seen.get(result) ?? 0) + 1)
      })
      // All of them must have come up, or the loop has tested nothing.
      const outcomes = new Set([...seen.keys()].map((result) => result.split(' ')[1]))
      expect(outcomes).toEqual(new Set(['not-written', 'in-doubt', 'written']))
      expect([...seen.keys()]).toContain('ok written')
    },
    120_000,
  )
})
