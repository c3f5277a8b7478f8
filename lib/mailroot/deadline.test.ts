import { describe, expect, it } from 'vitest'
import { startDeadline, startShorterDeadline } from './deadline'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('startDeadline', () => {
  it('is cut once, by whatever comes first, and tells late listeners at once', async () => {
    const controller = new AbortController()
    const deadline = startDeadline(20, controller.signal)
    const heard: string[] = []
    deadline.onCut((cut) => heard.push(cut.code))
    deadline.onCut(() => heard.push('stopped'))()
    await pause(40)
    controller.abort()
    deadline.onCut((cut) => heard.push(cut.code))
    expect(deadline.cut).toEqual({ code: 'TIMED_OUT', details: { seconds: 0 } })
    expect(heard).toEqual(['TIMED_OUT', 'TIMED_OUT'])
  })

  it('hears a signal, also one given before', () => {
    expect(startDeadline(1000, AbortSignal.abort()).cut).toEqual({ code: 'CANCELLED' })
    const controller = new AbortController()
    const deadline = startDeadline(1000, controller.signal)
    expect(deadline.cut).toBeNull()
    controller.abort()
    expect(deadline.cut).toEqual({ code: 'CANCELLED' })
  })

  it('hears nothing after it was disposed of', async () => {
    const controller = new AbortController()
    const deadline = startDeadline(10, controller.signal)
    deadline.dispose()
    controller.abort()
    await pause(20)
    expect(deadline.cut).toBeNull()
  })
})

describe('startShorterDeadline', () => {
  it('ends sooner than the call, which goes on', async () => {
    const call = startDeadline(1000)
    const step = startShorterDeadline(call, 10)
    await pause(30)
    expect(step.cut).toMatchObject({ code: 'TIMED_OUT' })
    expect(call.cut).toBeNull()
    call.dispose()
  })

  it('ends with the call, for the same reason', () => {
    const controller = new AbortController()
    const call = startDeadline(1000, controller.signal)
    const step = startShorterDeadline(call, 1000)
    const heard: string[] = []
    step.onCut(() => heard.push('step'))
    controller.abort()
    expect(step.cut).toEqual({ code: 'CANCELLED' })
    expect(heard).toEqual(['step'])
    expect(startShorterDeadline(call, 1000).cut).toEqual({ code: 'CANCELLED' })
  })
})
