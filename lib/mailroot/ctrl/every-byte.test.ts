import { describe, expect, it } from 'vitest'
import type { CtrlConnection } from '../connection'
import { faultAt, forEach, live, measure, NEW, NEWER, PATHS, points, trust } from './testing/live-in-trouble'

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
      const { longer } = await measure(changes)
      const seen = new Map<string, number>()
      const deps = how === 'stalled' ? { timeoutMs: 150, graceMs: 200 } : {}
      await forEach(points(direction, 0, longer[direction], step), 12, async (after) => {
        const result = await live({
          faults: [faultAt(how, after)],
          changes,
          deps,
          paths: PATHS,
          writes: [NEW],
        })
        seen.set(result, (seen.get(result) ?? 0) + 1)
      })
      // All of them must have come up, or the loop has tested nothing.
      const outcomes = new Set([...seen.keys()].map((result) => result.split(' ')[1]))
      expect(outcomes).toEqual(new Set(['not-written', 'in-doubt', 'written']))
      expect([...seen.keys()]).toContain('ok written')
    },
    120_000,
  )

  it.each([
    ['closed', 'clear', 'sent', 1, CLEAR],
    ['closed', 'clear', 'received', 1, CLEAR],
    ['reset', 'clear', 'received', 3, CLEAR],
    ['closed', 'starttls', 'received', 7, UPGRADED],
    ['stalled', 'clear', 'sent', 2, CLEAR],
    ['stalled', 'clear', 'received', 5, CLEAR],
  ] as const)(
    '%s, %s, counted in bytes %s by the server, in the second write of a session',
    async (how, _encryption, direction, step, changes) => {
      const { once, twice } = await measure(changes)
      const seen = new Set<string>()
      const deps = how === 'stalled' ? { timeoutMs: 400, answerMs: 50, graceMs: 200 } : {}
      const second = points(direction, once[direction] + 1, twice[direction], step)
      await forEach(second, 12, async (after) => {
        const faults = [faultAt(how, after)]
        seen.add(await live({ faults, changes, deps, paths: [], writes: [NEW, NEWER] }))
      })
      // What dies before cfgfileset is replaced, what dies after it is in doubt.
      expect([...seen]).toEqual(expect.arrayContaining(['ok written written', 'ok written in-doubt']))
    },
    120_000,
  )
})
