import { expect, it } from 'vitest'
import { pairHunk } from './pair-hunk'
import type { ShownDiffLine } from './shown-diff'

/** `-a +b =c` as the lines of a hunk. */
function hunkOf(text: string): ShownDiffLine[] {
  const kinds = { '-': 'removed', '+': 'added', '=': 'same' } as const
  return text.split(' ').map((word, i) => ({
    ...{
      kind: kinds[word[0] as keyof typeof kinds],
      before: i,
      after: i,
      text: word.slice(1).replace('|', '\t'),
    },
  }))
}

function pairsOf(text: string): string[] {
  const show = (line: ShownDiffLine | null) => line?.text.replace('\t', '|') ?? '·'
  return pairHunk(hunkOf(text)).map(({ before, after }) => `${show(before)}/${show(after)}`)
}

it.each([
  ['=a -b +c =d', ['a/a', 'b/c', 'd/d']],
  ['-a -b +c +d', ['a/c', 'b/d']],
  ['-x|1 +w|1 +x|2 +y|1', ['·/w|1', 'x|1/x|2', '·/y|1']],
  ['-x|1 -y|1 +y|2', ['x|1/·', 'y|1/y|2']],
  ['-a +b -c +d', ['a/b', 'c/d']],
  ['-a -b', ['a/·', 'b/·']],
  ['+a', ['·/a']],
])('%s', (hunk, pairs) => {
  expect(pairsOf(hunk)).toEqual(pairs)
})
