import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, blockAt, endOfBlock, holdsBlock, sizeOfBlock } from './block'
import { blockOfCell, cellOfAddress, cellsAlongCurve, cellsOf, gridOf } from './grid'
import { placeOfPoint, pointOfPlace } from './hilbert'
import { countsOfCell, rasterise } from './raster'
import { sharePixels } from './share-pixels'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 200 }

const address = fc.oneof(fc.nat(2 ** 32 - 1), fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1))
const block: fc.Arbitrary<Block> = fc.tuple(address, fc.nat(32)).map(([at, length]) => blockAt(at, length))

describe('Hilbert’s curve', () => {
  it('has each place once, and each beside the one before it', () => {
    for (let order = 0; order <= 6; order++) {
      const seen = new Set<string>()
      let before = null
      for (let place = 0; place < 4 ** order; place++) {
        const point = pointOfPlace(place, order)
        expect(placeOfPoint(point, order)).toBe(place)
        expect(Math.min(point.x, point.y)).toBeGreaterThanOrEqual(0)
        expect(Math.max(point.x, point.y)).toBeLessThan(2 ** order)
        if (before) expect(Math.abs(point.x - before.x) + Math.abs(point.y - before.y)).toBe(1)
        seen.add(`${point.x} ${point.y}`)
        before = point
      }
      expect(seen.size).toBe(4 ** order)
    }
  })

  it('comes back for every address of IPv4, and keeps what is divided in its place', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 16 }), (at, order) => {
        const fine = pointOfPlace(at, 16)
        expect(placeOfPoint(fine, 16)).toBe(at)
        const coarse = pointOfPlace(Math.floor(at / 4 ** (16 - order)), order)
        expect(coarse).toEqual({ x: fine.x >> (16 - order), y: fine.y >> (16 - order) })
      }),
      settings,
    )
  })
})

describe('the picture of a block', () => {
  it('is a square for an even length, two for an odd one, and its cells are its addresses', () => {
    fc.assert(
      fc.property(block, fc.nat(4), (zoom, order) => {
        const grid = gridOf(zoom, order)
        const [short, long] = [grid.columns, grid.rows].sort((a, b) => a - b)
        const isTwo = zoom.length % 2 === 1 && grid.cellLength > zoom.length
        if (isTwo) expect(long).toBe(2 * Number(short))
        else if (grid.cellLength >= zoom.length) expect(long).toBe(short)
        if (grid.cellLength < zoom.length) return
        expect(cellsOf(grid) * sizeOfBlock({ length: grid.cellLength })).toBe(sizeOfBlock(zoom))
        const blocks = Array.from({ length: cellsOf(grid) }, (_, i) =>
          blockOfCell(grid, { x: i % grid.columns, y: Math.floor(i / grid.columns) }),
        )
        expect(new Set(blocks.map(({ start }) => start)).size).toBe(cellsOf(grid))
        for (const each of blocks) expect(holdsBlock(zoom, each)).toBe(true)
        expect(new Set(cellsAlongCurve(grid)).size).toBe(cellsOf(grid))
      }),
      settings,
    )
  })

  it('has every address in the cell whose block it is in', () => {
    fc.assert(
      fc.property(
        block,
        fc.integer({ min: 1, max: 8 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (zoom, order, part) => {
          const at = zoom.start + Math.floor(sizeOfBlock(zoom) * part)
          const grid = gridOf(zoom, order)
          const cell = cellOfAddress(grid, at)
          expect(blockOfCell(grid, cell)).toEqual(blockAt(at, grid.cellLength))
          expect(cell.x).toBeLessThan(grid.columns)
          expect(cell.y).toBeLessThan(grid.rows)
        },
      ),
      settings,
    )
  })
})

/** Ranges whose boundaries are near to each other at one end of IPv4, so that cells of a small block are mixed. */
const ranges = fc
  .array(fc.tuple(fc.nat(255), fc.nat(3)), { maxLength: 40 })
  .map((pairs) => [...new Map([[0, 0] as [number, number], ...pairs])].sort(([a], [b]) => a - b))
  .map((pairs) => ({
    starts: Uint32Array.from(pairs, ([start]) => start),
    classes: Uint8Array.from(pairs, ([, which]) => which),
  }))

describe('a raster', () => {
  it('counts as counting each address does', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.integer({ min: 24, max: 32 }),
        fc.nat(255),
        fc.nat(8),
        ({ starts, classes }, length, at, finer) => {
          const zoom = blockAt(at, length)
          const cellLength = Math.min(32, length + finer)
          const raster = rasterise({ starts, classes }, 4, zoom, cellLength)
          const size = sizeOfBlock({ length: cellLength })
          const naive = new Float64Array(raster.counts.length)
          for (let each = zoom.start; each < endOfBlock(zoom); each++) {
            const range = starts.findLastIndex((start) => start <= each)
            const place = Math.floor((each - zoom.start) / size) * 4 + (classes[range] ?? 0)
            naive[place] = (naive[place] ?? 0) + 1
          }
          expect(raster.counts).toEqual(naive)
        },
      ),
      settings,
    )
  })

  it('never loses one address among all of IPv4', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 2 }), (at) => {
        const raster = rasterise(
          { starts: Uint32Array.of(0, at, at + 1), classes: Uint8Array.of(0, 1, 0) },
          2,
          { start: 0, length: 0 },
          16,
        )
        const cell = countsOfCell(raster, Math.floor(at / 65_536))
        expect([...cell]).toEqual([65_535, 1])
        const pixels = new Uint8Array(3)
        sharePixels(cell, pixels)
        expect([...pixels]).toEqual([1, 0, 0])
      }),
      { ...settings, numRuns: 50 },
    )
  })
})

describe('the pixels of a cell', () => {
  it('show each class where there is room, in about its share', () => {
    const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(1_000)), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 64 }), (list, size) => {
        const all = list.reduce((sum, each) => sum + each, 0)
        fc.pre(all > 0)
        const pixels = new Uint8Array(size).fill(99)
        sharePixels(list, pixels)
        const present = list.flatMap((count, which) => (count > 0 ? [which] : []))
        const shown = new Set(pixels)
        expect([...shown].every((which) => present.includes(which))).toBe(true)
        if (size >= present.length) expect(shown.size).toBe(present.length)
        for (const which of present) {
          const own = pixels.filter((each) => each === which).length
          expect(Math.abs(own - (size * (list[which] ?? 0)) / all)).toBeLessThanOrEqual(present.length)
        }
      }),
      settings,
    )
  })
})
