'use client'

import { useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import type { ComparedRow } from '@/lib/xmail/tables/draft-rows'
import type { ListTable } from './use-list-table'

/** A table with passwords as the other tables are shown: its rows are text already. */
export function useSecretTable<Row>(
  path: string,
  rows: readonly ComparedRow<Row>[],
  stale: Fault | null,
  draftVersion: number,
): ListTable<Row> {
  return useMemo(() => {
    const origins = new Map(rows.map(({ key, origin }) => [key, origin]))
    return {
      path,
      rows,
      draftedRows: rows.filter(({ change }) => change !== 'removed').map(({ row }) => row),
      stale,
      draftVersion,
      decode: (bytes) => bytes,
      originOf: ({ key }) => origins.get(key) ?? null,
    }
  }, [path, rows, stale, draftVersion])
}
