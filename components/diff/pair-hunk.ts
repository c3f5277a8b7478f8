import type { ShownDiffLine } from './shown-diff'

/** A row of two columns. A line that stays is on both sides; null: this side has nothing there. */
export interface PairedLine {
  readonly before: ShownDiffLine | null
  readonly after: ShownDiffLine | null
}

/** The lines of a hunk side by side: what was removed beside what has taken its place. */
export function pairHunk(hunk: readonly ShownDiffLine[]): PairedLine[] {
  const rows: PairedLine[] = []
  let removed: ShownDiffLine[] = []
  let added: ShownDiffLine[] = []
  const flush = () => {
    rows.push(...pairRun(removed, added))
    removed = []
    added = []
  }
  for (const line of hunk) {
    // A removal behind additions begins another change.
    if (line.kind === 'same' || (line.kind === 'removed' && added.length > 0)) flush()
    if (line.kind === 'same') rows.push({ before: line, after: line })
    else if (line.kind === 'removed') removed.push(line)
    else added.push(line)
  }
  flush()
  return rows
}

/** As many of both: the first with the first. Else those with the same first field, in their order. */
function pairRun(removed: readonly ShownDiffLine[], added: readonly ShownDiffLine[]): PairedLine[] {
  const rows: PairedLine[] = []
  let next = 0
  for (const [i, before] of removed.entries()) {
    const isPartner = ({ text }: ShownDiffLine) => firstField(text) === firstField(before.text)
    const partner =
      removed.length === added.length ? i : added.findIndex((line, at) => at >= next && isPartner(line))
    if (partner < 0) {
      rows.push({ before, after: null })
      continue
    }
    rows.push(...added.slice(next, partner).map((after) => ({ before: null, after })))
    rows.push({ before, after: added[partner] ?? null })
    next = partner + 1
  }
  return [...rows, ...added.slice(next).map((after) => ({ before: null, after }))]
}

function firstField(text: string): string {
  return text.split('\t', 1)[0] ?? ''
}
