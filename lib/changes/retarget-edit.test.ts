import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit } from '@/lib/xmail/tables'
import { rebase } from './rebase'

const path = mailRootPath('smtpauth.tab')
const row = (user: string, password: string) => `"${user}"\t"${password}"\t"M"`

function read(...lines: string[]) {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error('smtpauth.tab is in the catalog')
  return parseDocument(Buffer.from(lines.map((line) => `${line}\n`).join('')), format)
}

function change(line: number, user: string): Edit {
  const account = { user, password: 'mine', permissions: ['mail' as const], note: '' }
  return { table: 'smtpauth', path, op: 'replace', row: { line, was: row(user, '***') }, account }
}

function keepMine(before: string[], now: string[], edit: Edit) {
  const [one] = rebase({ base: read(...before), now: read(...now), edits: [edit] })
  const remade = one?.state === 'collided' ? one.remade : null
  if (!remade) return null
  return applyEdits(read(...now), path, [remade]).document.lines.map(({ content }) => content)
}

describe('an edit of a row with a password', () => {
  it('finds the row that was renamed, whose password no page has seen', () => {
    const kept = keepMine(
      [row('ann', 'a'), row('scanner', 'b')],
      [row('ann', 'a'), row('printer', 'b')],
      change(1, 'scanner'),
    )
    expect(kept).toEqual([row('ann', 'a'), row('scanner', 'mine')])
  })

  it('finds the row whose password others have changed', () => {
    const kept = keepMine(
      [row('scanner', 'b')],
      ['# by hand', row('scanner', 'theirs')],
      change(0, 'scanner'),
    )
    expect(kept).toEqual(['# by hand', row('scanner', 'mine')])
  })

  it('finds none where two rows look the same without their passwords', () => {
    const before = [row('twin', 'a'), row('ann', 'b'), row('twin', 'c')]
    expect(
      keepMine(before, [row('one', 'a'), row('ann', 'b'), row('two', 'c')], change(0, 'twin')),
    ).toBeNull()
  })
})
