import { ok, type Result } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseDocument } from '@/lib/xmail/tab'
import { applyEdit, editSchema } from '@/lib/xmail/tables'
import { type Finding, SEVERITIES } from '../finding'
import { lintMailRoot } from '../lint-mail-root'
import type { LintFiles, LintOptions } from '../mail-root'

/** Files with the edit of a fix done, as the server would do it. Errors: those of its table. */
export function mend(files: LintFiles, { fix }: Finding): Result<LintFiles> {
  if (!fix) throw new Error('nothing to mend')
  const format = catalogEntry(fix.path)?.format
  const doc = files.get(fix.path) ?? (format && parseDocument(new Uint8Array(), format))
  if (!doc) throw new Error(`not in the catalog: ${fix.path}`)
  const mended = applyEdit(doc, editSchema.parse(fix.edit))
  return mended.ok ? ok(new Map(files).set(fix.path, mended.value)) : mended
}

/** How often each rule finds something, of those that are as bad or worse. */
export function countUpTo(
  files: LintFiles,
  options: LintOptions,
  severity: Finding['severity'],
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const finding of lintMailRoot(files, options))
    if (SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(severity))
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1)
  return counts
}
