/** What is known of one file at one time: which Revision has changed it, newest last. */
export interface KnownVersion {
  /** Ids are in the order of time. */
  readonly revisionId: string
  readonly path: string
}

/** Where the bytes of a file at a point in time are kept. */
export interface KeptBytes<Version> {
  readonly version: Version
  readonly side: 'before' | 'after'
}

/** The files that were changed behind one point and up to another (null: up to now), by name. */
export function changedBetween(
  versions: readonly KnownVersion[],
  from: string,
  to: string | null = null,
): string[] {
  const between = versions.filter(({ revisionId }) => revisionId > from && (to === null || revisionId <= to))
  return [...new Set(between.map(({ path }) => path))].sort()
}

/**
 * Where the bytes of a file are that it had once a Revision was applied: what the last change up to there has left, or what
 * the first one behind it has found. Undefined: no change knows the file. `versions` are oldest first.
 */
export function findAt<Version extends KnownVersion>(
  versions: readonly Version[],
  path: string,
  revisionId: string,
): KeptBytes<Version> | undefined {
  const ofFile = versions.filter((version) => version.path === path)
  const last = ofFile.findLast((version) => version.revisionId <= revisionId)
  if (last) return { version: last, side: 'after' }
  const [first] = ofFile
  return first && { version: first, side: 'before' }
}
