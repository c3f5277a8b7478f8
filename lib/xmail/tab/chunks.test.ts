import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, readChunks, type TabFormat } from '.'

const format = { lineLimit: 510, comments: true }
const linesOf = (text: string, how: TabFormat = format) => parseDocument(fromByteString(text), how).lines
const chunksOf = (text: string, how: TabFormat = format) =>
  linesOf(text, how).flatMap((line) => readChunks(line, how))
const sizesOf = (text: string, how: TabFormat = format) =>
  chunksOf(text, how).map((chunk) => chunk.tokens.join('').length)

describe('readChunks', () => {
  // Measured on a running server, which sent a file of one long line and `tail` through the same reader, limit 2046.
  it.each([
    [2045, [2045, 4]],
    [2046, [2046, 0, 4]],
    [2047, [2046, 1, 4]],
    [2049, [2046, 3, 4]],
    [4096, [2046, 2046, 4, 4]],
    [8192, [2046, 2046, 2046, 2046, 8, 4]],
  ])('reads a line of %i bytes as XMail does', (length, sizes) => {
    const wide = { lineLimit: 2046, comments: true }
    expect(sizesOf(`${'a'.repeat(length)}\ntail\n`, wide)).toEqual(sizes)
  })

  it('reads 510 bytes of content whole, whatever its end', () => {
    for (const end of ['', '\n', '\r\n', '\r\r\r\n']) {
      const [line] = linesOf('a'.repeat(510) + end)
      expect(line?.kind).toBe('data')
      expect(sizesOf('a'.repeat(510) + end)[0]).toBe(510)
    }
    expect(linesOf('a'.repeat(511))[0]?.kind).toBe('split')
  })

  it('lets the tail of a long comment leak as data', () => {
    const text = `#${'x'.repeat(509)}"0.0.0.0"\t"0.0.0.0"\n`
    expect(linesOf(text)[0]?.kind).toBe('split')
    expect(chunksOf(text)).toEqual([
      { kind: 'comment', tokens: [] },
      { kind: 'data', tokens: ['0.0.0.0', '0.0.0.0'] },
    ])
  })

  it('takes a # for a comment only as the first byte of a chunk', () => {
    expect(chunksOf('#a\n #b\n"#c"\n\t#d\n').map((chunk) => chunk.kind)).toEqual([
      'comment',
      'data',
      'data',
      'data',
    ])
    expect(chunksOf(`${'a'.repeat(510)}# tail\n`).map((chunk) => chunk.kind)).toEqual(['data', 'comment'])
  })

  it('takes it for an account in ctrlaccounts.tab', () => {
    const accounts = { lineLimit: 510, comments: false }
    expect(linesOf('#"admin"\t"1100"\n', accounts)[0]?.kind).toBe('data')
    expect(chunksOf('#"admin"\t"1100"\n', accounts)).toEqual([{ kind: 'data', tokens: ['#"admin"', '1100'] }])
  })

  it('cuts a chunk at a NUL and strips what is then its end', () => {
    expect(chunksOf('a\tb\0c\td\n\0x\nb\r\0x\n\r\0\n')).toEqual([
      { kind: 'data', tokens: ['a', 'b'] },
      { kind: 'blank', tokens: [] },
      { kind: 'data', tokens: ['b'] },
      { kind: 'blank', tokens: [] },
    ])
    expect(linesOf('\0x\n\r\0\n').map((line) => line.kind)).toEqual(['blank', 'blank'])
  })

  it('keeps a CR inside, and a byte order mark in the first token', () => {
    expect(chunksOf('a\rb\r\n')[0]?.tokens).toEqual(['a\rb'])
    expect(chunksOf('\xef\xbb\xbf"a"\t"b"\n')[0]?.tokens).toEqual(['\xef\xbb\xbf"a"', 'b'])
    expect(linesOf('\xef\xbb\xbf# c\n')[0]?.kind).toBe('data')
  })

  it('tells blank lines from lines of blanks or TABs', () => {
    expect(chunksOf('\n\r\n  \n\t\t\n')).toEqual([
      { kind: 'blank', tokens: [] },
      { kind: 'blank', tokens: [] },
      { kind: 'data', tokens: ['  '] },
      { kind: 'data', tokens: [] },
    ])
  })
})
