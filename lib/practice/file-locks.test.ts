import { describe, expect, it } from 'vitest'
import { FileLocks } from './file-locks'

const settled = () => new Promise((done) => setImmediate(done))

describe('FileLocks', () => {
  it('lets readers in while a writer waits, without regard to case', async () => {
    const locks = new FileLocks()
    const order: string[] = []
    const first = await locks.lockShared('server.tab')
    const writing = locks.lockExclusive('SERVER.TAB').then((release) => {
      order.push('writer')
      release()
    })
    const second = await locks.lockShared('server.tab')
    order.push('reader')
    first()
    first()
    await settled()
    expect(order).toEqual(['reader'])
    second()
    await writing
    expect(order).toEqual(['reader', 'writer'])
  })

  it('has one writer at a time, and another lock for another spelling', async () => {
    const locks = new FileLocks()
    const release = await locks.lockExclusive('a')
    await locks.lockExclusive('./a')
    let isIn = false
    const next = locks.lockExclusive('a').then(() => {
      isIn = true
    })
    await settled()
    expect(isIn).toBe(false)
    release()
    await next
  })

  it('fails those who wait when it is abandoned', async () => {
    const locks = new FileLocks()
    await locks.lockShared('a')
    const waiting = locks.lockExclusive('a')
    locks.abandon()
    await expect(waiting).rejects.toThrow('closed')
  })
})
