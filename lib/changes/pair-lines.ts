import type { Document, Line } from '@/lib/xmail/tab'
import { diffLines } from './diff-lines'

/**
 * Content of each line that is in `base` and no more in `now` → the line that has taken its place: of lines that were
 * replaced together, the one with the same first field; of the others, where as many of a kind came as went, the first the
 * first. Lines that nothing has taken the place of are not in it, nor are those whose
 * content the base has more than once: of these nobody can say which one was meant.
 */
export function pairLines(base: Document, now: Document): Map<string, Line> {
  const diff = diffLines(
    base.lines.map(({ content }) => content),
    now.lines.map(({ content }) => content),
  )
  const pairs = new Map<string, Line>()
  const twice = new Set<string>()
  let removed: Line[] = []
  let added: Line[] = []
  const pair = () => {
    for (const [line, other] of matchLines(removed, added)) {
      if (pairs.has(line.content)) twice.add(line.content)
      if (other) pairs.set(line.content, other)
    }
    removed = []
    added = []
  }
  for (const line of diff) {
    if (line.kind === 'same') pair()
    else if (line.kind === 'removed')
      removed.push(...base.lines.slice(line.before ?? 0, (line.before ?? 0) + 1))
    else added.push(...now.lines.slice(line.after ?? 0, (line.after ?? 0) + 1))
  }
  pair()
  for (const content of twice) pairs.delete(content)
  return pairs
}

function matchLines(removed: readonly Line[], added: readonly Line[]): [Line, Line | undefined][] {
  const fields = queues(added, firstField)
  const same = removed.map((line) => fields.get(firstField(line))?.shift())
  const taken = new Set(same)
  const kinds = queues(
    added.filter((line) => !taken.has(line)),
    ({ kind }) => kind,
  )
  const wanting = queues(
    removed.filter((_, i) => !same[i]),
    ({ kind }) => kind,
  )
  // With more of them than places, nobody can tell which is new.
  const isPlain = ({ kind }: Line) => kinds.get(kind)?.length === wanting.get(kind)?.length
  const others = new Map(
    [...wanting].flatMap(([kind, lines]) => lines.map((line, i) => [line, kinds.get(kind)?.[i]] as const)),
  )
  return removed.map((line, i) => [line, same[i] ?? (isPlain(line) ? others.get(line) : undefined)])
}

/** The lines of each key, in their order. */
function queues(lines: readonly Line[], keyOf: (line: Line) => string): Map<string, Line[]> {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const group = groups.get(keyOf(line))
    if (group) group.push(line)
    else groups.set(keyOf(line), [line])
  }
  return groups
}

function firstField({ content }: Line): string {
  return content.split('\t', 1)[0] ?? ''
}
