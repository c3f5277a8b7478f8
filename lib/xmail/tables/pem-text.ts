const BEGIN = /^-----BEGIN ([A-Z0-9 ]{1,40})-----$/
const BODY = /^[A-Za-z0-9+/]{1,64}={0,2}$/

export interface PemPlace {
  /** Index of the line `-----BEGIN …`. */
  readonly line: number
  /** Index of the line `-----END …`. */
  readonly end: number
  readonly label: string
}

/** Where PEM blocks begin that also end. One that is begun anew before its end has none. */
export function readPemText(lines: readonly string[]): PemPlace[] {
  const places: PemPlace[] = []
  let open: { line: number; label: string } | null = null
  for (const [line, raw] of lines.entries()) {
    const content = raw.trimEnd()
    const label = BEGIN.exec(content)?.[1]
    if (label !== undefined) open = { line, label }
    else if (open && content === `-----END ${open.label}-----`) {
      places.push({ ...open, end: line })
      open = null
    }
  }
  return places
}

/** How many blocks are begun and not ended: what is behind such a one OpenSSL takes for its body. */
export function countOpenBlocks(lines: readonly string[]): number {
  const begun = lines.filter((content) => BEGIN.test(content.trimEnd())).length
  return begun - readPemText(lines).length
}

/**
 * Whether lines are PEM blocks and nothing else: how this console writes them, and how both OpenSSL and CTRL carry them.
 * The place (from 1) of the block that is not; 0 where all are.
 */
export function firstBadBlock(lines: readonly string[]): number {
  let label: string | null = null
  let blocks = 0
  for (const line of lines) {
    if (label === null) {
      label = BEGIN.exec(line)?.[1] ?? null
      blocks++
      if (label === null) return blocks
    } else if (line === `-----END ${label}-----`) label = null
    else if (!BODY.test(line)) return blocks
  }
  return label === null ? 0 : blocks
}
