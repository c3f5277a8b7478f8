import { type Finding, SEVERITIES } from './finding'
import { type LintFiles, type LintOptions, openMailRoot } from './mail-root'
import { RULES } from './rules'

const RANK = new Map(SEVERITIES.map((severity, rank) => [severity, rank]))

/**
 * Everything that is worth saying of a MailRoot, the worst first, then by file and line. Never throws, whatever the files
 * hold; takes time in proportion to their rows.
 */
export function lintMailRoot(files: LintFiles, options: LintOptions): Finding[] {
  const root = openMailRoot(files, options)
  const findings: Finding[] = []
  for (const { id, severity, evidence, find } of RULES) {
    for (const { path, line, details = {}, fix } of find(root)) {
      findings.push({
        rule: id,
        severity,
        path,
        line: line === null ? null : line + 1,
        details,
        evidence,
        fix: fix ? { path: fix.path, edit: fix } : null,
      })
    }
  }
  return findings.sort(worstFirst)
}

function worstFirst(a: Finding, b: Finding): number {
  const bySeverity = (RANK.get(a.severity) ?? 0) - (RANK.get(b.severity) ?? 0)
  if (bySeverity !== 0) return bySeverity
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}
