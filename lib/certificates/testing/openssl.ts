import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The `openssl` program as another opinion, in a folder of its own. */
export interface OpenSsl {
  /** Runs it; what it prints. Throws what it complains of. */
  run(...args: readonly string[]): string
  write(name: string, content: string | Uint8Array): void
  read(name: string): Buffer
  end(): void
}

/** Null where it is not on this machine; tests then say that they were skipped. */
export function findOpenSsl(): OpenSsl | null {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
  } catch {
    return null
  }
  const folder = mkdtempSync(join(tmpdir(), 'mailroot-openssl-'))
  return {
    run: (...args) =>
      execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString(),
    write: (name, content) => writeFileSync(join(folder, name), content),
    read: (name) => readFileSync(join(folder, name)),
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const WITHOUT_OPENSSL = 'skipped: there is no openssl program on this machine'
