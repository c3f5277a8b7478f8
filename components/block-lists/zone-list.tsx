'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { findDraftedEdits } from '@/components/settings/drafted-edits'
import { useStage } from '@/components/settings/use-stage'
import type { VariableListProps } from '@/components/settings/variable-section'
import { VariableState } from '@/components/settings/variable-state'
import { SortableRows } from '@/components/table/sortable-rows'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { ActionFault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { type MapsRow, mendValue, parseMapsList } from '@/lib/xmail/variables'
import { changeZones, type ZoneChange } from './change-zones'
import { parseNameServer } from './parse-name-server'
import type { ChosenTest } from './test-settings'
import type { ZoneTests } from './use-zone-tests'
import { ZoneForm } from './zone-form'
import { COLUMNS, ZoneRow } from './zone-row'

const NAME = 'CustMapsList'

export interface ZoneListProps extends Omit<VariableListProps, 'names'> {
  tests: ZoneTests
  chosen: ChosenTest
  mayTest: boolean
}

/** A zone at its place. `key`: unique, also where an entry stands twice. */
export interface PlacedZone {
  readonly row: MapsRow
  readonly at: number
  readonly key: string
}

/** CustMapsList as rows in the order in which XMail asks them: the first that lists a client decides. */
export function ZoneList(props: ZoneListProps) {
  const { table, path, edits, draftVersion, editable, tests, chosen, mayTest } = props
  const t = useTranslations('blockLists')
  const staging = useStage(table.drafted, props.stage, props.discard)
  const [wrong, setWrong] = useState<ActionFault | null>(null)
  const pair = table.settings.find(({ name }) => name === NAME)
  if (!pair) return null
  const value = table.textOf(pair.drafted) ?? ''
  const before = new Set(parseMapsList(table.textOf(pair.now) ?? '').map(({ text }) => text))
  const rows = parseMapsList(value)
  const zones = placeZones(rows)
  const places = findDraftedEdits(edits, path, NAME)
  const place = { table: 'variables', path: mailRootPath(path), name: NAME } as const
  const put = (next: string | null, onDone?: () => void) =>
    next === null
      ? staging.send({ ...place, op: 'unset' }, onDone)
      : staging.send({ ...place, op: 'set', value: next, confirmed: [] }, onDone)
  const change = (made: ZoneChange, onDone?: () => void) => {
    const next = changeZones(rows, made)
    setWrong(next.ok ? null : next.error)
    if (next.ok) put(next.value, onDone)
  }
  const mended = mendValue(pair.drafted.definition, value)
  const server = parseNameServer(chosen.server)
  const test = (zone: string) =>
    tests.run({ zone, nameServer: server.ok ? server.value : null, own: chosen.own.trim() })
  const fault = wrong ?? staging.fault
  return (
    <Section title={t('zones')} id="zones">
      <p className="mb-2 text-sm text-ink-2">{t('zonesLead')}</p>
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      {editable && mended !== null && (
        <Notice look="broken" className="mb-3">
          <p>{t('mendLead')}</p>
          <Button size="sm" disabled={staging.pending} onClick={() => put(mended)}>
            {t('mend')}
          </Button>
        </Notice>
      )}
      {places.length > 0 && (
        <div className="mb-3 rounded-md border px-3 py-2">
          <VariableState
            pair={pair}
            table={table}
            drafted
            pending={staging.pending}
            onUndo={editable ? () => staging.takeBack(draftVersion, places) : undefined}
          />
        </div>
      )}
      {zones.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">{t('empty')}</p>
      ) : (
        <SortableRows
          label={t('zones')}
          heads={[
            { key: 'place', name: t('columnPlace') },
            { key: 'zone', name: t('columnZone') },
            { key: 'action', name: t('columnAction') },
            { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
          ]}
          columns={COLUMNS}
          rows={zones}
          keyOf={({ key }) => key}
          nameOf={({ row }) => row.zone}
          ordered={zones}
          disabled={!editable || staging.pending}
          onDrop={({ at }, to) => change({ op: 'move', at, to: zones[to]?.at ?? rows.length })}
        >
          {(zone, handle) => (
            <ZoneRow
              zone={zone}
              handle={editable ? handle : null}
              isNew={!before.has(zone.row.text)}
              isFirst={zones[0] === zone}
              isLast={zones.at(-1) === zone}
              editable={editable}
              pending={staging.pending}
              onChange={change}
              test={tests.states.get(zone.row.zone)}
              onTest={mayTest && server.ok ? () => test(zone.row.zone) : undefined}
            />
          )}
        </SortableRows>
      )}
      {editable && (
        <ZoneForm
          legend={t('add')}
          pending={staging.pending}
          onSave={(rule, onDone) => change({ op: 'add', rule }, onDone)}
        />
      )}
    </Section>
  )
}

function placeZones(rows: readonly MapsRow[]): PlacedZone[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row, at) => {
    const before = seen.get(row.text) ?? 0
    seen.set(row.text, before + 1)
    return row.text === '' ? [] : [{ row, at, key: `${row.text} ${before}` }]
  })
}
