import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { readJson } from './read-json'

const seed = Number(process.env.SEED ?? 20261124)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

describe('readJson', () => {
  it('gives what JSON.parse gives', () => {
    const texts = fc.tuple(fc.json(), fc.constantFrom(0, 2, '\t')).map(([text, indent]) => {
      return JSON.stringify(JSON.parse(text), null, indent)
    })
    fc.assert(
      fc.property(texts, (text) => {
        expect(unwrap(readJson(text)).value).toEqual(JSON.parse(text))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('takes nothing that JSON.parse does not, and nothing less but a field named twice', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', ']', '}', '0', '\\', 'e', ' ', '\n'))
      .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1))
    fc.assert(
      fc.property(damaged, (text) => {
        const read = readJson(text)
        const parsed = parse(text)
        if (read.ok) expect(read.value.value).toEqual(parsed)
        else if (parsed !== undefined) expect(JSON.stringify(parsed).length).toBeLessThan(text.length)
      }),
      { seed, numRuns: 1000 },
    )
  })

  it.each([
    ['{\n  "a": 1,\n  "b": tru\n}', 3, 8],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1,\n2,\n]', 3, 1],
    ['{"a": 1} x', 1, 10],
    ['', 1, 1],
    ['{"a": 1,\n "a": 2}', 2, 2],
    ['["a\tb"]', 1, 2],
    ['[01]', 1, 2],
    ['["open', 1, 2],
    ["{'a': 1}", 1, 2],
    ['['.repeat(100_000), 1, 34],
  ])('names the place of the fault: %j', (text, line, column) => {
    expect(readJson(text)).toEqual({ ok: false, error: { code: 'JSON_WRONG', details: { line, column } } })
  })

  it('knows the line of each value, and of one that is missing that of what it is missing in', () => {
    const { lineOf } = unwrap(readJson('{\n"list": [\n{"a": 1},\n\n{"b":\n2}\n]\n}'))
    const paths = [
      [],
      ['list'],
      ['list', 0],
      ['list', 1],
      ['list', 1, 'b'],
      ['list', 1, 'none'],
      ['none', 'x'],
    ]
    expect(paths.map(lineOf)).toEqual([1, 2, 3, 5, 6, 5, 1])
  })

  it('takes a text of a megabyte, and control characters that JSON has as they are', () => {
    const long = `a\u007f\u0085${'b'.repeat(1_000_000)}`
    expect(unwrap(readJson(`["${long}"]`)).value).toEqual([long])
  })

  it('takes a field of any name for a field', () => {
    const { value } = unwrap(readJson('{"__proto__": {"admin": true}}'))
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(value).not.toHaveProperty('admin')
  })
})
