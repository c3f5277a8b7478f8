import type { Finding } from './finding'

/** What a draft does to a finding: it stays, is new with the draft, or is gone with it. */
export type FindingChange = 'stays' | 'new' | 'gone'

export interface ComparedFinding extends Finding {
  readonly change: FindingChange
}

/**
 * The findings of two versions of a MailRoot, those of `after` first, then those that are gone. One is the same in both
 * where rule, file and what it names are: its line, and numbers of other lines, move when a row is put before it. Of
 * several that look alike so many stay as both have.
 */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): ComparedFinding[] {
  const left = new Map<string, Finding[]>()
  for (const finding of before) {
    const key = keyOf(finding)
    const alike = left.get(key)
    if (alike) alike.push(finding)
    else left.set(key, [finding])
  }
  // From the front, so that of those alike the first stay.
  for (const alike of left.values()) alike.reverse()
  const now = after.map((finding): ComparedFinding => {
    const same = left.get(keyOf(finding))?.pop()
    return { ...finding, change: same ? 'stays' : 'new' }
  })
  const leftOver = new Set([...left.values()].flat())
  const gone = before.filter((finding) => leftOver.has(finding))
  return [...now, ...gone.map((finding): ComparedFinding => ({ ...finding, change: 'gone' }))]
}

function keyOf({ rule, path, details }: Finding): string {
  const named = Object.entries(details).filter(([, value]) => typeof value === 'string')
  return JSON.stringify([rule, path, named])
}
