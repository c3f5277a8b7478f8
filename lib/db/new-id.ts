import { randomBytes } from 'node:crypto'

let lastMs = 0
let count = 0

/**
 * A UUID of version 7: text order is the order of making, also within a millisecond of one process, so "newest first"
 * needs no second column.
 */
export function newId(nowMs: number): string {
  count = nowMs > lastMs ? 0 : count + 1
  // The counter has 12 bits; when they are used up, or the clock has gone back, the id runs ahead of the clock.
  lastMs = Math.max(nowMs, lastMs) + (count > 0xfff ? 1 : 0)
  if (count > 0xfff) count = 0
  const time = lastMs.toString(16).padStart(12, '0')
  const random = randomBytes(8)
  random[0] = 0x80 | ((random[0] ?? 0) & 0x3f)
  const tail = random.toString('hex')
  const sequence = count.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
