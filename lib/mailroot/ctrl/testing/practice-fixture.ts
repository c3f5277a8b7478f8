import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type PracticeOptions, type PracticeServer, startPracticeServer } from '@/lib/practice'

export interface PracticeFixture {
  readonly server: PracticeServer
  put(path: string, bytes: string | Uint8Array): Promise<void>
  /** A byte string; null where there is no such file. */
  get(path: string): Promise<string | null>
  stop(): Promise<void>
}

/** A practice server on a folder of its own, with the account that `connectionTo` and `SECRETS` name. */
export async function startPractice(options: Omit<PracticeOptions, 'folder'> = {}): Promise<PracticeFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'ctrl-'))
  await writeFile(join(folder, 'server.tab'), '"RootDomain"\t"xmailserver.test"\n')
  await mkdir(join(folder, 'tmp'))
  const server = await startPracticeServer({
    folder,
    account: { user: 'admin', password: 'secret' },
    ...options,
  })
  return {
    server,
    async put(path, bytes) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
    },
    get: (path) => readFile(join(folder, path), 'latin1').catch(() => null),
    async stop() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
