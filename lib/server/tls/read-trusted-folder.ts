import { type CertificateFacts, describeCertificate, hashSubject, parseCertificate } from '@/lib/certificates'
import type { Fault } from '@/lib/errors'
import type { FileSnapshot, MailRootStore } from '@/lib/mailroot/store'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { draftFile, type Edit } from '@/lib/xmail/tables'

/** A file of the folder `certs`, with the draft applied. */
export interface FolderFile {
  readonly name: string
  /** Null where it holds no certificate that can be read. */
  readonly facts: CertificateFacts | null
  /** The name under which OpenSSL finds it: its own where it is right, null where nothing can be said. */
  readonly rightName: string | null
  readonly state: 'there' | 'added' | 'removed'
  /** The place of the draft's last edit of it. */
  readonly edit: number | null
}

/** `missing`: there is no such folder, and no connection of this console makes folders. */
export type TrustedFolder =
  | { readonly state: 'missing' }
  | { readonly state: 'not-listed'; readonly fault: Fault }
  | { readonly state: 'listed'; readonly files: readonly FolderFile[]; readonly more: number }

const FOLDER = mailRootPath('certs')
/** As a system's own list of authorities has; each file is read. */
const MAX_FILES = 300
const REVOCATIONS = /^[0-9a-f]{8}\.r\d+$/

interface Held {
  readonly path: MailRootPath
  readonly name: string
  readonly now: string | null
  readonly drafted: string | null
}

/**
 * The folder `certs`: what is in it, and whether OpenSSL would find it. It looks for the hash of a subject with .0, .1 and
 * so on behind it, and at no other name (`X509_LOOKUP_hash_dir`). Lists of revoked certificates are left out.
 */
export async function readTrustedFolder(
  store: Pick<MailRootStore, 'listFolder' | 'readSnapshot'>,
  edits: readonly Edit[],
): Promise<TrustedFolder> {
  const listed = await store.listFolder(FOLDER)
  if (!listed.ok) {
    const isMissing = listed.error.code === 'FILE_NOT_FOUND'
    return isMissing ? { state: 'missing' } : { state: 'not-listed', fault: listed.error }
  }
  const drafted = edits.flatMap(({ path }) => (path.startsWith('certs/') ? [path.slice(6)] : []))
  const names = [...new Set([...listed.value.map(({ name }) => name), ...drafted])].sort()
  const shown = names.filter((name) => !REVOCATIONS.test(name))
  const paths = shown.slice(0, MAX_FILES).flatMap((name) => {
    const path = parseMailRootPath(`certs/${name}`)
    return path.ok ? [path.value] : []
  })
  const snapshot = await store.readSnapshot(paths)
  if (!snapshot.ok) return { state: 'not-listed', fault: snapshot.error }
  const held = paths.map((path) => hold(path, snapshot.value.files.get(path), edits))
  const after = new Set(held.flatMap(({ name, drafted }) => (drafted === null ? [] : [name])))
  const files = held
    .filter(({ now, drafted }) => now !== null || drafted !== null)
    .map((file) => describeFile(file, after, edits))
  return { state: 'listed', files, more: Math.max(0, shown.length - MAX_FILES) }
}

function hold(path: MailRootPath, file: FileSnapshot | undefined, edits: readonly Edit[]): Held {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error(`${path} is not in the catalog`)
  const live = file?.state === 'present' ? parseDocument(file.bytes, format) : null
  const drafted = draftFile(live, { path, format }, edits).document
  const text = (document: typeof live) => document && toByteString(printDocument(document))
  const now = file?.state === 'unreadable' ? '' : text(live)
  return { path, name: path.slice(6), now, drafted: file?.state === 'unreadable' ? '' : text(drafted) }
}

function describeFile(
  { path, name, now, drafted }: Held,
  after: ReadonlySet<string>,
  edits: readonly Edit[],
): FolderFile {
  const certificate = parseCertificate(drafted ?? now ?? '')
  const place = edits.findLastIndex((edit) => edit.path === path)
  return {
    name,
    facts: certificate && describeCertificate(certificate),
    rightName: certificate && rightNameOf(hashSubject(certificate), name, after),
    state: drafted === null ? 'removed' : now === null ? 'added' : 'there',
    edit: place < 0 ? null : place,
  }
}

/** OpenSSL counts from 0 and stops at the first number that is not there. */
function rightNameOf(hash: string | null, name: string, names: ReadonlySet<string>): string | null {
  return hash && freeName(hash, new Set([...names].filter((each) => each !== name)), name)
}

/** The first name of a hash that is free, or `own` where all before it are taken. */
export function freeName(hash: string, taken: ReadonlySet<string>, own?: string): string {
  for (let number = 0; ; number++) {
    const name = `${hash}.${number}`
    if (name === own || !taken.has(name)) return name
  }
}
