import { expect, it } from 'vitest'
import { formatBlock } from './block'
import { CHANGES } from './map-view'
import { zoomOfChange } from './zoom-of-change'

const at = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** Of ranges, first to last address, that open. */
const zoomOf = (...changed: [first: string, last: string][]) => {
  const edges = changed.flatMap(([first, last]) => [
    { start: at(first), of: 2 },
    { start: at(last) + 1, of: 1 },
  ])
  const ranges = [{ start: 0, of: 1 }, ...edges].filter(({ start }) => start < 2 ** 32)
  const v4 = {
    starts: Uint32Array.from(ranges, ({ start }) => start),
    classes: Uint8Array.from(ranges, ({ of }) => of),
    live: new Uint32Array(),
    draft: new Uint32Array(),
  }
  return formatBlock(zoomOfChange({ classes: CHANGES, v4 }))
}

it('begins near what changes, with room around it', () => {
  expect(zoomOf(['203.0.113.128', '203.0.113.255'])).toBe('203.0.0.0/16')
  expect(zoomOf(['203.0.16.0', '203.0.31.255'])).toBe('203.0.0.0/16')
  expect(zoomOf(['203.0.0.0', '203.0.31.255'])).toBe('203.0.0.0/8')
  expect(zoomOf(['10.1.0.0', '10.1.0.255'], ['10.200.0.0', '10.200.0.7'])).toBe('10.0.0.0/8')
  expect(zoomOf(['10.1.0.0', '10.1.0.255'], ['192.0.2.1', '192.0.2.1'])).toBe('0.0.0.0/0')
})

it('is all of IPv4 where most of it changes, or nothing', () => {
  expect(zoomOf(['0.0.0.0', '255.255.255.255'])).toBe('0.0.0.0/0')
  expect(zoomOf(['16.0.0.0', '255.255.255.255'])).toBe('0.0.0.0/0')
  expect(zoomOf()).toBe('0.0.0.0/0')
  expect(zoomOf(['255.255.255.255', '255.255.255.255'])).toBe('255.255.0.0/16')
})
