'use client'

import { useState } from 'react'
import { findDraftedEdits } from '@/components/settings/drafted-edits'
import { useStage } from '@/components/settings/use-stage'
import type { VariableListProps } from '@/components/settings/variable-section'
import type { ActionFault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { type MapsRow, mendValue, parseMapsList } from '@/lib/xmail/variables'
import { changeZones, type ZoneChange } from './change-zones'

const NAME = 'CustMapsList'

/** A zone at its place. `key`: unique, also where an entry stands twice. */
export interface PlacedZone {
  readonly row: MapsRow
  readonly at: number
  readonly key: string
  /** Whether only the draft has it so. */
  readonly isNew: boolean
}

export type ChangeZones = (change: ZoneChange, onDone?: () => void) => void

/** CustMapsList as the draft has it, and what can be done to it: each change is one edit of the whole variable. */
export function useZones({
  table,
  path,
  edits,
  draftVersion,
  stage,
  discard,
}: Omit<VariableListProps, 'names'>) {
  const staging = useStage(table.drafted, stage, discard)
  const [wrong, setWrong] = useState<ActionFault | null>(null)
  const pair = table.settings.find(({ name }) => name === NAME)
  const value = (pair && table.textOf(pair.drafted)) ?? ''
  const rows = parseMapsList(value)
  const before = new Set(parseMapsList((pair && table.textOf(pair.now)) ?? '').map(({ text }) => text))
  const place = { table: 'variables', path: mailRootPath(path), name: NAME } as const
  const put = (next: string | null, onDone?: () => void) =>
    next === null
      ? staging.send({ ...place, op: 'unset' }, onDone)
      : staging.send({ ...place, op: 'set', value: next, confirmed: [] }, onDone)
  const change: ChangeZones = (made, onDone) => {
    const next = changeZones(rows, made)
    setWrong(next.ok ? null : next.error)
    if (next.ok) put(next.value, onDone)
  }
  const mended = pair ? mendValue(pair.drafted.definition, value) : null
  const places = findDraftedEdits(edits, path, NAME)
  return {
    pair,
    zones: placeZones(rows, before),
    count: rows.length,
    change,
    fault: wrong ?? staging.fault,
    pending: staging.pending,
    /** Null where there is nothing to mend. */
    mend: mended === null ? null : () => put(mended),
    /** Null where the draft leaves the list alone. */
    undo: places.length === 0 ? null : () => staging.takeBack(draftVersion, places),
  }
}

function placeZones(rows: readonly MapsRow[], before: ReadonlySet<string>): PlacedZone[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row, at) => {
    const earlier = seen.get(row.text) ?? 0
    seen.set(row.text, earlier + 1)
    const key = `${row.text} ${earlier}`
    return row.text === '' ? [] : [{ row, at, key, isNew: !before.has(row.text) }]
  })
}
