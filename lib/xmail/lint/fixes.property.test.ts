import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lintMailRoot } from './lint-mail-root'
import { CASES } from './testing/cases'
import { CLEAN, filesOf, OPTIONS, type Texts } from './testing/clean-mail-root'
import { countUpTo, mend } from './testing/mend'

const seed = Number(process.env.SEED ?? 20261124)

/** Several samples in one MailRoot: what differs of the same file comes one behind the other. */
const samples = fc.array(
  fc.constantFrom(
    ...Object.values(CASES).flatMap(({ found, near }) => [found.files ?? {}, near.files ?? {}]),
  ),
  { minLength: 2, maxLength: 5 },
)

function merge(texts: readonly Texts[]): Texts {
  const merged: Record<string, string> = {}
  for (const each of texts)
    for (const [path, text] of Object.entries(each))
      if (text !== null) merged[path] = (merged[path] ?? '') + text.replace(CLEAN['server.tab'] ?? '', '')
  return { ...merged, 'server.tab': (CLEAN['server.tab'] ?? '') + (merged['server.tab'] ?? '') }
}

it(`takes its finding away and brings nothing as bad, or is refused (SEED=${seed})`, () => {
  let done = 0
  fc.assert(
    fc.property(samples, (texts) => {
      const files = filesOf(merge(texts))
      for (const finding of lintMailRoot(files, OPTIONS)) {
        const mended = finding.fix ? mend(files, finding) : null
        if (!mended?.ok) continue
        done++
        const before = countUpTo(files, OPTIONS, finding.severity)
        const after = countUpTo(mended.value, OPTIONS, finding.severity)
        expect(after.get(finding.rule) ?? 0, finding.rule).toBeLessThan(before.get(finding.rule) ?? 0)
        for (const [other, count] of after)
          expect(count, `${finding.rule} brings ${other}`).toBeLessThanOrEqual(before.get(other) ?? 0)
      }
    }),
    { seed, numRuns: 200 },
  )
  expect(done).toBeGreaterThan(50)
}, 60_000)
