import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '.'

const seed = Number(process.env.SEED ?? 20261124)
const nasty = fc.array(fc.constantFrom(9, 10, 13, 0, 0x22, 0x5c, 0x23, 0x20, 0x41, 0x31, 0x80, 0x8e, 0xff), {
  maxLength: 80,
})
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  nasty.map((list) => Uint8Array.from(list)),
)
const format = fc.record({ lineLimit: fc.constantFrom(3, 8, 510), comments: fc.boolean() })

describe('parseDocument', () => {
  it('is undone by printDocument, whatever the bytes', () => {
    fc.assert(
      fc.property(anyBytes, format, (bytes, how) => {
        expect(printDocument(parseDocument(bytes, how))).toEqual(bytes)
        expect(fromByteString(toByteString(bytes))).toEqual(bytes)
      }),
      { seed, numRuns: 500 },
    )
  })
})
