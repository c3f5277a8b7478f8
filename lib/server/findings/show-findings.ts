import { mayMakeEdit } from '@/lib/people/edit-permissions'
import { can, type Role } from '@/lib/people/roles'
import type { ComparedFinding } from '@/lib/xmail/lint'

/** So many findings of one rule in one file are shown: more of the same tell nothing new, and a table has 100,000 rows. */
const MAX_ALIKE = 100

export interface ShownFindings {
  readonly findings: readonly ComparedFinding[]
  /** How many were left out because there are too many of their kind. */
  readonly more: number
}

/**
 * What somebody of a role is told. Nothing of how good passwords are without `server.control`: a draft full of guesses
 * would be told which of them is an administrator's. And no mend that the role may not make.
 */
export function showFindings(role: Role, all: readonly ComparedFinding[]): ShownFindings {
  const told = can(role, 'server.control') ? all : all.filter(({ rule }) => !rule.startsWith('password-'))
  const counts = new Map<string, number>()
  const findings = told.flatMap((finding) => {
    const kind = `${finding.change} ${finding.rule} ${finding.path}`
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    if (count > MAX_ALIKE) return []
    const { fix, change } = finding
    const mayMend = fix && change !== 'gone' && can(role, 'draft.edit') && mayMakeEdit(role, fix.edit)
    return [mayMend ? finding : { ...finding, fix: null }]
  })
  return { findings, more: told.length - findings.length }
}
