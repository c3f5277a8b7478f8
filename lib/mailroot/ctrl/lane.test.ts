import { describe, expect, it } from 'vitest'
import { startDeadline } from '../deadline'
import { Lane } from './lane'
import { pause } from './testing/brief'

describe('Lane', () => {
  it('lets one call in at a time, in order, and passes over one that gave up waiting', async () => {
    const lane = new Lane()
    const long = startDeadline(1000)
    const first = await lane.enter(long)
    const order: string[] = []
    const second = lane.enter(startDeadline(10))
    const third = lane.enter(long).then((turn) => {
      order.push('third')
      if (turn.ok) turn.value()
    })
    expect(await second).toEqual({ ok: false, error: { code: 'TIMED_OUT', details: { seconds: 0 } } })
    await pause(10)
    expect(order).toEqual([])
    if (first.ok) first.value()
    await third
    expect(order).toEqual(['third'])
    long.dispose()
  })
})
