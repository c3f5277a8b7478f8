import { randomInt } from 'node:crypto'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * The challenge of a session: unlike any other, or a digest that was seen once could be used again. Always of the same
 * length, so that a test can cut a connection at a chosen byte.
 */
export function makeTimestamp(now: number, localAddress: string): string {
  return `<${Math.floor(now / 1000)}.${randomInt(10 ** 14, 2 ** 47)}@${localAddress}>`
}

/** XMail's way to write a time (semantics.md 8.1), always in UTC: the day of the month has no leading zero. */
export function formatXMailTime(now: number): string {
  const time = new Date(now)
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()]
  const twoDigits = clock.map((part) => String(part).padStart(2, '0')).join(':')
  const date = `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`
  return `${DAYS[time.getUTCDay()]}, ${date} ${twoDigits} -0000`
}
