import { readInstalled, sumUpInstalled } from '@/lib/certificates'
import { catalogEntry } from '@/lib/xmail/catalog'
import { gateSet } from '@/lib/xmail/effects'
import {
  type ComparedFinding,
  compareFindings,
  type Finding,
  type LintFiles,
  type LintOptions,
  lintMailRoot,
} from '@/lib/xmail/lint'
import { type Address, contains } from '@/lib/xmail/net'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { printDocument } from '@/lib/xmail/tab'
import { draftFile, type Edit } from '@/lib/xmail/tables'
import { CERT, KEY } from '../tls/read-tls-files'

const CTRL_GATE = mailRootPath('ctrl.ipmap.tab')

/** What a MailRoot is judged by beside its files. `ownAddress`: from which this console reaches CTRL. */
export type JudgeOptions = Pick<LintOptions, 'nowMs' | 'ownAddress'>

/** What is to be said of a MailRoot now, and with a draft. Without edits everything stays. */
export function judgeDraft(files: LintFiles, edits: readonly Edit[], given: JudgeOptions): ComparedFinding[] {
  const options = { ...given, ownAddress: knownAddress(files, given.ownAddress ?? null) }
  const live = judge(files, options)
  return compareFindings(live, edits.length === 0 ? live : judge(withEdits(files, edits), options))
}

/**
 * Null where the list as it is denies the address: the files have been read over CTRL, so XMail saw another one, behind a
 * translation of addresses. To be told that CTRL is closed to it would be untrue, and letting it in no help.
 */
function knownAddress(files: LintFiles, address: Address | null): Address | null {
  const list = files.get(CTRL_GATE)
  if (!address || list === undefined) return null
  const { set, unknown } = gateSet(list)
  return contains(set, address) || unknown.length > 0 ? address : null
}

function judge(files: LintFiles, { nowMs, ownAddress = null }: JudgeOptions): Finding[] {
  const pair = { certificate: textOf(files, CERT), key: textOf(files, KEY) }
  return lintMailRoot(files, {
    nowMs,
    ownAddress,
    certificate: sumUpInstalled(readInstalled(pair, [], nowMs)),
  })
}

/** An edit that does not fit leaves its file as it is: Review says so. */
function withEdits(files: LintFiles, edits: readonly Edit[]): LintFiles {
  const drafted = new Map(files)
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const live = files.get(path)
    const format = catalogEntry(path)?.format
    if (live !== undefined && format) drafted.set(path, draftFile(live, { path, format }, edits).document)
  }
  return drafted
}

function textOf(files: LintFiles, path: MailRootPath): string | null {
  const document = files.get(path)
  return document ? Buffer.from(printDocument(document)).toString('latin1') : null
}
