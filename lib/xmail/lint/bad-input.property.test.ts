import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { lintMailRoot } from './lint-mail-root'
import { CASES } from './testing/cases'
import { CLEAN, filesOf, OPTIONS, open } from './testing/clean-mail-root'

const seed = Number(process.env.SEED ?? 20261124)
const PATHS = [
  ...SNAPSHOT_PATHS,
  ...['mailusers.tab', 'domains/here.test/joe/user.tab', 'custdomains/.tab'].map(mailRootPath),
]

/** Pieces of real files, broken and put together anew. */
const PIECES = Object.values(CASES)
  .flatMap(({ found, near }) => [...Object.values(found.files ?? {}), ...Object.values(near.files ?? {})])
  .flatMap((text) => text?.split(/[\t\n]/) ?? [])
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'"\\/:.,=#*[ 019aF\0\r\xff') }) },
  fc.string({ unit: 'binary' }).map((text) => text.replace(/[^\0-\xff]/g, '\xe3')),
)
const text = fc
  .array(
    fc.array(piece, { maxLength: 5 }).map((fields) => fields.join('\t')),
    { maxLength: 12 },
  )
  .map((lines) => lines.join('\n'))

it(`judges whatever files there are (SEED=${seed})`, () => {
  const file = fc.option(text, { nil: null })
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...PATHS), file), (texts) => {
      const files = new Map<MailRootPath, Document | null>()
      for (const [path, body] of Object.entries(texts))
        files.set(mailRootPath(path), body === null ? null : open(mailRootPath(path), body))
      for (const { line, path } of lintMailRoot(files, OPTIONS)) {
        if (line !== null) expect(line).toBeLessThanOrEqual(files.get(path)?.lines.length ?? 0)
      }
    }),
    { seed, numRuns: 300 },
  )
})

it.each([
  ['a line of a megabyte', `"${'10.0.0.0/8 '.repeat(100_000)}"\t"1"\t"ALLOW"\t"1"\n`],
  ['a long comment', `#${'10.0.0.0/8 '.repeat(10_000)}\n`],
  ['a line of many fields', '10.0.0.0/8\t'.repeat(10_000)],
  ['nothing but NUL', '\0'.repeat(100_000)],
  ['no byte', ''],
  ['an empty line', '\n'],
  ['a byte order mark alone', '\xef\xbb\xbf'],
])(
  'judges %s in every file',
  (_, body) => {
    const texts = Object.fromEntries(Object.keys(CLEAN).map((path) => [path, body]))
    expect(lintMailRoot(filesOf(texts), OPTIONS).length).toBeGreaterThan(0)
  },
  60_000,
)

it('says nothing of files that nobody has looked at', () => {
  expect(lintMailRoot(new Map(), { nowMs: 0 })).toEqual([])
})
