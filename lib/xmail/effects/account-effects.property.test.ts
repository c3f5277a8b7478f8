import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { compareMailRoots } from './compare-mail-roots'

const seed = Number(process.env.SEED ?? 20261124)

const PATH = 'smtpauth.tab'
const line = fc.record({
  user: fc.constantFrom('ann', 'ben', 'cem'),
  password: fc.constantFrom('one', 'two'),
  perms: fc.constantFrom('M', 'MR', 'RM', 'Z'),
})
type Line = typeof line extends fc.Arbitrary<infer Value> ? Value : never
const table = fc.array(line, { maxLength: 6 })

function open(lines: readonly Line[]) {
  const entry = catalogEntry(mailRootPath(PATH))
  if (!entry) throw new Error('smtpauth.tab is not in the catalog')
  const text = lines.map(({ user, password, perms }) => `"${user}"\t"${password}"\t"${perms}"\n`).join('')
  return new Map([[PATH, parseDocument(fromByteString(text), entry.format)]])
}

/** What signing in by a name is worth: of each password the first line, its letters in XMail's order. */
function worthOf(lines: readonly Line[], name: string) {
  const own = lines.filter(({ user }) => user === name)
  const first = own.filter((each, i) => own.findIndex(({ password }) => password === each.password) === i)
  const letters = first.map(({ perms }) => perms).join('')
  return {
    letters: own.length === 0 ? null : [...'MRVTZS'].filter((letter) => letters.includes(letter)).join(''),
    passwords: first.map(({ password }) => password).sort(),
  }
}

describe('accountEffects', () => {
  it('names everybody in smtpauth.tab for whom something changes, and nobody else', () => {
    fc.assert(
      fc.property(table, table, (before, after) => {
        const expected = ['ann', 'ben', 'cem'].flatMap((name) => {
          const [was, is] = [worthOf(before, name), worthOf(after, name)]
          const both = was.letters !== null && is.letters !== null
          const passwordChanged = both && was.passwords.join() !== is.passwords.join()
          const isSame = was.letters === is.letters && !passwordChanged
          return isSame ? [] : [{ name, path: PATH, before: was.letters, after: is.letters, passwordChanged }]
        })
        const { accounts } = compareMailRoots(open(before), open(after))
        expect(accounts.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(expected)
      }),
      { seed, numRuns: 500 },
    )
  })
})
