import { describe, expect, it } from 'vitest'
import type { CtrlConnection } from '../connection'
import { faultAt, forEach, live, measure, NEW, NEWER, PATHS, points, trust } from './testing/live-in-trouble'

const CLEAR: Partial<CtrlConnection> = {}
/**
 * How many times as long as usual a stall is waited for, one after another until each outcome has come up. Twelve TLS handshakes
 * at once take longer than the usual deadline where this computer is busy, and then no write gets as far as to be in doubt.
 */
const PATIENCE = { closed: [1], reset: [1], stalled: [1, 4, 16] } as const

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
      const seen = new Set<string>()
      const outcomes = () => new Set(Array.from(seen, (result) => result.split(' ')[1]))
      for (const times of PATIENCE[how]) {
        const deps = how === 'stalled' ? { timeoutMs: 150 * times, graceMs: 200 * times } : {}
        await forEach(points(direction, 0, longer[direction], step), 12, async (after) => {
          const faults = [faultAt(how, after)]
          seen.add(await live({ faults, changes, deps, paths: PATHS, writes: [NEW] }))
        })
        if (outcomes().size === 3 && seen.has('ok written')) break
      }
      // All of them must have come up, or the loop has tested nothing.
      expect(outcomes()).toEqual(new Set(['not-written', 'in-doubt', 'written']))
      expect([...seen]).toContain('ok written')
    },
    240_000,
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
      // What dies before cfgfileset is replaced, what dies after it is in doubt.
      const expected = ['ok written written', 'ok written in-doubt']
      const second = points(direction, once[direction] + 1, twice[direction], step)
      for (const times of PATIENCE[how]) {
        const short = { timeoutMs: 400 * times, answerMs: 50 * times, graceMs: 200 * times }
        const deps = how === 'stalled' ? short : {}
        await forEach(second, 12, async (after) => {
          const faults = [faultAt(how, after)]
          seen.add(await live({ faults, changes, deps, paths: [], writes: [NEW, NEWER] }))
        })
        if (expected.every((outcome) => seen.has(outcome))) break
      }
      expect([...seen]).toEqual(expect.arrayContaining(expected))
    },
    240_000,
  )
})
