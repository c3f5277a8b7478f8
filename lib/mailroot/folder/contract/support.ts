import { readdir } from 'node:fs/promises'
import type { TestContext } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import type { MailRootFolder } from '@/test/support/mailroot-folder'
import type { FileSnapshot, MailRootStore } from '../../store'
import type { OpenAt } from '../contract'
import { isTempName } from '../temp-name'

export interface FolderContext {
  readonly openAt: OpenAt
  readonly folder: MailRootFolder
  readonly store: MailRootStore
}

/** What /etc/passwd calls nobody, on Debian and most others. */
export const NOBODY = 65534

export const isRoot = process.getuid?.() === 0

/** Skips a test, saying why, unless it is root that runs it. */
export function needsRoot(test: TestContext): void {
  if (!isRoot) test.skip('only root can make files of others and mount disks')
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** One file as the store reads it. */
export async function readOne(store: MailRootStore, path: string): Promise<FileSnapshot> {
  const snapshot = await store.readSnapshot([mailRootPath(path)])
  if (!snapshot.ok) throw new Error(`no snapshot: ${JSON.stringify(snapshot.error)}`)
  const file = snapshot.value.files.get(mailRootPath(path))
  if (!file) throw new Error(`${path} is missing from the snapshot`)
  return file
}

export function write(store: MailRootStore, path: string, text: string) {
  return store.writeFile(path as MailRootPath, bytesOf(text))
}

/** Temporary files in a folder of this machine. */
export async function tempsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(isTempName)
}
