import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '@/lib/errors'
import { CATALOG, catalogEntry, SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { type Document, parseDocument } from '@/lib/xmail/tab'

export type LocalFiles = ReadonlyMap<MailRootPath, Document | null>

/** Larger than any table; a file beyond it is no configuration. */
const MAX_BYTES = 128 * 1024 * 1024

/** Folders that hold tables, and how deep. The others are mail, logs and XMail's own. */
const FOLDERS: readonly (readonly [folder: string, depth: number])[] = [
  ['', 0],
  ['custdomains', 0],
  ['cmdaliases', 1],
  ['domains', 2],
  ['filters', 0],
  ['userauth', 1],
]

/** Files that are looked for by name: that one of them is missing means something. */
const EXPECTED = [
  ...SNAPSHOT_PATHS,
  ...CATALOG.filter(({ whenMissing }) => whenMissing === 'will-not-start').map(({ path }) =>
    mailRootPath(path),
  ),
  mailRootPath('certs.pem'),
]
const PRIVATE_KEY = mailRootPath('server.key')

/**
 * All tables of a MailRoot in a folder of this computer; null: it has none of that name. Of server.key it says only
 * whether it is there. Errors: MAILROOT_NOT_FOUND, NOT_A_MAILROOT, PERMISSION_DENIED,
 * DISK_ERROR, FILE_TOO_LARGE.
 */
export async function readMailRoot(folder: string): Promise<Result<LocalFiles>> {
  const files = new Map<MailRootPath, Document | null>(EXPECTED.map((path) => [path, null]))
  try {
    if (!(await stat(folder)).isDirectory()) return err('MAILROOT_NOT_FOUND')
    for (const path of await listTables(folder)) {
      const entry = catalogEntry(path)
      if (!entry) continue
      if ((await stat(join(folder, path))).size > MAX_BYTES) return err('FILE_TOO_LARGE')
      const bytes = path === PRIVATE_KEY ? new Uint8Array() : await readFile(join(folder, path))
      files.set(path, parseDocument(bytes, entry.format))
    }
  } catch (cause) {
    return troubleOf(cause)
  }
  // A folder with none of them is another folder.
  return EXPECTED.every((path) => files.get(path) === null) ? err('NOT_A_MAILROOT') : ok(files)
}

async function listTables(folder: string): Promise<MailRootPath[]> {
  const found: MailRootPath[] = []
  const walk = async (below: string, depth: number): Promise<void> => {
    for (const item of await list(join(folder, below))) {
      const path = below === '' ? item.name : `${below}/${item.name}`
      if (item.isDirectory() && depth > 0) await walk(path, depth - 1)
      const parsed = parseMailRootPath(path)
      if (!parsed.ok || !catalogEntry(parsed.value)) continue
      const isFile = item.isFile() || (item.isSymbolicLink() && (await leadsToFile(join(folder, path))))
      if (isFile) found.push(parsed.value)
    }
  }
  for (const [below, depth] of FOLDERS) await walk(below, depth)
  return found.sort()
}

/** A link that leads nowhere, or round in circles, is no file. */
async function leadsToFile(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isFile()
  } catch (cause) {
    if (isMissing(cause) || codeOfSystem(cause) === 'ELOOP') return false
    throw cause
  }
}

async function list(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    if (isMissing(cause)) return []
    throw cause
  }
}

function troubleOf(cause: unknown) {
  if (isMissing(cause)) return err('MAILROOT_NOT_FOUND')
  const reason = codeOfSystem(cause)
  return reason === 'EACCES' ? err('PERMISSION_DENIED') : err('DISK_ERROR', { reason: String(reason) })
}

function isMissing(cause: unknown): boolean {
  return codeOfSystem(cause) === 'ENOENT' || codeOfSystem(cause) === 'ENOTDIR'
}

function codeOfSystem(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : null
}
