/** How XMail reads a file of TAB lines: its limit and whether it knows comments (semantics.md 1.4, `catalog.ts`). */
export interface TabFormat {
  /** Bytes of content that are read intact: XMail's buffer less two. */
  readonly lineLimit: number
  /** Whether `#` as the first byte makes a comment. ctrlaccounts.tab knows none: such a line is an account. */
  readonly comments: boolean
}

/** What one read of XMail's line reader gives: tokens of a data chunk, none for the others. */
export interface Chunk {
  readonly kind: 'blank' | 'comment' | 'data'
  readonly tokens: readonly string[]
}

/** One line of a file: all its bytes. `raw` = `content` + the CR and LF bytes that end it. */
export interface Line {
  /** Up to and including the LF, or the rest of the file. */
  readonly raw: string
  /** Without the CR and LF bytes at its end. */
  readonly content: string
  /** `split`: longer than the limit, so that XMail reads it as several lines (`readChunks`). */
  readonly kind: 'blank' | 'comment' | 'data' | 'split'
}

export type LineEnd = '\n' | '\r\n'
export type Quoting = 'quoted' | 'bare'

const LF = 0x0a
const CR = 0x0d
const HASH = 0x23

/** A line from its bytes, its end included. */
export function makeLine(raw: string, format: TabFormat): Line {
  let end = raw.length
  while (end > 0 && isEnd(raw.charCodeAt(end - 1))) end--
  return new StoredLine(raw, end, end > format.lineLimit ? 'split' : kindOf(raw, end, format))
}

/** Cuts its content when it is asked for: of the 100,000 lines of a file most are only compared. */
class StoredLine implements Line {
  readonly raw: string
  readonly kind: Line['kind']
  /** Where the content ends and the line end begins. */
  readonly end: number

  constructor(raw: string, end: number, kind: Line['kind']) {
    this.raw = raw
    this.end = end
    this.kind = kind
  }

  get content(): string {
    return this.end === this.raw.length ? this.raw : this.raw.slice(0, this.end)
  }
}

/** What XMail takes a chunk for, which ends here. A NUL ends it too (C string), and what is then at its end is stripped. */
export function kindOf(chunk: string, end: number, format: TabFormat): Chunk['kind'] {
  const first = end === 0 ? 0 : chunk.charCodeAt(0)
  if (first === HASH) return format.comments ? 'comment' : 'data'
  if (first === 0) return 'blank'
  // CR before a NUL: `\r\0x` is nothing but a line end to XMail.
  if (first === CR || first === LF) return readable(chunk.slice(0, end)) === '' ? 'blank' : 'data'
  return 'data'
}

/** The part of a chunk that XMail sees: up to a NUL, without CR and LF at its end (semantics.md 1.1). */
export function readable(chunk: string): string {
  const nul = chunk.indexOf('\0')
  let end = nul < 0 ? chunk.length : nul
  while (end > 0 && isEnd(chunk.charCodeAt(end - 1))) end--
  return end === chunk.length ? chunk : chunk.slice(0, end)
}

function isEnd(code: number): boolean {
  return code === LF || code === CR
}
