import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import {
  type Document,
  fromByteString,
  parseDocument,
  printDocument,
  readTokens,
  toByteString,
} from '@/lib/xmail/tab'
import type { ListRow } from './list-row'
import { applyEdit, editSchema, TABLES, type TableName } from './registry'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 1300 }

const FILES: Partial<Record<TableName, string>> = {
  spammers: 'spammers.tab',
  'spam-address': 'spam-address.tab',
  ipprop: 'smtp.ipprop.tab',
  hnprop: 'smtp.hnprop.tab',
  smtpauth: 'smtpauth.tab',
  smtpextauth: 'smtpextauth.tab',
  ctrlaccounts: 'ctrlaccounts.tab',
  variables: 'server.tab',
}

/** What stands in these files, in the right one or not. */
const field = fc.constantFrom(
  ...[
    '10.0.0.0/8',
    '192.0.2.0',
    '255.255.255.0',
    '::/0',
    'mail.test',
    '.dom',
    '*@x.test',
    'a@b.c',
    '*',
    '[x',
    'x ',
  ],
  ...[
    'code=0',
    'code=-5',
    'WhiteList=1',
    'EaseTLS',
    'WhiteList=yes',
    'PLAIN',
    'cram-md5',
    '/bin/x',
    '@@USER',
    'user',
  ],
  ...[
    'pass\\',
    '11001611',
    'MR',
    'mrX',
    '',
    'RootDomain',
    'SmtpConfig',
    'MaxMTAOps',
    'x.test',
    '1',
    '"',
    '#',
    '\xe9',
  ],
)
const written = fc.tuple(field, fc.nat(7)).map(([text, style]) => {
  if (style < 4) return `"${text.replaceAll('"', '\\"')}"`
  return style < 6 ? text : [` "${text}"`, `"${text}"x`][style - 6]
})
const start = fc.constantFrom('', '', '', '', '#', '# ', '#: ', '##', ' ', ';')
const gap = fc.constantFrom('\t', '\t', '\t', '\t\t', ' ')
const row = fc
  .tuple(start, fc.array(written, { minLength: 1, maxLength: 4 }), gap)
  .map(([before, fields, between]) => before + fields.join(between))
const junk = fc.constantFrom(
  ...[
    '',
    ' ',
    '\t',
    '# comment',
    '#: note',
    '#: \xe3\x81\x82',
    '\xef\xbb\xbf# x',
    'a\0b\tc',
    '\r',
    '#'.padEnd(515, '-'),
  ],
  `${'"x"\t'.repeat(200)}"10.0.0.0/8"`,
)
const end = fc.constantFrom('\n', '\n', '\r\n')
const file = fc
  .tuple(
    fc.array(fc.tuple(fc.oneof({ weight: 5, arbitrary: row }, junk), end), { maxLength: 9 }),
    fc.boolean(),
  )
  .map(([lines, isClosed]) => {
    const text = lines.map((parts) => parts.join('')).join('')
    return isClosed ? text : text.replace(/[\r\n]+$/, '')
  })

const contentsOf = (doc: Document) => doc.lines.map(({ content }) => content)
const tokensOf = (doc: Document, line: number) =>
  readTokens(doc.lines[line]?.content.replace(/^#[ \t]*/, '') ?? '')

describe.each(Object.entries(FILES))('%s', (name, path) => {
  const table = name as TableName
  const format = catalogEntry(mailRootPath(path))?.format ?? { lineLimit: 510, comments: true }
  const open = (text: string) => parseDocument(fromByteString(text), format)
  const read = (doc: Document) => TABLES[table].read(doc) as unknown as readonly Omit<ListRow, 'note'>[]
  const apply = (doc: Document, change: object) => {
    const parsed = editSchema.safeParse({ table, path, ...change })
    return parsed.success ? applyEdit(doc, parsed.data) : null
  }
  const refOf = ({ line, was }: Omit<ListRow, 'note'>) => ({ line, was })

  /** One row of a random file, with its Document. */
  function forEachRow(
    check: (doc: Document, row: Omit<ListRow, 'note'>, other: Omit<ListRow, 'note'>) => void,
  ) {
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(), (text, pick, second) => {
        const doc = open(text)
        expect(toByteString(printDocument(doc))).toBe(text)
        const rows = read(doc)
        const chosen = rows[pick % Math.max(1, rows.length)]
        const other = rows[second % Math.max(1, rows.length)]
        if (chosen && other) check(doc, chosen, other)
      }),
      settings,
    )
  }

  it('removes a row with its own note, and nothing else', () => {
    forEachRow((doc, chosen) => {
      const done = apply(doc, { op: 'remove', rows: [refOf(chosen)] })
      // The last account, and what would let a duplicate take over, stay.
      if (!done?.ok) return expect(['ctrlaccounts', 'variables']).toContain(table)
      const left = contentsOf(doc)
      const hasNote = format.comments && left[chosen.line - 1]?.startsWith('#: ') === true
      left.splice(chosen.line - (hasNote ? 1 : 0), hasNote ? 2 : 1)
      if (left.length > 0) expect(contentsOf(done.value)).toEqual(left)
      else expect(contentsOf(done.value)).toEqual([expect.stringMatching(/^# \w/)])
    })
  })

  it('switches a row off and on again', () => {
    forEachRow((doc, chosen) => {
      const off = apply(doc, {
        op: chosen.state === 'disabled' ? 'enable' : 'disable',
        rows: [refOf(chosen)],
      })
      if (!off?.ok) return
      const changed = contentsOf(off.value).flatMap((content, i) =>
        content === contentsOf(doc)[i] ? [] : [i],
      )
      expect(changed).toEqual([chosen.line])
      expect(off.value.lines.length).toBe(doc.lines.length)
      expect(tokensOf(off.value, chosen.line)).toEqual(tokensOf(doc, chosen.line))
      const after = read(off.value).find(({ line }) => line === chosen.line)
      expect(after?.state === 'disabled').toBe(chosen.state !== 'disabled')
      if (chosen.state === 'disabled' || !after) return
      const on = apply(off.value, { op: 'enable', rows: [refOf(after)], confirmed: undefined })
      if (on?.ok) expect(tokensOf(on.value, chosen.line)).toEqual(tokensOf(doc, chosen.line))
    })
  })

  it('writes and removes a note', () => {
    forEachRow((doc, chosen) => {
      const hasNote = doc.lines[chosen.line - 1]?.content.startsWith('#: ')
      const noted = apply(doc, { op: 'note', row: refOf(chosen), text: 'a note' })
      if (!noted?.ok || hasNote) return
      expect(contentsOf(noted.value)).toEqual(contentsOf(doc).toSpliced(chosen.line, 0, '#: a note'))
      const removed = apply(noted.value, {
        op: 'note',
        row: { ...refOf(chosen), line: chosen.line + 1 },
        text: '',
      })
      expect(removed?.ok && contentsOf(removed.value)).toEqual(contentsOf(doc))
    })
  })

  it('moves a row and keeps the order of the others', () => {
    forEachRow((doc, chosen, other) => {
      const done = apply(doc, { op: 'move', row: refOf(chosen), before: refOf(other) })
      if (!done?.ok) return
      const [before, after] = [contentsOf(doc), contentsOf(done.value)]
      expect(after.toSorted()).toEqual(before.toSorted())
      const moved = before[chosen.line]
      expect(after.filter((content) => content !== moved && !content.startsWith('#: '))).toEqual(
        before.filter((content) => content !== moved && !content.startsWith('#: ')),
      )
      expect(done.value.lines.slice(0, -1).every(({ raw }) => raw.endsWith('\n'))).toBe(true)
    })
  })
})
