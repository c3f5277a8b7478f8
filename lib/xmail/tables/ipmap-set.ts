import { err, ok, type Result } from '@/lib/errors'
import { formatNetwork } from '@/lib/xmail/net'
import { type Document, insertManyFields, replaceField } from '@/lib/xmail/tab'
import { firstTrouble } from './check-additions'
import { checkIpmapAdditions, nameNetwork } from './check-ipmap'
import {
  IPMAP_FORM,
  type IpmapRow,
  ipmapFields,
  type ParsedIpmapRule,
  PRECEDENCE_FIELD,
  readIpmap,
} from './ipmap'
import { applyRowEdit } from './row-edits'
import { preferredForm } from './write-filter'

/**
 * Makes these rules the only ones that XMail uses. A row that says one of them already stays in its line, with its note;
 * at most its precedence is written anew. Comments, switched-off rows and lines that XMail ignores stay too. Errors: those of
 * `checkIpmapAdditions`, NOTHING_TO_CHANGE.
 */
export function setIpmapRules(doc: Document, rules: readonly ParsedIpmapRule[]): Result<Document> {
  const trouble = firstTrouble(checkIpmapAdditions([], rules))
  if (trouble) return { ok: false, error: trouble }
  const rows = readIpmap(doc)
  const live = rows.filter((row) => row.state === 'live')
  const staying = findStaying(live, rules)
  let edited: Result<Document> = ok(doc)
  for (const [rule, { line, precedence }] of staying) {
    if (!edited.ok) return edited
    if (precedence !== rule.precedence)
      edited = replaceField(edited.value, line, PRECEDENCE_FIELD, String(rule.precedence))
  }
  const added = rules.filter((rule) => !staying.has(rule))
  const form = preferredForm(rows)
  if (edited.ok && added.length > 0)
    edited = insertManyFields(
      edited.value,
      'end',
      added.map((rule) => ipmapFields(rule, form)),
    )
  if (!edited.ok) return edited
  const kept = new Set([...staying.values()].map(({ line }) => line))
  const gone = new Map(live.flatMap(({ line, was }) => (kept.has(line) ? [] : [[line, { line, was }]])))
  if (gone.size === 0) return edited.value === doc ? err('NOTHING_TO_CHANGE') : edited
  // Last, so that the file is never left empty in between: it would get a comment that nobody needs.
  return applyRowEdit(edited.value, { op: 'remove', rows: [...gone.values()] }, IPMAP_FORM)
}

/** For rules that are there: their rows. */
function findStaying(
  live: readonly IpmapRow[],
  rules: readonly ParsedIpmapRule[],
): Map<ParsedIpmapRule, IpmapRow> {
  const staying = new Map<ParsedIpmapRule, IpmapRow>()
  // Of equal precedence the later line wins: rules that rely on it are written anew, in their order.
  const permissionAt = new Map(rules.map((rule) => [rule.precedence, rule.permission]))
  if (rules.some((rule) => permissionAt.get(rule.precedence) !== rule.permission)) return staying
  const whole = live.filter((row) => !row.marks.includes('split-line'))
  const byKey = new Map(whole.map((row) => [`${nameNetwork(row)} ${row.permission}`, row]))
  for (const rule of rules) {
    const key = `${formatNetwork(rule.network)} ${rule.permission}`
    const row = byKey.get(key)
    if (row) staying.set(rule, row)
    byKey.delete(key)
  }
  return staying
}
