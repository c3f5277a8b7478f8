import type { FileBytes } from '@/lib/changes/apply'
import { ok, type Result } from '@/lib/errors'
import type { CallOptions, MailRootStore } from '@/lib/mailroot/store'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type Document, parseDocument } from '@/lib/xmail/tab'
import { readServerFiles, type ServerPolicy } from '../../probe/server-policy'
import { CERT, KEY } from '../../tls/read-tls-files'
import { pinOf } from '../pin-of'

/** A MailRoot before a change or behind it, as far as probes ask about it. Holds passwords: never for a page. */
export interface Side extends ServerPolicy {
  /** SHA-256 of the certificate that handshakes show; null: there is none. */
  readonly certificate: string | null
  readonly hasKey: boolean
}

export interface Sides {
  readonly before: Side
  readonly after: Side
}

/** Both sides of a change that is not written yet, or is: its files are taken as they are to be. Errors: those of reading. */
export async function readSides(
  store: MailRootStore,
  files: readonly FileBytes[],
  options: CallOptions,
): Promise<Result<Sides>> {
  const server = await readServerFiles(store, options)
  if (!server.ok) return server
  const pair = await store.readSnapshot([CERT, KEY], options)
  if (!pair.ok) return pair
  const bytesOf = (path: typeof CERT) => {
    const file = pair.value.files.get(path)
    return file?.state === 'present' ? file.bytes : null
  }
  const side = (which: 'before' | 'after'): Side => {
    const bytes = new Map(files.map((file) => [file.path, file[which]]))
    const chosen = (path: typeof CERT) => (bytes.has(path) ? (bytes.get(path) ?? null) : bytesOf(path))
    const certificate = pinOf(chosen(CERT))
    return {
      ...server.value.policyWith(documentsOf(files, which)),
      certificate,
      hasKey: chosen(KEY) !== null,
    }
  }
  return ok({ before: side('before'), after: side('after') })
}

function documentsOf(files: readonly FileBytes[], which: 'before' | 'after') {
  const documents = new Map<string, Document | null>()
  for (const { path, [which]: bytes } of files) {
    const format = catalogEntry(path)?.format
    if (format) documents.set(path, bytes && parseDocument(bytes, format))
  }
  return documents
}
