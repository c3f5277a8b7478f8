import { err, ok, type Result } from '@/lib/errors'

/** One block of a PEM text. */
export interface PemBlock {
  /** What stands behind BEGIN, e.g. `CERTIFICATE`. */
  readonly label: string
  /** By a header of its own (`Proc-Type: 4,ENCRYPTED`) or by its label. */
  readonly isEncrypted: boolean
  /** The block alone: no blanks around its lines, LF behind each. */
  readonly text: string
}

const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/
const BODY = /^(?:[A-Za-z0-9+/]+={0,2}|[A-Za-z0-9-]+:.*)?$/

/**
 * The blocks of a text, in its order; what stands between them (`openssl pkcs12` writes "Bag Attributes") is passed over.
 * Errors: PEM_UNREADABLE {number}: the block, counted from 1, that has no end or holds what is no base64.
 */
export function readPem(text: string): Result<readonly PemBlock[]> {
  const blocks: PemBlock[] = []
  let open: { label: string; lines: string[] } | null = null
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/^\uFEFF/, '').trim()
    const begin = BEGIN.exec(line)
    if (!open) {
      if (begin) open = { label: begin[1] ?? '', lines: [line] }
      continue
    }
    open.lines.push(line)
    if (line === `-----END ${open.label}-----`) {
      blocks.push(closeBlock(open))
      open = null
    } else if (begin || !BODY.test(line)) return unreadable(blocks.length)
  }
  return open ? unreadable(blocks.length) : ok(blocks)
}

function closeBlock({ label, lines }: { label: string; lines: readonly string[] }): PemBlock {
  const isEncrypted =
    label.startsWith('ENCRYPTED ') || lines.some((line) => /^Proc-Type:.*ENCRYPTED/.test(line))
  return { label, isEncrypted, text: `${lines.join('\n')}\n` }
}

/** `before`: how many blocks had been read. */
export function unreadable(before: number) {
  return err('PEM_UNREADABLE', { number: before + 1 })
}
