import { spawnSync } from 'node:child_process'
import { mailRootPath } from '@/lib/xmail/path'
import { compareFiles, type FileChange } from '../../plan'

/** A file as a Plan has it, from text of one byte a character. */
export function changeOf(path: string, before: string | null, after: string | null): FileChange {
  const bytes = (text: string | null) => (text === null ? null : Uint8Array.from(Buffer.from(text, 'latin1')))
  return compareFiles(mailRootPath(path), bytes(before), bytes(after))
}

/** Runs a script as a person would: by the shell of this machine, from standard input. */
export function runShell(script: Uint8Array, environment: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync('sh', [], {
    input: script,
    env: { ...process.env, ...environment },
  })
  return { status, stderr: stderr.toString() }
}
