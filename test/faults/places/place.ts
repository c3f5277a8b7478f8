import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection, ConnectionSecrets } from '@/lib/mailroot/connection'
import type { PracticeServer } from '@/lib/practice'
import { NOBODY } from '../nobody'
import { TABLE_PATHS } from '../scenario'
import type { SmallDisk } from '../small-disk'
import type { Wire } from '../wire'

export type PlaceName = 'local' | 'sftp' | 'practice' | 'xmail'

/** A server with its MailRoot on this machine's disk, reached by one of the stores, over a wire that can be troubled. */
export interface Place {
  readonly name: PlaceName
  readonly mailRoot: string
  /** `nobody`: signs in as that account, where the server asks who. */
  connection(as?: 'nobody'): Connection
  readonly secrets: ConnectionSecrets
  /** Null: the console is on the same machine. */
  readonly wire: Wire | null
  readonly practice: PracticeServer | null
  /** Null: it is on a disk like any other, which must not be filled. */
  readonly disk: SmallDisk | null
  /** How long the server may go on with what it had been sent, once nothing arrives any more. */
  readonly quietMs: number
  close(): Promise<void>
}

/** Puts the tables of a run there, past the console, and takes all others away. */
export function putTables(
  { mailRoot }: Place,
  files: ReadonlyMap<string, string>,
  owner: 'root' | 'nobody',
): void {
  for (const name of readdirSync(mailRoot)) {
    if (name.endsWith('.tmp')) rmSync(join(mailRoot, name))
  }
  for (const path of TABLE_PATHS) {
    const full = join(mailRoot, path)
    const text = files.get(path)
    rmSync(full, { force: true })
    if (text !== undefined) writeFileSync(full, text)
  }
  chmodSync(mailRoot, 0o755)
  if (process.getuid?.() !== 0) return
  const id = owner === 'nobody' ? NOBODY : 0
  for (const path of ['', 'server.tab', ...files.keys()]) chownSync(join(mailRoot, path), id, id)
}

/** The bytes on the disk; null where there is no such file. */
export function readTable({ mailRoot }: Place, path: string): Buffer | null {
  const full = join(mailRoot, path)
  return existsSync(full) ? readFileSync(full) : null
}

/** The whole paths of those files that are there. */
export function existing({ mailRoot }: Place, paths: readonly string[]): string[] {
  return paths.map((path) => join(mailRoot, path)).filter(existsSync)
}
