import { posix } from 'node:path'
import type { FileEntryWithStats, Stats } from 'ssh2'
import { fault } from '@/lib/errors'
import { type Disk, type NamedEntry, Trouble } from '../folder/disk'
import { entryOf } from './entry-of'
import { explainFailure } from './explain-failure'
import { newSftpFile } from './new-sftp-file'
import { readHandle } from './read-handle'
import type { SftpSession } from './sftp-session'

/** A disk at the other end of an SFTP connection. */
export function sftpDisk(session: SftpSession): Disk {
  return {
    realPath: (path) => ifThere(session.ask<string>((sftp, done) => sftp.realpath(path, done))),
    look: (path) => ifThere(session.ask<Stats>((sftp, done) => sftp.stat(path, done)).then(entryOf)),
    lookAtLink: (path) => ifThere(session.ask<Stats>((sftp, done) => sftp.lstat(path, done)).then(entryOf)),
    async read(path, sizeBytes) {
      const handle = await ifThere(session.ask<Buffer>((sftp, done) => sftp.open(path, 'r', done)))
      return handle && readHandle(session, handle, sizeBytes)
    },
    list: (folder) => ifThere(listFolder(session, folder)),
    create: (path) => newSftpFile(session, path),
    replace: (from, to) => renameOver(session, from, to),
    async remove(path) {
      return (await ifThere(session.ask((sftp, done) => sftp.unlink(path, done)).then(() => true))) ?? false
    },
    // SFTP has no request for it.
    syncFolder: async () => {},
  }
}

/** Null where "there is nothing" is the answer. */
async function ifThere<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (caught) {
    if (caught instanceof Trouble && caught.fault.code === 'FILE_NOT_FOUND') return null
    throw caught
  }
}

async function listFolder(session: SftpSession, folder: string): Promise<NamedEntry[]> {
  const found = await session.ask<FileEntryWithStats[]>((sftp, done) => sftp.readdir(folder, done))
  return found.map(({ filename, attrs }) => ({ name: filename, entry: entryOf(attrs) }))
}

/**
 * SFTP's own rename refuses where there is a file already, and to remove that first would leave a moment without one.
 * Error: RENAME_NOT_ATOMIC where the server does not know posix-rename@openssh.com; nothing has been sent then.
 */
async function renameOver(session: SftpSession, from: string, to: string): Promise<void> {
  try {
    await session.ask((sftp, done) => {
      try {
        sftp.ext_openssh_rename(from, to, done)
      } catch {
        // ssh2's only throw here: the server has not announced the extension.
        throw new Trouble(fault('RENAME_NOT_ATOMIC'))
      }
    })
  } catch (caught) {
    throw await explainFailure(session, posix.dirname(to), 0, caught)
  }
}
