import { expect, it } from 'vitest'
import { dayOf } from './console-day'

it.each([
  ['2027-01-31T14:59:59Z', 'Asia/Tokyo', '2027-01-31'],
  ['2027-01-31T15:00:00Z', 'Asia/Tokyo', '2027-02-01'],
  ['2027-02-01T04:59:59Z', 'America/New_York', '2027-01-31'],
  ['2027-01-31T23:59:59Z', 'UTC', '2027-01-31'],
])('%s in %s is of %s', (moment, timeZone, day) => {
  expect(dayOf(Date.parse(moment), timeZone)).toBe(day)
})
