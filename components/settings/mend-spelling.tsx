'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { mailRootPath } from '@/lib/xmail/path'
import { decodeText } from '@/lib/xmail/tab'
import { findSpelling, scopeOfPath, type VariableRow } from '@/lib/xmail/variables'
import type { Staging } from './use-stage'
import type { VariablesTable } from './use-variables'

export interface MendSpellingProps {
  row: VariableRow
  table: VariablesTable
  path: string
  staging: Staging
}

/** The right spelling takes the value over, and the line that nobody reads goes. */
export function MendSpelling({ row, table, path, staging }: MendSpellingProps) {
  const t = useTranslations('settings')
  const meaning = findSpelling(row.name, scopeOfPath(path))
  const isFree = table.settings.some(({ name, drafted }) => name === meaning && drafted.set === null)
  if (row.state !== 'live' || !meaning || !isFree) return null
  const place = { table: 'variables', path: mailRootPath(path) } as const
  const value = decodeText(table.drafted, row.value)
  const mend = () =>
    staging.sendAll([
      { ...place, op: 'set', name: meaning, value, confirmed: [] },
      // In place or at the end: the line of the wrong spelling stays where it was.
      { ...place, op: 'remove', rows: [{ line: row.line, was: row.was }] },
    ])
  return (
    <Button size="sm" disabled={staging.pending} onClick={mend}>
      {t('mendSpelling', { meaning })}
    </Button>
  )
}
