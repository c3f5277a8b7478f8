import { openDocument } from '@/lib/changes/plan'
import { err, ok, type Result } from '@/lib/errors'
import type { ListedFile, MailRootStore } from '@/lib/mailroot/store'
import { CATALOG, catalogEntry, type TakesEffect, type WhenMissing } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { dataChunks, explainTextRefusal, isTextShown, type TextRefusal } from '@/lib/xmail/tables'

/** A file that is there, or that XMail would read if it were. */
export interface FileEntry {
  readonly path: string
  /** Null: there is no such file. */
  readonly sizeBytes: number | null
  /** Its path in the catalog, which may be a pattern; null: XMail does not read it, as far as the console knows. */
  readonly known: string | null
  readonly refusal: TextRefusal | null
  /** Whether its text may be read, though not changed. */
  readonly isShown: boolean
  readonly takesEffect: TakesEffect | null
  readonly whenMissing: WhenMissing | null
}

export interface FileList {
  /** '' is MAIL_ROOT itself. */
  readonly folder: string
  readonly files: readonly FileEntry[]
  /** Paths of the folders below that XMail reads tables from. */
  readonly folders: readonly string[]
  /** More folders than are listed. */
  readonly moreFolders: number
  /** Whether a file that is named here may be made as text. */
  readonly mayCreate: boolean
}

/** The folders with tables: nobody lists mail, logs or what XMail keeps for itself. */
const FOLDERS =
  /^(filters|custdomains|cmdaliases|certs|userauth\/(pop3|smtp)|(cmdaliases|domains)\/[^/]+|domains\/[^/]+\/[^/]+)$/
const TOP_FOLDERS = ['filters', 'custdomains', 'userauth/pop3', 'userauth/smtp', 'certs']
const MAX_FOLDERS = 500

/** What is in a folder of a MailRoot: names and sizes, no content. Errors: NOT_FOUND, those of listing and reading. */
export async function listMailRoot(
  store: Pick<MailRootStore, 'listFolder' | 'readSnapshot'>,
  folder: string,
): Promise<Result<FileList>> {
  const parsed = folder === '' ? ok('' as const) : parseMailRootPath(folder)
  if (!parsed.ok || (folder !== '' && !FOLDERS.test(folder))) return err('NOT_FOUND')
  const listed = await store.listFolder(parsed.value)
  // Not every MailRoot has all of them, and a folder that is not there has no files.
  const isMissing = !listed.ok && listed.error.code === 'FILE_NOT_FOUND' && folder !== ''
  if (!listed.ok && !isMissing) return listed
  const folders = await listFolders(store, folder)
  if (!folders.ok) return folders
  return ok({
    folder,
    files: describeFiles(folder, listed.ok ? listed.value : []),
    folders: folders.value.slice(0, MAX_FOLDERS),
    moreFolders: Math.max(0, folders.value.length - MAX_FOLDERS),
    mayCreate: listed.ok && folder === 'filters',
  })
}

function describeFiles(folder: string, listed: readonly ListedFile[]): FileEntry[] {
  const sizes = new Map(
    listed.map(({ name, sizeBytes }) => [folder === '' ? name : `${folder}/${name}`, sizeBytes]),
  )
  const expected = folder === '' ? CATALOG.map(({ path }) => path).filter((path) => !/[*/]/.test(path)) : []
  const paths = [...expected, ...[...sizes.keys()].filter((path) => !expected.includes(path)).sort()]
  return paths.flatMap((path) => {
    const parsed = parseMailRootPath(path)
    return parsed.ok ? [describeFile(parsed.value, sizes.get(path) ?? null)] : []
  })
}

function describeFile(path: MailRootPath, sizeBytes: number | null): FileEntry {
  const entry = catalogEntry(path)
  return {
    path,
    sizeBytes,
    known: entry?.path ?? null,
    refusal: explainTextRefusal(path),
    isShown: isTextShown(path),
    takesEffect: entry?.takesEffect ?? null,
    whenMissing: entry?.whenMissing ?? null,
  }
}

type Reader = Pick<MailRootStore, 'readSnapshot'>

const DOMAINS = mailRootPath('domains.tab')
const ACCOUNTS = mailRootPath('mailusers.tab')

/** CTRL lists files alone (semantics.md 8.4), so folders come from the tables that name them. */
async function listFolders(store: Reader, folder: string): Promise<Result<string[]>> {
  if (folder === '') {
    const rows = await readFields(store, DOMAINS)
    return rows.ok ? ok([...TOP_FOLDERS, ...foldersOf('domains', rows.value, 0)]) : rows
  }
  const [, domain] = /^domains\/([^/]+)$/.exec(folder) ?? []
  if (domain === undefined) return ok([])
  const rows = await readFields(store, ACCOUNTS)
  if (!rows.ok) return rows
  const own = rows.value.filter(([of = '']) => of.toLowerCase() === domain.toLowerCase())
  return ok([`cmdaliases/${domain}`, ...foldersOf(folder, own, 4)])
}

/** The folders that a field of the rows names. */
function foldersOf(parent: string, rows: readonly (readonly string[])[], field: number): string[] {
  const paths = rows.map((fields) => `${parent}/${fields[field] ?? ''}`)
  return [...new Set(paths)].filter((path) => FOLDERS.test(path) && parseMailRootPath(path).ok).sort()
}

async function readFields(
  store: Reader,
  path: MailRootPath,
): Promise<Result<readonly (readonly string[])[]>> {
  const snapshot = await store.readSnapshot([path])
  if (!snapshot.ok) return snapshot
  const file = snapshot.value.files.get(path)
  if (file?.state === 'absent') return ok([])
  const doc = openDocument(file, path)
  return doc.ok ? ok(Array.from(dataChunks(doc.value), ({ tokens }) => tokens)) : doc
}
