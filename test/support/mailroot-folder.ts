import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A MailRoot of its own on this machine's disk, seen past every store. */
export interface MailRootFolder {
  readonly path: string
  put(path: string, bytes: Uint8Array | string): Promise<void>
  /** Null where there is no file. */
  read(path: string): Promise<Uint8Array | null>
  remove(): Promise<void>
}

/** Makes a MailRoot with nothing but a server.tab in it. Others than its owner may enter: XMail's own is like that. */
export async function makeMailRootFolder(): Promise<MailRootFolder> {
  const outer = await mkdtemp(join(tmpdir(), 'mailroot-'))
  const path = join(outer, 'MailRoot')
  await mkdir(path, { mode: 0o755 })
  // mkdtemp's own folder is for its owner alone.
  await chmod(outer, 0o755)
  const folder: MailRootFolder = {
    path,
    async put(file, bytes) {
      await mkdir(dirname(join(path, file)), { recursive: true })
      await writeFile(join(path, file), bytes)
    },
    async read(file) {
      return readFile(join(path, file)).then((bytes) => Uint8Array.from(bytes), nullIfMissing)
    },
    remove: () => rm(outer, { recursive: true, force: true }),
  }
  await folder.put('server.tab', '"RootDomain"\t"example.com"\n')
  return folder
}

function nullIfMissing(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null
  throw cause
}
