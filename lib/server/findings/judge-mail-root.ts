import { readInstalled, sumUpInstalled } from '@/lib/certificates'
import { openDocument } from '@/lib/changes/plan'
import {
  type ComparedFinding,
  compareFindings,
  type Finding,
  type LintFiles,
  lintMailRoot,
} from '@/lib/xmail/lint'
import type { MailRootPath } from '@/lib/xmail/path'
import { printDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, removesFile } from '@/lib/xmail/tables'
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
    const empty = openDocument({ path, state: 'absent' }, path)
    if (live === undefined || !empty.ok) continue
    const own = edits.filter((edit) => edit.path === path)
    const { document } = applyEdits(live ?? empty.value, path, own)
    const last = own.at(-1)
    const isThere = (live !== null || document.lines.length > 0) && !(last && removesFile(last))
    drafted.set(path, isThere ? document : null)
  }
  return drafted
}

function textOf(files: LintFiles, path: MailRootPath): string | null {
  const document = files.get(path)
  return document ? Buffer.from(printDocument(document)).toString('latin1') : null
}
