import { describe, expect, it } from 'vitest'
import { ALL_OF_IPV4, formatBlock, readBlock } from './block'
import { specialRangesOf } from './special-ranges'
import { crumbsOf, zoomFor, zoomOfAddress, zoomOut } from './zoom'

const read = (text: string) => {
  const block = readBlock(text)
  return block.ok ? formatBlock(block.value) : block.error.code
}

describe('where somebody wants to go', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    [' 10.1.2.3/8 ', '10.0.0.0/8'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:db8::/32', 'NOT_IN_THE_PICTURE'],
    ['2001:db8::1', 'NOT_IN_THE_PICTURE'],
    ['10.0.0.0/33', 'PREFIX_LENGTH_INVALID'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected))

  it('is never an exception', () => {
    for (const text of ['', '/', '10', 'x/8', '1'.repeat(100_000)]) expect(readBlock(text).ok).toBe(false)
  })

  it('is a byte deeper at each step, and as far back', () => {
    const deep = zoomOfAddress('10.1.16.0/20') ?? ALL_OF_IPV4
    expect(crumbsOf(deep).map(formatBlock)).toEqual([
      '0.0.0.0/0',
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.16.0/20',
    ])
    expect(formatBlock(zoomOut(deep))).toBe('10.1.0.0/16')
    expect(zoomOut(ALL_OF_IPV4)).toEqual(ALL_OF_IPV4)
    expect(formatBlock(zoomFor({ start: 0x0a010203, length: 32 }))).toBe('10.1.2.0/24')
    expect(zoomOfAddress('no')).toBeNull()
  })
})

describe('special ranges', () => {
  it('are named for what lies in them, and where they lie in it', () => {
    const of = (text: string) => {
      const block = readBlock(text)
      return block.ok ? specialRangesOf(block.value).map(({ use }) => use) : null
    }
    expect(of('10.9.0.0/16')).toEqual(['private'])
    expect(of('100.64.1.0/24')).toEqual(['cgnat'])
    expect(of('192.0.0.0/8')).toEqual(['documentation', 'private'])
    expect(of('8.8.8.0/24')).toEqual([])
    expect(of('224.0.0.1/32')).toEqual(['multicast'])
  })
})
