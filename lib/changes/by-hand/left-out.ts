import { encodeData } from '@/lib/xmail/ctrl'
import type { MailRootPath } from '@/lib/xmail/path'
import { isStartFilePath } from '@/lib/xmail/start-file-path'
import { secretOf } from '@/lib/xmail/tables'
import type { FileChange } from '../plan'
import type { HandWay } from './hand-way'

/**
 * Why a file is not in a script. `secret`: whoever reads the script would have its passwords. `start-file`: it is no file of
 * XMail, and what else is in it nobody has asked to see. `bytes`: this way would make another file of it.
 */
export type LeftOutReason = 'secret' | 'start-file' | 'bytes'

export interface LeftOut {
  readonly path: MailRootPath
  readonly because: LeftOutReason
}

/** Null: the file can be made by hand on this way, byte for byte. */
export function whyLeftOut(file: FileChange, way: HandWay['kind']): LeftOutReason | null {
  const hidden = whyNotShown(file)
  if (hidden) return hidden
  const { after } = file
  if (!after || after.length === 0) return null
  return (way === 'ctrl' ? isSameOverCtrl(after) : !after.includes(0)) ? null : 'bytes'
}

/** Null: its bytes may be given to whoever may see it. */
export function whyNotShown(
  file: Pick<FileChange, 'path' | 'beforeDocument' | 'afterDocument'>,
): Exclude<LeftOutReason, 'bytes'> | null {
  if (isStartFilePath(file.path)) return 'start-file'
  return secretOf(file.path, [file.beforeDocument, file.afterDocument]) === 'none' ? null : 'secret'
}

/** XMail ends every line that comes over CTRL by LF, the last one too (semantics.md 8.4), and CtrlClnt sends no CR before it. */
function isSameOverCtrl(bytes: Uint8Array): boolean {
  const hasCrLf = bytes.some((byte, i) => byte === CR && bytes[i + 1] === LF)
  return encodeData(bytes).ok && bytes.at(-1) === LF && !hasCrLf
}

const CR = 0x0d
const LF = 0x0a
