import { describe, expect, it } from 'vitest'
import { fault, unwrap } from '@/lib/errors'
import { createJobs, type JobOrder, type JobWork } from './jobs'

const place = { host: '127.0.0.1', port: 25 }
const test = (total: number) => ({ place, sources: [], total, results: [] })

function setUp() {
  const bugs: unknown[] = []
  const jobs = createJobs({ now: () => 1_000, onBug: (error) => bugs.push(error) })
  const start = (run: JobOrder<'open-relay'>['run'], serverId = 's1') =>
    jobs.start({ serverId, kind: 'open-relay', startedBy: 'Aiko', initial: test(0), run })
  return { jobs, bugs, start }
}

const untilCancelled = ({ signal }: JobWork<'open-relay'>) =>
  new Promise<null>((done) => signal.addEventListener('abort', () => done(null)))

describe('jobs', () => {
  it('show what they have found while they run and when they are over', async () => {
    const { jobs, start } = setUp()
    expect(jobs.find('s1', 'open-relay')).toBeNull()
    let finish = (): void => {}
    const { ended } = unwrap(
      start(async ({ report }) => {
        report(test(7))
        await new Promise<void>((done) => {
          finish = done
        })
        return null
      }),
    )
    expect(jobs.find('s1', 'open-relay')).toMatchObject({
      state: 'running',
      result: { total: 7 },
      endedAt: null,
    })
    finish()
    await ended
    expect(jobs.find('s1', 'open-relay')).toMatchObject({
      state: 'done',
      result: { total: 7 },
      endedAt: 1_000,
    })
  })

  it('run one of a kind on a server, and are cancelled by anybody', async () => {
    const { jobs, start } = setUp()
    const { ended } = unwrap(start(untilCancelled))
    expect(start(untilCancelled)).toMatchObject({ error: { code: 'PROBE_RUNNING' } })
    const other = unwrap(start(untilCancelled, 's2'))
    expect(jobs.cancel('s1', 'open-relay')).toBe(true)
    await ended
    expect(jobs.find('s1', 'open-relay')).toMatchObject({ state: 'cancelled', fault: null })
    expect(jobs.find('s2', 'open-relay')).toMatchObject({ state: 'running' })
    expect(jobs.cancel('s1', 'open-relay')).toBe(false)
    expect(jobs.cancel('s1', 'finger')).toBe(false)
    jobs.cancel('s2', 'open-relay')
    await other.ended
  })

  it('say why they failed, and hide a bug behind a code', async () => {
    const { jobs, bugs, start } = setUp()
    await unwrap(start(async () => fault('UNREACHABLE', { host: 'x', port: 25, reason: 'y' }))).ended
    expect(jobs.find('s1', 'open-relay')).toMatchObject({ state: 'failed', fault: { code: 'UNREACHABLE' } })
    await unwrap(start(() => Promise.reject(new Error('Canary')))).ended
    expect(jobs.find('s1', 'open-relay')).toMatchObject({ state: 'failed', fault: { code: 'INTERNAL' } })
    expect(bugs).toHaveLength(1)
  })

  it('are forgotten, the oldest first, but never while they run', async () => {
    const { jobs, start } = setUp()
    const running = unwrap(start(untilCancelled, 'running'))
    for (let i = 0; i < 250; i++) await unwrap(start(async () => null, `s${i}`)).ended
    expect(jobs.find('s0', 'open-relay')).toBeNull()
    expect(jobs.find('s249', 'open-relay')).not.toBeNull()
    expect(jobs.find('running', 'open-relay')).toMatchObject({ state: 'running' })
    jobs.cancel('running', 'open-relay')
    await running.ended
  })
})
