import { fromByteString, toByteString } from '@/lib/xmail/tab'
import { orderFiles } from '../order-files'
import type { FileChange } from '../plan'
import { BLANK_LINE } from '../what-is-there'
import { cksum } from './cksum'
import type { HandWay } from './hand-way'
import { type LeftOut, whyLeftOut } from './left-out'
import { type HandGoal, printHead } from './print-head'
import { endOfDocument, quoteShell } from './quote-shell'

export interface HandCommands {
  /** A script for sh of POSIX; it may hold bytes of any encoding. */
  readonly script: Uint8Array
  readonly leftOut: readonly LeftOut[]
}

/**
 * Pure. What makes these changes without the console: for CTRL by XMail's own CtrlClnt, else on the server itself. Files
 * in the order of an apply. The script looks before it writes that the server holds what the change was made for (to put
 * back it does not: then nobody knows what is there), and after each write that the file is as planned.
 */
export function printCommands(files: readonly FileChange[], way: HandWay, goal: HandGoal): HandCommands {
  const judged = orderFiles(files).map((file) => ({ file, because: whyLeftOut(file, way.kind) }))
  const leftOut = judged.flatMap(({ file: { path }, because }) => (because ? [{ path, because }] : []))
  const made = judged.flatMap(({ file, because }) => (because ? [] : [file]))
  const looks = goal === 'apply' ? made.map(printLook) : []
  const parts = [printHead(way, goal, leftOut), looks.join(''), ...made.map(printFile)]
  return { script: fromByteString(parts.filter((part) => part !== '').join('\n')), leftOut }
}

function printLook({ path, before }: FileChange): string {
  return `holds ${quoteShell(path)} '${cksum(before ?? NOTHING)}' 'is not the file that this was made for'\n`
}

function printFile({ path, after }: FileChange): string {
  const name = quoteShell(path)
  const planned = after?.length === 0 ? BLANK_LINE : after
  const check = `holds ${name} '${cksum(planned ?? NOTHING)}' 'is not as planned: look at it'\n`
  return (planned ? printPut(name, toByteString(planned)) : `remove ${name}\n`) + check
}

function printPut(name: string, text: string): string {
  // A here-document always ends its last line.
  if (!text.endsWith('\n')) return `printf '%s' ${quoteShell(text)} | put ${name}\n`
  const end = endOfDocument(text)
  return `put ${name} <<'${end}'\n${text}${end}\n`
}

const NOTHING = new Uint8Array()
