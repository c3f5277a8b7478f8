import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { applyEdit, editSchema } from '@/lib/xmail/tables'
import { planReturn, planUndo, type UndoChoice, type UndoStep } from './plan-undo'

const seed = Number(process.env.SEED ?? 20261124)
const runs = { seed, numRuns: 300 }

const path = mailRootPath('smtprelay.tab')
const format = catalogEntry(path)?.format ?? { lineLimit: 510, comments: true }
const about = { goal: 'undo', revisionId: 'r', startedAt: 0, actorName: 'Aoi', origin: 'person' }
const bytes = (text: string | null) => (text === null ? null : fromByteString(text))

/** Does a step the way the draft does it: as an edit, on the file as it is now. */
function perform(now: string | null, step: UndoStep): string | null {
  if (step.op === 'nothing') return now
  const edit = editSchema.parse({ table: 'undo', path, about, ...step })
  const done = applyEdit(parseDocument(bytes(now ?? '') ?? new Uint8Array(), format), edit)
  if (!done.ok) throw new Error(done.error.code)
  return step.op === 'remove-file' ? null : toByteString(printDocument(done.value))
}

function undo(before: string | null, after: string | null, now: string | null, choices: UndoChoice[] = []) {
  const plan = planUndo({ before: bytes(before), after: bytes(after), now: bytes(now) })
  return { plan, text: perform(now, plan.resolve(choices)) }
}

const line = fc.constantFrom('a\n', 'b\n', '# c\n', 'd\r\n', '\n', '\xe9\n')
const lines = (maxLength: number) => fc.array(line, { maxLength })
/** A file that XMail would not delete, its last line with an end or without. */
const file = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean())
  .map(([all, open]) => (open && all.at(-1) !== '\n' ? all.join('').slice(0, -1) : all.join('')))
