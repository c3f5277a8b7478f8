import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import { PatternCoverage } from './find-pattern-cover'
import { coversPattern, matchesNobody } from './pattern-cover'
import { readPieces } from './pattern-pieces'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 2000 }

const piece = fc.constantFrom(...'aab@@.*?B', '[ab]', '[^a]', '[a-c@]', '\\*', '\\a')
const pattern = fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''))
const word = fc
  .array(fc.constantFrom(...'aaabBc.*z'), { minLength: 1, maxLength: 4 })
  .map((chars) => chars.join(''))
const sender = fc.tuple(word, word).map(([user, domain]) => `${user}@${domain}`)

describe('readPieces', () => {
  it('reads a pattern as XMail matches it', () => {
    fc.assert(
      fc.property(pattern, sender, (text, address) => {
        const one = readPieces(address.replace(/[*?[\\]/g, '\\$&')) ?? []
        expect(coversPattern(readPieces(text) ?? [], one)).toBe(wildMatchIgnoringCase(address, text))
      }),
      settings,
    )
  })

  it.each(['[x', '[', 'a\\', '*[^'])('finds %j broken', (text) => expect(readPieces(text)).toBeNull())
})

describe('coversPattern', () => {
  it('is right about every sender of two characters and more', () => {
    fc.assert(
      fc.property(pattern, pattern, fc.array(sender, { maxLength: 20 }), (wide, narrow, senders) => {
        const covers = coversPattern(readPieces(wide) ?? [], readPieces(narrow) ?? [])
        if (covers !== true) return
        for (const address of senders) {
          if (wildMatchIgnoringCase(address, narrow)) expect(wildMatchIgnoringCase(address, wide)).toBe(true)
        }
      }),
      settings,
    )
  })

  it('finds a cover wherever one pattern is another with wider pieces', () => {
    const wider = fc.array(fc.constantFrom('?', '*', 'same'), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(pattern, wider, (narrow, changes) => {
        const pieces = readPieces(narrow) ?? []
        const wide = pieces.map((each, i) => {
          if (changes[i] === '*') return 'any'
          return changes[i] === '?' && each !== 'any' ? (readPieces('?')?.[0] ?? each) : each
        })
        expect(coversPattern(wide, pieces)).toBe(true)
      }),
      settings,
    )
  })

  it('knows what matches nobody', () => {
    fc.assert(
      fc.property(pattern, fc.array(sender, { maxLength: 20 }), (text, senders) => {
        if (matchesNobody(readPieces(text) ?? [], 'address') !== true) return
        expect(senders.filter((address) => wildMatchIgnoringCase(address, text))).toEqual([])
      }),
      settings,
    )
    expect(matchesNobody(readPieces('@a') ?? [], 'hop')).toBe(false)
    expect(matchesNobody(readPieces('a') ?? [], 'hop')).toBe(true)
    expect(matchesNobody(readPieces('@') ?? [], 'hop')).toBe(true)
  })
})

describe('PatternCoverage', () => {
  it('finds the earliest cover that comparing each with each finds', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), pattern, (patterns, asked) => {
        const coverage = new PatternCoverage()
        const all = patterns.map((text) => readPieces(text) ?? [])
        for (const [id, text] of patterns.entries()) coverage.add(id, text)
        const pieces = readPieces(asked) ?? []
        if (matchesNobody(pieces, 'address') !== false) return
        const found = coverage.find(asked)
        const covers = all.flatMap((each, id) => (coversPattern(each, pieces) ? [id] : []))
        if (found !== null) expect(covers).toContain(found)
        // Text, text behind a star and text before one are looked up, and so never missed.
        const plain = covers.filter((id) => /^\*?[^*?[\\]*$|^[^*?[\\]*\*$/.test(patterns[id] ?? ''))
        if (plain.length > 0) expect(found).not.toBeNull()
      }),
      settings,
    )
  })
})
