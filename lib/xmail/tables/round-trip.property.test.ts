import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeTextEdit, textOf } from '@/components/files/make-text-edit'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { FILES, INDEXED_FILES } from '@/test/support/random-mail-root'
import { applyEdits } from './draft-document'
import { readLines } from './read-lines'
import { TABLES, tableFor } from './registry'

const seed = Number(process.env.SEED ?? 20261124)
/** 10,000 MailRoots: each of those that are drawn comes with junk in 25 ways. */
const DRAWN = 400
const WAYS = 25

/** What editors, other programs and broken transfers leave in files. */
const junk = fc.oneof(
  fc.constantFrom(
    '\xef\xbb\xbf',
    '\xff\xfe',
    '\0',
    '\r',
    '\r\n',
    '\n\n',
    '\t\t',
    '"',
    '\\"',
    ' ',
    '#',
    '\x1a',
  ),
  fc.constantFrom(
    '\x8e\xd0\x93\xe0',
    '\xbc\xd2\xc6\xe2',
    '\xe7\xa4\xbe',
    '\x81',
    'x'.repeat(600),
    `#${'-'.repeat(2_100)}`,
  ),
  fc.array(fc.nat(255), { maxLength: 12 }).map((bytes) => String.fromCharCode(...bytes)),
)
const spoils = fc.array(fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }), {
  minLength: WAYS,
  maxLength: WAYS,
})

const spoil = (text: string, pieces: readonly (readonly [number, string])[]) =>
  pieces.reduce((all, [at, piece]) => {
    const place = at % (all.length + 1)
    return all.slice(0, place) + piece + all.slice(place)
  }, text)

/** Opens a file as each page does, reads all that is to be read, saves it without a change, and gives its bytes. */
function roundTrip(path: MailRootPath, bytes: string): string {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error(`${path} is not in the catalog`)
  const doc = parseDocument(fromByteString(bytes), format)
  const table = tableFor(path)
  if (catalogEntry(path)?.secret !== 'none') {
    if (table) TABLES[table].read(doc)
  } else {
    // Reads the table of the file as well.
    readLines(doc, path)
    const { edit, added, removed, troubles } = makeTextEdit(path, doc, textOf(doc))
    if (edit || added + removed + troubles.length > 0) throw new Error(`${path} is changed by opening it`)
  }
  return toByteString(printDocument(applyEdits(doc, path, []).document))
}

describe('a MailRoot that is opened and saved unchanged', () => {
  it('keeps every byte of the sample', () => {
    const root = join(import.meta.dirname, '../../practice/sample')
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    let read = 0
    for (const { parentPath, name } of files) {
      const path = mailRootPath(relative(root, join(parentPath, name)).replaceAll('\\', '/'))
      const entry = catalogEntry(path)
      if (!entry || entry.secret === 'whole') continue
      const bytes = readFileSync(join(parentPath, name)).toString('latin1')
      expect(roundTrip(path, bytes), path).toBe(bytes)
      read++
    }
    expect(read).toBeGreaterThan(30)
  })

  it('keeps every byte of ten thousand random ones with junk in them', { timeout: 120_000 }, () => {
    const tables = fc.record({
      ...FILES,
      'server.tab': fc.constant('"RootDomain"\t"a.test"\n"SmtpConfig"\t"mail-auth"\n'),
    })
    let files = 0
    fc.assert(
      fc.property(tables, spoils, (texts, ways) => {
        for (const pieces of ways) {
          for (const [name, text] of Object.entries({ ...INDEXED_FILES, ...texts })) {
            if (typeof text !== 'string') continue
            const bytes = spoil(text, pieces)
            if (roundTrip(mailRootPath(name), bytes) !== bytes)
              throw new Error(`${name}: ${JSON.stringify(bytes)}`)
            files++
          }
        }
      }),
      { seed, numRuns: DRAWN, endOnFailure: true },
    )
    expect(files).toBeGreaterThan(DRAWN * WAYS * 8)
  })
})
