import { readInstalled, sumUpInstalled } from '@/lib/certificates'
import { catalogEntry } from '@/lib/xmail/catalog'
import {
  type ComparedFinding,
  compareFindings,
  type Finding,
  type LintFiles,
  lintMailRoot,
} from '@/lib/xmail/lint'
import type { MailRootPath } from '@/lib/xmail/path'
import { printDocument } from '@/lib/xmail/tab'
import { draftFile, type Edit } from '@/lib/xmail/tables'
import { CERT, KEY } from '../tls/read-tls-files'

/** What is to be said of a MailRoot now, and with a draft. Without edits everything stays. */
export function judgeDraft(files: LintFiles, edits: readonly Edit[], nowMs: number): ComparedFinding[] {
  const live = judge(files, nowMs)
  return compareFindings(live, edits.length === 0 ? live : judge(withEdits(files, edits), nowMs))
}

function judge(files: LintFiles, nowMs: number): Finding[] {
  const pair = { certificate: textOf(files, CERT), key: textOf(files, KEY) }
  return lintMailRoot(files, { nowMs, certificate: sumUpInstalled(readInstalled(pair, [], nowMs)) })
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
