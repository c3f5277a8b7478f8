import { fault } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import type { ListedFile } from '../store'
import { type Disk, isAboutPath, type NamedEntry, Trouble, troubleIn } from './disk'
import { findRoot, locateFile, mustBeInside, onDisk } from './locate'
import { isTempName } from './temp-name'

/** The regular files of a folder, and the links to such inside the MailRoot; not the console's own temporary ones. */
export async function listFiles(
  disk: Disk,
  mailRoot: string,
  folder: MailRootPath | '',
): Promise<ListedFile[]> {
  const asked = onDisk(mailRoot, folder)
  const root = findRoot(disk, mailRoot)
  const [real, rootPath] = await Promise.all([disk.realPath(asked), root])
  if (real === null) throw new Trouble(fault('FILE_NOT_FOUND'))
  mustBeInside(rootPath, real)
  const entries = await disk.list(real)
  if (!entries) throw new Trouble(fault('FILE_NOT_FOUND'))
  const sizes = await Promise.all(entries.map((named) => sizeOf(disk, root, real, named)))
  return entries.flatMap(({ name }, i) => {
    const sizeBytes = sizes[i]
    return sizeBytes === null || sizeBytes === undefined ? [] : [{ name, sizeBytes }]
  })
}

/** Null: no file that a read would give. */
async function sizeOf(
  disk: Disk,
  root: Promise<string>,
  folder: string,
  { name, entry }: NamedEntry,
): Promise<number | null> {
  if (isTempName(name)) return null
  if (entry.kind === 'file') return entry.sizeBytes
  if (entry.kind !== 'link') return null
  try {
    return (await locateFile(disk, root, `${folder === '/' ? '' : folder}/${name}`))?.entry.sizeBytes ?? null
  } catch (caught) {
    if (!isAboutPath(troubleIn(caught).fault)) throw caught
    return null
  }
}
