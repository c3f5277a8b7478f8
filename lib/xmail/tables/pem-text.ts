const BEGIN = /^-----BEGIN ([A-Z0-9 ]{1,40})-----$/
const BODY = /^[A-Za-z0-9+/]{1,64}={0,2}$/

export interface PemPlace {
  readonly line: number
  readonly label: string
}

/** Where PEM blocks begin that also end. */
export function readPemText(lines: readonly string[]): PemPlace[] {
  return lines.flatMap((content, line) => {
    const label = BEGIN.exec(content.trimEnd())?.[1]
    const isClosed = label !== undefined && lines.indexOf(`-----END ${label}-----`, line) > 0
    return isClosed ? [{ line, label }] : []
  })
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
