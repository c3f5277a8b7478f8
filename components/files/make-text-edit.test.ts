import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { applyEdit, editSchema } from '@/lib/xmail/tables'
import { makeTextEdit, textOf } from './make-text-edit'

const seed = Number(process.env.SEED ?? 20261124)
const path = mailRootPath('filters.in.tab')
const format = { lineLimit: 60, comments: true }

const open = (bytes: string): Document => parseDocument(fromByteString(bytes), format)
const print = (doc: Document) => toByteString(printDocument(doc))
const utf8 = (text: string) => toByteString(new TextEncoder().encode(text))
/** Applied as it comes over the wire. */
const apply = (doc: Document, edit: unknown) =>
  applyEdit(doc, editSchema.parse(JSON.parse(JSON.stringify(edit))))

/** Lines of every kind that a MailRoot has, and such as no encoding can read. */
const content = fc.oneof(
  fc.constantFrom('', '# note', '"a"\t"b"\t"1"', 'bare\tx', ' ', '\t\t', '"a"\t"b"\t"1"'),
  fc.constantFrom(
    utf8('# 社内'),
    '\x8e\xd0\x93\xe0',
    '\xbc\xd2\xc6\xe2',
    'caf\xe9',
    '\x81',
    '\xff\xfe',
    utf8('\ufffd'),
  ),
  fc.constantFrom('nul\0x', 'cr\rx', `#${'-'.repeat(80)}`, utf8('\uf7ff'), '\xef\xbb\xbf# x', utf8('𠮷')),
)
const end = fc.constantFrom('\n', '\n', '\r\n', '\r\r\n')
const file = fc
  .tuple(fc.array(fc.tuple(content, end), { maxLength: 12 }), fc.constantFrom('', '', 'open', '\r', 'open\r'))
  .map(([lines, last]) => lines.map((parts) => parts.join('')).join('') + last)

const step = fc.record({
  at: fc.nat(),
  op: fc.constantFrom('delete', 'insert', 'replace', 'append', 'swap'),
  text: fc.constantFrom('', 'new', '"new"\t"line"', '# 新しい行', 'é', '# note', 'tail '),
})

/** A line of the edited text, and the line of the file that it is still. */
type Edited = { text: string; origin: number | null }

function edit(
  lines: readonly Edited[],
  { at, op, text }: { at: number; op: string; text: string },
): Edited[] {
  const place = at % (lines.length + 1)
  const old = lines[place]
  if (op === 'insert' || !old) return lines.toSpliced(place, 0, { text, origin: null })
  if (op === 'delete') return lines.toSpliced(place, 1)
  if (op === 'append')
    return lines.with(place, { text: old.text + text, origin: text === '' ? old.origin : null })
  if (op === 'replace') return lines.with(place, { text, origin: null })
  return lines.toSpliced(place, 1).toSpliced(0, 0, old)
}

/** The lines of a text as an editor has them; behind the last LF there is one that the file has not. */
const editorLines = (doc: Document): Edited[] =>
  textOf(doc)
    .split('\n')
    .map((text, line) => ({ text, origin: line in doc.lines ? line : null }))

describe('makeTextEdit', () => {
  it('makes exactly the text that was written, and keeps the bytes of each line that was not touched', () => {
    let made = 0
    fc.assert(
      fc.property(file, fc.array(step, { maxLength: 6 }), (bytes, steps) => {
        const base = open(bytes)
        const edited = steps.reduce(edit, editorLines(base))
        const text = edited.map((line) => line.text).join('\n')
        const { edit: change, troubles, added, removed } = makeTextEdit(path, base, text)
        if (text === textOf(base)) {
          expect([change, troubles, added + removed]).toEqual([null, [], 0])
          return
        }
        if (!change) {
          expect(troubles.length).toBeGreaterThan(0)
          return
        }
        const result = apply(base, change)
        if (text === '') {
          expect(result).toMatchObject({ ok: false, error: { code: 'EMPTY_BODY_REFUSED' } })
          return
        }
        made++
        const after = unwrap(result)
        expect(textOf(after)).toBe(text)
        expect(print(after)).toBe(after.lines.map(({ raw }) => raw).join(''))
        edited.forEach(({ origin }, i) => {
          // An empty line that has come to stand behind the last LF is no line any more.
          if (origin !== null) expect(after.lines[i]?.content ?? '').toBe(base.lines[origin]?.content)
        })
        const ends = new Set<string>(base.lines.map(({ raw, content }) => raw.slice(content.length)))
        for (const { raw, content } of after.lines.slice(0, -1))
          expect([...ends, base.lineEnd]).toContain(raw.slice(content.length))
      }),
      { seed, numRuns: 2_000 },
    )
    expect(made).toBeGreaterThan(500)
  })

  it('finds its lines again below others that have come, and never below those that have changed', () => {
    fc.assert(
      fc.property(file, step, fc.nat(), (random, one, pick) => {
        let n = 0
        // Of several equal places nobody can say which was meant.
        const bytes = random.replace(/^/gm, () => `${n++} `)
        const base = open(bytes)
        const text = edit(editorLines(base), one)
          .map((line) => line.text)
          .join('\n')
        const change = makeTextEdit(path, base, text).edit
        if (!change || text === '') return
        const [hunk] = change.hunks
        if (!hunk || change.hunks.length > 1) return
        const after = print(unwrap(apply(base, change)))
        if (hunk.before !== null)
          expect(print(unwrap(apply(open(`# above\n${bytes}`), change)))).toBe(`# above\n${after}`)
        const needed = [hunk.at - 1, ...hunk.was.map((_, i) => hunk.at + i), hunk.at + hunk.was.length]
        const touched = needed.filter((line) => line in base.lines)
        const line = touched[pick % Math.max(1, touched.length)]
        if (line === undefined) return
        const raws = base.lines.map(({ raw }) => raw)
        const moved = open(raws.with(line, `touched by another ${raws[line]}`).join(''))
        expect(apply(moved, change)).toMatchObject({ ok: false, error: { code: 'ROW_NOT_FOUND' } })
      }),
      { seed, numRuns: 1_000 },
    )
  })

  it('changes as few lines as can be', () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `"host${i}"\t"x"`)
    const base = open(`${lines.join('\r\n')}\r\n`)
    const text = `# first\n${lines.with(25_000, '"new"').toSpliced(40_000, 1).join('\n')}\n`
    const { edit: change, added, removed } = makeTextEdit(path, base, text)
    expect([added, removed]).toEqual([2, 2])
    expect(change?.hunks.map(({ at, was, now }) => [at, was, now])).toEqual([
      [0, [], ['# first\r\n']],
      [25_000, ['"host25000"\t"x"\r\n'], ['"new"\r\n']],
      [40_000, ['"host40000"\t"x"\r\n'], []],
    ])
  })

  it('names each line that cannot be written', () => {
    const base = open('\x8e\xd0\x93\xe0\n"a"\n')
    expect(base.encoding).toBe('shift_jis')
    const text = `社内\n"a\0"\nx\ry\n${'z'.repeat(61)}\n🙂\n`
    expect(makeTextEdit(path, base, text).troubles.map(({ line, fault }) => [line, fault.code])).toEqual([
      [1, 'FIELD_HAS_NUL'],
      [2, 'FIELD_HAS_LINE_BREAK'],
      [3, 'LINE_TOO_LONG'],
      [4, 'FIELD_NOT_ENCODABLE'],
    ])
  })
})
