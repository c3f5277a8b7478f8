import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkVectors } from '@/scripts/vectors/check-vectors'
import { readVectors } from '@/scripts/vectors/read-vectors'

/** What a real XMail 1.27 answered (test/vectors/README.md), and how many checks each section has. */
const FILES = [
  { name: 'decisions.json', counts: { gates: 1686, sessions: 991, pop3: 0 } },
  { name: 'decisions-dns.json', counts: { gates: 0, sessions: 660, pop3: 149 } },
] as const

describe.each(FILES)('$name', ({ name, counts }) => {
  const path = fileURLToPath(new URL(`../../../test/vectors/${name}`, import.meta.url))
  const outcomes = Array.from(checkVectors(readVectors(path)))

  it.each(['gates', 'sessions', 'pop3'] as const)('%s: every reply and delay, to the letter', (section) => {
    const mine = outcomes.filter((outcome) => outcome.section === section)
    const failed = mine.filter(({ differences }) => differences.length > 0)
    expect(failed.slice(0, 3)).toEqual([])
    expect(mine.length).toBe(counts[section])
  })
})
