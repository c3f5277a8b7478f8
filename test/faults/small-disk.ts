import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own for one MailRoot, small enough to be filled. */
export interface SmallDisk {
  readonly path: string
  /** Leaves room for so many bytes and no more. */
  fill(leaveBytes: number): void
  setReadOnly(readOnly: boolean): void
  /** There is room again, and it can be written. */
  mend(): void
}

export interface MailRootPlace {
  readonly mailRoot: string
  /** Null where this machine does not let us mount one. */
  readonly disk: SmallDisk | null
  remove(): void
}

const SIZE = '16m'

/** An empty MailRoot on a small disk; on a common one where mounting needs rights that this process has not. */
export function makeMailRoot(): MailRootPlace {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  execFileSync('chmod', ['755', folder])
  const disk = mount(folder)
  const mailRoot = join(folder, 'MailRoot')
  mkdirSync(mailRoot, { mode: 0o755 })
  return {
    mailRoot,
    disk,
    remove() {
      if (disk) execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

function mount(path: string): SmallDisk | null {
  try {
    const options = `size=${SIZE},mode=755`
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return null
  }
  const filler = join(path, 'filler')
  const setReadOnly = (readOnly: boolean): void => {
    execFileSync('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, path])
  }
  return {
    path,
    setReadOnly,
    fill(leaveBytes) {
      const { bavail, bsize } = statfsSync(path)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)))
    },
    mend() {
      setReadOnly(false)
      rmSync(filler, { force: true })
    },
  }
}
