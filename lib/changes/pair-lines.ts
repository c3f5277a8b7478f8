import type { Document, Line } from '@/lib/xmail/tab'
import { diffLines } from './diff-lines'

/**
 * Content of each line that is in `base` and no more in `now` → the line that has taken its place: of lines that were
 * replaced together, the first by the first. Lines that nothing has taken the place of are not in it, nor are those whose
 * content the base has more than once: of these nobody can say which one was meant.
 */
export function pairLines(base: Document, now: Document): Map<string, Line> {
  const diff = diffLines(
    base.lines.map(({ content }) => content),
    now.lines.map(({ content }) => content),
  )
  const pairs = new Map<string, Line>()
  const twice = new Set<string>()
  let removed: string[] = []
  let added: Line[] = []
  const pair = () => {
    for (const [i, content] of removed.entries()) {
      const other = added[i]
      if (pairs.has(content)) twice.add(content)
      if (other) pairs.set(content, other)
    }
    removed = []
    added = []
  }
  for (const line of diff) {
    if (line.kind === 'same') pair()
    else if (line.kind === 'removed') removed.push(base.lines[line.before ?? -1]?.content ?? '')
    else added.push(...now.lines.slice(line.after ?? 0, (line.after ?? 0) + 1))
  }
  pair()
  for (const content of twice) pairs.delete(content)
  return pairs
}
