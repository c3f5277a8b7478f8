import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodePassword } from '@/lib/xmail/password'
import { lintMailRoot } from './lint-mail-root'
import { filesOf, OPTIONS } from './testing/clean-mail-root'

const seed = Number(process.env.SEED ?? 20261124)
const SECRET = 'zqXjK'

/** Lines as people break them, with a password somewhere. */
const line = fc
  .record({
    before: fc.constantFrom('', '#', ' ', '\xef\xbb\xbf', ';'),
    name: fc.constantFrom('"bob"', 'bob', '""', '"scanner"', 'a@b.test', 'x'.repeat(505)),
    gap: fc.constantFrom('\t', ' ', '\t\t', ':', '    '),
    open: fc.constantFrom('"', '', ' "'),
    tail: fc.constantFrom('', '\t"MR"', '\t"mr"', '\t', '\0', '"', `\t"${'y'.repeat(520)}"`),
    asHex: fc.boolean(),
  })
  .map(({ before, name, gap, open, tail, asHex }) => {
    const secret = asHex ? encodePassword(SECRET) : SECRET
    return `${before}${name}${gap}${open}${secret}${open.trim()}${tail}`
  })

it(`never passes on a password (SEED=${seed})`, () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('smtpauth.tab', 'ctrlaccounts.tab'),
      (lines, path) => {
        const findings = lintMailRoot(filesOf({ [path]: `${lines.join('\n')}\n` }), OPTIONS)
        const said = JSON.stringify(findings)
        expect(said).not.toContain(SECRET)
        expect(said).not.toContain(encodePassword(SECRET))
      },
    ),
    { seed, numRuns: 500 },
  )
})
