import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDottedQuad } from './ipv4'
import { netmaskOfBits } from './netmask'
import { formatPrefix, prefixOf } from './prefix'
import { understandNetworks } from './understand-networks'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 2000 }

const bits = fc.integer({ min: 0, max: 0xffffffff })
const network = fc
  .tuple(bits, fc.integer({ min: 0, max: 32 }))
  .map(([bits, length]) => formatPrefix(prefixOf({ version: 4, bits }, length)))
const divider = fc.constantFrom(' ', '\t', ',', ';', ', ', ' \t')
const word = fc
  .string({ unit: fc.constantFrom(...'DENYallow!=-_.:/#\\ 0123'), minLength: 1, maxLength: 8 })
  .filter((word) => !word.endsWith('\\'))

const resultOf = (text: string) => understandNetworks(text)[0]?.result

describe('understandNetworks with more on the line', () => {
  it('never passes over a quoted field that is not empty', () => {
    const line = fc.tuple(network, divider, word, fc.boolean())
    fc.assert(
      fc.property(line, ([network, divider, word, gap]) => {
        const text = `"${network}"${divider}${gap ? `""${divider}` : ''}"${word}"`
        const result = resultOf(text)
        // A further CIDR is the one thing that may follow.
        if (result?.ok) expect(result.value).toMatchObject({ kind: 'prefixes', prefixes: { length: 2 } })
        else expect(result).toBeDefined()
      }),
      settings,
    )
  })

  it('understands no network behind a word', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'DENYnot!-~^'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(letters, divider, network, (word, divider, network) => {
        expect(resultOf(`${word}${divider}${network}`)?.ok).toBe(false)
        expect(resultOf(`${word}${network}`)?.ok).toBe(false)
      }),
      settings,
    )
  })

  it('takes a second dotted quad as a netmask only without holes, or with 255 in front', () => {
    const mask = fc.oneof(
      bits,
      bits.map((bits) => (bits | 0xff000000) >>> 0),
    )
    fc.assert(
      fc.property(bits, mask, divider, (bits, mask, divider) => {
        const inside = (bits & mask) >>> 0
        const result = resultOf(`${formatDottedQuad(inside)}${divider}${formatDottedQuad(mask)}`)
        expect(result?.ok).toBe(netmaskOfBits(mask).length !== null || mask >>> 24 === 255)
      }),
      settings,
    )
  })
})
