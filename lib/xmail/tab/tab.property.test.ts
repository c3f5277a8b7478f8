import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '@/lib/errors'
import {
  checkField,
  type Document,
  fromByteString,
  insertComment,
  insertFields,
  insertManyFields,
  parseDocument,
  printDocument,
  readChunks,
  removeLine,
  replaceFields,
  type TabFormat,
  toByteString,
} from '.'
import { readAsC } from './read-as-c'

const seed = Number(process.env.SEED ?? 20261124)
const runs = { seed, numRuns: 600 }

const NASTY = [0x09, 0x0a, 0x0d, 0x00, 0x22, 0x5c, 0x23, 0x20, 0x41, 0x31, 0x80, 0x8e, 0xa4, 0xef, 0xff]
const nasty = (maxLength: number) =>
  fc.array(fc.constantFrom(...NASTY), { maxLength }).map((list) => String.fromCharCode(...list))
const anyByteString = fc.uint8Array({ maxLength: 200 }).map(toByteString)
const tidyLine = fc.constantFrom('"a"\t"b"\n', '"a"\t"b"\r\n', 'a\tb\n', '# note\n', '#\t"x"\r\n', '\n')
const tidy = fc.array(tidyLine, { maxLength: 12 }).map((lines) => lines.join(''))
const anyFile = fc.oneof(
  anyByteString,
  nasty(120),
  fc.tuple(tidy, nasty(12)).map(([a, b]) => a + b),
)
const anyFormat = fc.record({ lineLimit: fc.constantFrom(1, 5, 8, 510), comments: fc.boolean() })
const anyFields = fc.array(fc.oneof(nasty(6), anyByteString), { minLength: 1, maxLength: 5 })

const open = (text: string, format: TabFormat) => parseDocument(fromByteString(text), format)
const rawsOf = (doc: Document) => doc.lines.map((line) => line.raw)
const chunksOf = (doc: Document) => doc.lines.flatMap((line) => readChunks(line, doc.format))
const reopen = (doc: Document) => parseDocument(printDocument(doc), doc.format)

describe('parseDocument', () => {
  it('is undone by printDocument, whatever the bytes', () => {
    fc.assert(
      fc.property(anyFile, anyFormat, (text, format) => {
        const bytes = fromByteString(text)
        expect(printDocument(parseDocument(bytes, format))).toEqual(bytes)
        expect(toByteString(bytes)).toBe(text)
      }),
      runs,
    )
  })

  it('leaves no byte out of its lines, and puts no LF but the last into one', () => {
    fc.assert(
      fc.property(anyFile, anyFormat, (text, format) => {
        for (const line of open(text, format).lines) {
          expect(line.raw.startsWith(line.content)).toBe(true)
          expect(line.raw.slice(line.content.length)).toMatch(/^\r*\n?$/)
          expect(line.content).toMatch(/^(?!.*[\r\n]$)[^\n]*$/s)
        }
      }),
      runs,
    )
  })
})

describe('readChunks', () => {
  it('reads what XMail reads', () => {
    fc.assert(
      fc.property(anyFile, anyFormat, (text, format) => {
        const doc = open(text, format)
        expect(chunksOf(doc)).toEqual(readAsC(text, format))
        for (const line of doc.lines) {
          const kinds = readChunks(line, format).map((chunk) => chunk.kind)
          if (line.kind === 'split') expect(line.content.length).toBeGreaterThan(format.lineLimit)
          else expect(kinds).toEqual([line.kind, ...kinds.slice(1).map(() => 'blank')])
        }
      }),
      runs,
    )
  })
})

/** Checks one edit of a file against what it may do: `gone` lines at `at` become `added` lines, all others stay. */
function expectOneChange(
  before: Document,
  result: Result<Document>,
  at: number,
  gone: number,
  added: number,
) {
  if (!result.ok) return
  const [old, now] = [rawsOf(before), rawsOf(result.value)]
  // At the end of a file without a final line end, one is put between.
  const appended = gone === 0 && at === old.length && old.length > 0 && !(old.at(-1) ?? '').endsWith('\n')
  if (appended) {
    expect(now.join('').startsWith(old.join(''))).toBe(true)
    expect(now.at(-1)?.endsWith('\n')).toBe(false)
    old.push((old.pop() ?? '') + before.lineEnd)
  }
  expect(now.slice(0, at)).toEqual(old.slice(0, at))
  expect(now.slice(at + added)).toEqual(old.slice(at + gone))
  expect(rawsOf(reopen(result.value))).toEqual(now)
  expect(reopen(result.value).lines).toEqual(result.value.lines)
}

describe('one edit changes one line', () => {
  const place = fc.nat(40)

  it('when it inserts', () => {
    fc.assert(
      fc.property(anyFile, anyFormat, place, anyFields, (text, format, where, fields) => {
        const doc = open(text, format)
        const at = where % (doc.lines.length + 1)
        const result = insertFields(doc, at, fields)
        expectOneChange(doc, result, at, 0, 1)
        expectOneChange(doc, insertComment(doc, at, fields.join(' ')), at, 0, 1)
        expectOneChange(doc, insertManyFields(doc, at, [fields, fields]), at, 0, 2)
        if (result.ok) expect(chunksOf(result.value)).toContainEqual({ kind: 'data', tokens: fields })
      }),
      runs,
    )
  })

  it('when it replaces or removes', () => {
    fc.assert(
      fc.property(anyFile, anyFormat, place, anyFields, (text, format, where, fields) => {
        const doc = open(text, format)
        if (doc.lines.length === 0) return
        const at = where % doc.lines.length
        const result = replaceFields(doc, at, fields)
        expectOneChange(doc, result, at, 1, 1)
        if (result.ok) {
          const line = result.value.lines[at]
          expect(line && readChunks(line, format)[0]).toEqual({ kind: 'data', tokens: fields })
        }
        const removed = removeLine(doc, at)
        expect(rawsOf(reopen(removed))).toEqual(rawsOf(doc).toSpliced(at, 1))
      }),
      runs,
    )
  })
})

describe('what is written', () => {
  it('is read back by XMail as it was given, or refused', () => {
    const roomy = fc.record({ lineLimit: fc.constant(4000), comments: fc.boolean() })
    fc.assert(
      fc.property(anyFile, roomy, anyFields, (text, format, fields) => {
        const doc = open(text, format)
        const result = insertFields(doc, 0, fields)
        expect(result.ok).toBe(fields.every((field) => checkField(field).ok))
        if (!result.ok) return
        const [first] = readAsC(toByteString(printDocument(result.value)), format)
        expect(first).toEqual({ kind: 'data', tokens: fields })
      }),
      runs,
    )
  })

  it('is refused only where the file could not hold it', () => {
    // Quoted or bare, no other way of writing would do (semantics.md 1.3), but for a bare trailing backslash.
    fc.assert(
      fc.property(nasty(8), (value) => {
        const refused = /[\t\n\0]|[\r\\]$/.test(value)
        expect(checkField(value).ok).toBe(!refused)
      }),
      runs,
    )
  })
})
