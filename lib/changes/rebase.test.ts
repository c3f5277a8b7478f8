import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, parseDocument, printDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit } from '@/lib/xmail/tables'
import { type RebasedEdit, rebase } from './rebase'

const seed = Number(process.env.SEED ?? 20261124)
const path = mailRootPath('smtprelay.tab')
const place = { table: 'smtprelay', path } as const

function read(text: string): Document {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error('smtprelay.tab is in the catalog')
  return parseDocument(new Uint8Array(Buffer.from(text)), format)
}
const textOf = (doc: Document) => Buffer.from(printDocument(doc)).toString()
const row = (i: number, c = 0) => `"10.${i}.${c}.0"\t"255.255.255.0"`
const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('')
const remove = (line: number, was: string): Edit => ({ ...place, op: 'remove', rows: [{ line, was }] })
const add = (network: string): Edit => ({ ...place, op: 'add', networks: [network], confirmed: [] })
const withEdits = (now: Document, edits: readonly Edit[]) => textOf(applyEdits(now, path, edits).document)
const contents = (list: readonly { readonly content: string }[] | null) => list?.map(({ content }) => content)

function onlyCollision(all: readonly RebasedEdit[]) {
  const [first] = all.filter((one) => one.state === 'collided')
  if (!first) throw new Error('none collided')
  return first
}

describe('rebase', () => {
  it('carries what others have not touched, wherever it stands now', () => {
    const edits = [remove(1, row(2)), add('192.0.2.0/24')]
    const now = read(lines('# by hand', row(9), row(1), row(2)))
    const all = rebase({ base: read(lines(row(1), row(2))), now, edits })
    expect(all.map(({ state }) => state)).toEqual(['carried', 'carried'])
    expect(withEdits(now, edits)).toBe(lines('# by hand', row(9), row(1), '"192.0.2.0"\t"255.255.255.0"'))
  })

  it('shows base, server and draft of a row that became another, and makes the wish anew on that', () => {
    const base = read(lines(row(1), row(2)))
    const now = read(lines(row(1), row(2, 7)))
    const edits = [remove(1, row(2))]
    const { reason, remade, sides } = onlyCollision(rebase({ base, now, edits }))
    expect(reason?.code).toBe('ROW_NOT_FOUND')
    expect([contents(sides.base), contents(sides.now), contents(sides.mine)]).toEqual([
      [row(2)],
      [row(2, 7)],
      [],
    ])
    expect(remade).toEqual(remove(1, row(2, 7)))
  })

  it('finds the row that took the place of another beside what is new, and guesses nothing', () => {
    const base = read(lines(row(1), row(2)))
    const nowOf = (...all: string[]) => {
      const now = read(lines(row(1), '# by hand', ...all))
      const { sides, remade } = onlyCollision(rebase({ base, now, edits: [remove(1, row(2))] }))
      return { now: contents(sides.now), isRemade: remade !== null }
    }
    const wider = '"10.2.0.0"\t"255.255.0.0"'
    expect(nowOf(row(9), wider)).toEqual({ now: [wider], isRemade: true })
    expect(nowOf(row(9))).toEqual({ now: [row(9)], isRemade: true })
    expect(nowOf(row(8), row(9))).toMatchObject({ isRemade: false })
  })

  it('makes nothing anew of a row that is gone', () => {
    const base = read(lines(row(1), row(2), row(3)))
    const { remade } = onlyCollision(
      rebase({ base, now: read(lines(row(1), row(3))), edits: [remove(1, row(2))] }),
    )
    expect(remade).toBeNull()
  })

  it('lets collide what could still be made but would do something else', () => {
    const hnprop = mailRootPath('smtp.hnprop.tab')
    const edit: Edit = { table: 'hnprop', path: hnprop, op: 'remove-file' }
    const base = read('"a.test"\t"WhiteList=1"\n')
    const now = read('"a.test"\t"WhiteList=1"\n"b.test"\t"WhiteList=1"\n')
    const { reason, remade } = onlyCollision(rebase({ base, now, edits: [edit] }))
    expect(reason).toBeNull()
    expect(remade).toEqual(edit)
  })

  it('follows an edit that is given up with those that build on it', () => {
    const base = read(lines(row(1), row(2)))
    const now = read(lines(row(1)))
    const undoRow: Edit = { ...place, op: 'enable', rows: [{ line: 1, was: `#${row(2)}` }], confirmed: [] }
    const off: Edit = { ...place, op: 'disable', rows: [{ line: 1, was: row(2) }] }
    expect(rebase({ base, now, edits: [off, undoRow] }).map(({ state }) => state)).toEqual([
      'collided',
      'collided',
    ])
  })

  it('asks only whether an edit fits where the base is not known any more', () => {
    const now = read(lines(row(1)))
    const all = rebase({ base: undefined, now, edits: [add('192.0.2.0/24'), remove(1, row(2))] })
    expect(all.map(({ state }) => state)).toEqual(['carried', 'collided'])
    expect(onlyCollision(all).sides.base).toBeNull()
  })

  it(`loses no edit and no line of others, whatever changed, and does to the rest what it did to the base (seed ${seed})`, () => {
    const count = 8
    const fate = fc.constantFrom('kept', 'kept', 'kept', 'removed', 'replaced', 'noted')
    fc.assert(
      fc.property(
        fc.array(fate, { minLength: count, maxLength: count }),
        fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 5 }),
        fc.array(fc.constantFrom('disable', 'remove'), { minLength: 5, maxLength: 5 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 3 }),
        fc.array(fc.constantFrom('# note', '', '"odd"', '\t'), { maxLength: 4 }),
        (fates, chosen, ops, added, extra) => {
          const base = read(lines('# ours', ...fates.map((_, i) => row(i)), 'tail'))
          const theirs = fates.flatMap((what, i) => {
            if (what === 'removed') return []
            if (what === 'replaced') return [row(i, 9)]
            return what === 'noted' ? ['# theirs', row(i)] : [row(i)]
          })
          const now = read(lines(...extra, '# ours', ...theirs, 'tail'))
          const edits: Edit[] = [
            ...chosen.map((i, n): Edit => {
              const rows = [{ line: i + 1, was: row(i) }]
              return ops[n] === 'disable' ? { ...place, op: 'disable', rows } : remove(i + 1, row(i))
            }),
            ...added.map((c) => add(`172.16.${c}.0/24`)),
          ]
          const all = rebase({ base, now, edits })
          expect(all.map(({ edit }) => edit)).toEqual(edits)
          const isTouched = (i: number) => fates[i] === 'removed' || fates[i] === 'replaced'
          expect(all.map(({ state }) => state === 'collided')).toEqual([
            ...chosen.map(isTouched),
            ...added.map(() => false),
          ])
          const carried = all.flatMap((one) => (one.state === 'carried' ? [one.edit] : []))
          // The merge: what the server has, without the rows that were taken, with those that were put.
          const taken = new Set(chosen.filter((i) => !isTouched(i)).map((i) => row(i)))
          const off = chosen.flatMap((i, n) => (ops[n] === 'disable' && !isTouched(i) ? [`#${row(i)}`] : []))
          const merged = [
            ...now.lines.map(({ content }) => content).filter((content) => !taken.has(content)),
            ...[...off, ...added.map((c) => `"172.16.${c}.0"\t"255.255.255.0"`)],
          ]
          const got = withEdits(now, carried).split('\n').slice(0, -1)
          // A note in the line above a row goes with its row (row-notes.ts): `# …` is none, `#: …` would be.
          expect([...got].sort()).toEqual([...merged].sort())
        },
      ),
      { seed, numRuns: 300 },
    )
  })
})
