import { createHash } from 'node:crypto'
import { judgeTrusted, type TrustedCertificate } from '@/lib/certificates'
import type { Document } from '@/lib/xmail/tab'
import { bodyOf, type CertificateRow, type Edit, readCertificateFile } from '@/lib/xmail/tables'
import { TRUSTED } from './read-tls-files'

/** One block of certs.pem for a page: of what is no certificate, its kind and nothing else. */
export interface TrustedRow extends TrustedCertificate {
  /** Index of its first line, in the drafted file; in the live one where it is removed. */
  readonly line: number
  /** SHA-256 of its base64, to find it again. */
  readonly mark: string
  readonly state: 'there' | 'added' | 'removed'
  /** The edit of the draft that adds or removes it, by its place, and how many blocks that edit is about. */
  readonly edit: { readonly place: number; readonly count: number } | null
}

/** certs.pem as it is, with what the draft adds and removes, in the order of the file. */
export function showTrusted(
  { now, drafted }: { readonly now: Document | null; readonly drafted: Document | null },
  edits: readonly Edit[],
  at: number,
): TrustedRow[] {
  const live = blocksOf(now)
  const left = blocksOf(drafted)
  const shown = [...left]
  const removed: CertificateRow[] = []
  const unmatched = [...left]
  for (const row of live) {
    const match = unmatched.findIndex(({ text }) => text === row.text)
    if (match >= 0) unmatched.splice(match, 1)
    else removed.push(row)
  }
  const judged = judgeTrusted([...shown, ...removed], at)
  return [...shown, ...removed].map((row, i) => {
    const state = i >= shown.length ? 'removed' : unmatched.includes(row) ? 'added' : 'there'
    const { facts = null, findings = [] } = judged[i] ?? {}
    const edit = state === 'there' ? null : findEdit(edits, row, state)
    return {
      line: row.line,
      mark: markOf(row),
      state,
      edit,
      facts,
      findings: state === 'removed' ? [] : findings,
    }
  })
}

function blocksOf(document: Document | null): CertificateRow[] {
  return document ? readCertificateFile(document) : []
}

/** The one of two copies is as good as the other. */
function findEdit(
  edits: readonly Edit[],
  row: CertificateRow,
  state: 'added' | 'removed',
): TrustedRow['edit'] {
  const place = edits.findLastIndex((edit) => {
    if (edit.table !== 'certificate' || edit.path !== TRUSTED) return false
    if (edit.op === 'trust')
      return state === 'added' && edit.certificates.some(({ text }) => bodyOf(text) === bodyOf(row.text))
    const isOne = edit.op === 'distrust' && edit.text === row.text
    return state === 'removed' && (isOne || edit.op === 'remove-file')
  })
  const found = edits[place]
  if (!found) return null
  const count = found.table === 'certificate' && found.op === 'trust' ? found.certificates.length : 1
  return { place, count }
}

export function markOf({ text }: Pick<CertificateRow, 'text'>): string {
  return createHash('sha256').update(bodyOf(text)).digest('hex')
}
