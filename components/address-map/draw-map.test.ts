import { describe, expect, it } from 'vitest'
import { gridOf, makeAddressMap, viewOfMap } from '@/lib/xmail/address-map'
import { compilePolicy, mailRootFiles } from '@/lib/xmail/policy'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import { drawMap, type Paints, pixelOf } from './draw-map'

const QUIET = 1
const RELAYS = 2
const MIXED = 3
const PAINTS: Paints = {
  classes: [QUIET, RELAYS, 0].map((colour) => ({
    ground: colour,
    ink: colour,
    alone: colour,
    pattern: 'plain',
  })),
  mixed: MIXED,
  unit: 1,
}

function relayView(text: string) {
  const files = mailRootFiles(new Map([['smtprelay.tab', open('smtprelay.tab', text)]]), null)
  const answer = makeAddressMap(compilePolicy(files), 'relay')
  if (answer.kind !== 'map') throw new Error(`${answer.path} has not been read`)
  return viewOfMap(answer.map)
}

const countOf = (pixels: Uint32Array, colour: number) => pixels.filter((pixel) => pixel === colour).length

describe('the picture of a map', () => {
  const view = relayView('"198.51.100.7/32"\n')

  it('shows one address among all of IPv4, in a cell with a corner', () => {
    const pixels = drawMap(view, gridOf({ start: 0, length: 0 }, 8), 3, PAINTS)
    expect(pixels).toHaveLength((256 * 3) ** 2)
    expect([countOf(pixels, RELAYS), countOf(pixels, MIXED)]).toEqual([1, 1])
  })

  it('has a pixel for it where there is none for a corner', () => {
    const pixels = drawMap(view, gridOf({ start: 0, length: 0 }, 8), 1, PAINTS)
    expect([countOf(pixels, RELAYS), countOf(pixels, MIXED)]).toEqual([1, 0])
  })

  it('shows it as a whole cell where cells are addresses', () => {
    const pixels = drawMap(view, gridOf({ start: 0xc6336400, length: 24 }, 8), 5, PAINTS)
    expect(pixels).toHaveLength((16 * 5) ** 2)
    expect([countOf(pixels, RELAYS), countOf(pixels, MIXED)]).toEqual([25, 0])
  })
})

describe('a colour of the theme', () => {
  it.each([
    ['#123456', 0xff563412],
    [' #ffffff', 0xffffffff],
    ['', 0xff000000],
    ['tomato', 0xff000000],
  ])('%s', (text, pixel) => expect(pixelOf(text)).toBe(pixel))
})