const maybe = fc.option(file, { nil: null })
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}\n`)

describe('planUndo', () => {
  it('gives exactly the old bytes where nothing has come since', () => {
    fc.assert(
      fc.property(maybe, maybe, (before, after) => {
        const { plan, text } = undo(before, after, after)
        expect(plan.conflicts).toEqual([])
        expect(text).toBe(before)
      }),
      runs,
    )
  })

  it('gives the bytes of the change again when it is taken back itself', () => {
    fc.assert(
      fc.property(file, file, file, (before, after, now) => {
        const { text } = undo(before, after, now)
        expect(undo(now, text, text).text).toBe(now)
        expect(undo(after, before, before).text).toBe(after)
      }),
      runs,
    )
  })

  it('keeps every byte of what has changed elsewhere', () => {
    fc.assert(
      fc.property(lines(4), lines(4), lines(4), lines(4), lines(4), (was, made, since, top, end) => {
        const base = numbered('base', 3).join('')
        const text = (one: string[], other: string[]) => [...one, base, ...other].join('')
        const before = text(was, end)
        const after = text(made, end)
        fc.pre(before !== after)
        const now = text(made, since)
        const undone = undo(before, after, now)
        expect(undone.plan.conflicts).toEqual([])
        expect(undone.text).toBe(text(was, since))
        expect(undo(text(end, was), text(end, made), text(top, made)).text).toBe(text(top, was))
      }),
      runs,
    )
  })

  it('never makes or loses a line that neither the change nor anybody since has touched', () => {
    fc.assert(
      fc.property(
        file,
        file,
        file,
        fc.array(fc.constantFrom<UndoChoice>('leave', 'before')),
        (b, a, n, choices) => {
          const { text } = undo(b, a, n, choices)
          if (text === '# no rows\n') return
          for (const each of text?.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
            expect(`${b}\n${a}\n${n}\n`).toContain(each.trimEnd())
          }
        },
      ),
      runs,
    )
  })

  it('leaves a conflict as it is now, or as it was before', () => {
    const [before, after, now] = ['a\nold\nz\n', 'a\nmade\nz\n', 'a\nother\nz\nnew\n']
    const { plan } = undo(before, after, now)
    expect(plan.conflicts).toEqual([{ at: 1, before: ['old\n'], made: ['made\n'], now: ['other\n'] }])
    expect(undo(before, after, now, ['leave']).text).toBe(now)
    expect(undo(before, after, now, ['before']).text).toBe('a\nold\nz\nnew\n')
  })

  it.each([
    ['a row under which others were added', 'a\n', 'a\nx\n', 'a\nx\ny\n', 'a\ny\n'],
    ['a row over which another was added', 'a\n', 'a\nx\n', 'a\ny\nx\n', 'a\ny\n'],
    ['rows between which another was added', 'a\n', 'a\nx1\nx2\n', 'a\nx1\ny\nx2\n', 'a\ny\n'],
    ['rows of which one is gone already', 'a\n', 'a\nx1\nx2\n', 'a\nx2\n', 'a\n'],
    ['a removal where another row stands now', 'a\nx\n', 'a\n', 'a\ny\n', 'a\nx\ny\n'],
    ['a removal above a last line without an end', 'a\nx\nb', 'a\nb', 'a\nb', 'a\nx\nb'],
    ['a last line without an end under which rows were added', 'a\nb', 'a\nB\n', 'a\nB\nc\n', 'a\nb\nc\n'],
  ])('takes back %s', (_, before, after, now, wanted) => {
    expect(undo(before, after, now)).toMatchObject({ plan: { conflicts: [] }, text: wanted })
  })

  it.each([
    ['a file that was made, and changed since', null, 'x\n', 'x\ny\n'],
    ['a file that was removed, and made anew since', 'x\n', null, 'y\n'],
    ['a file that was changed, and removed since', 'x\n', 'y\n', null],
    ['a row that was made and changed', 'a\n', 'a\nx\n', 'a\nX\n'],
    ['a row that stands there again already', 'a\nx\n', 'a\ny\n', 'a\nx\ny\n'],
  ])('asks about %s', (_, before, after, now) => {
    expect(undo(before, after, now, ['leave']).plan.conflicts).toHaveLength(1)
    expect(undo(before, after, now, ['leave']).text).toBe(now)
    const chosen = undo(before, after, now, ['before']).text
    expect(chosen === null ? null : chosen.includes('X')).toBe(before === null ? null : false)
  })

  it('takes lines that belong together back as they are or not at all', () => {
    const sides = { before: bytes('1\n2\n3\n'), after: bytes('1\nx\n3\n'), now: bytes('1\nx\n3\n4\n') }
    expect(planUndo(sides).conflicts).toEqual([])
    expect(planUndo(sides, true).conflicts).toHaveLength(1)
    expect(perform('1\nx\n3\n4\n', planUndo(sides, true).resolve(['before']))).toBe('1\n2\n3\n')
  })

  it('answers at once for a long list', () => {
    const list = numbered('10.0.0.', 100_000)
    const before = [...list.slice(0, 50_000), 'gone\n', ...list.slice(50_000)].join('')
    const now = ['first\n', ...list, 'last\n'].join('')
    expect(undo(before, list.join(''), now).text).toBe(
      ['first\n', ...list.slice(0, 50_000), 'gone\n', ...list.slice(50_000), 'last\n'].join(''),
    )
  })
})

describe('planReturn', () => {
  it('gives the wanted bytes, whatever is there', () => {
    fc.assert(
      fc.property(maybe, maybe, (now, wanted) => {
        expect(perform(now, planReturn(bytes(now), bytes(wanted)))).toBe(wanted)
      }),
      runs,
    )
  })

  it('asks about a row that is another by now, and leaves alone what was added beside it', () => {
    const row = (network: string, mask: string) => `"${network}"\t"${mask}"\n`
    const old = '# ours\n'
    const made = row('198.18.1.0', '255.255.255.0')
    const changed = row('198.18.1.0', '255.255.255.128')
    const beside = [row('203.0.113.0', '255.255.255.0'), row('198.18.3.0', '255.255.255.0')] as const
    const now = old + beside[0] + changed + beside[1]
    const { plan } = undo(old, old + made, now)
    expect(plan.conflicts).toEqual([{ at: 2, before: [], made: [made], now: [changed] }])
    expect(undo(old, old + made, now, ['before']).text).toBe(old + beside[0] + beside[1])
    expect(undo(old, old + made, now, ['leave']).text).toBe(now)
  })

  it('asks about all of it where nobody can tell which row was changed', () => {
    const { plan, text } = undo('x\n', 'x\na\n', 'x\nb\nc\n', ['before'])
    expect(plan.conflicts).toEqual([{ at: 1, before: [], made: ['a\n'], now: ['b\n', 'c\n'] }])
    expect(text).toBe('x\n')
  })
})
