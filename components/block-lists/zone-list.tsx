'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import type { VariableListProps } from '@/components/settings/variable-section'
import { VariableState } from '@/components/settings/variable-state'
import { SortableRows } from '@/components/table/sortable-rows'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import { readTestRequest } from './read-test-request'
import type { ChosenTest } from './test-settings'
import type { ZoneTests } from './use-zone-tests'
import { useZones } from './use-zones'
import { ZoneForm } from './zone-form'
import { COLUMNS, ZoneRow } from './zone-row'

export interface ZoneListProps extends Omit<VariableListProps, 'names'> {
  tests: ZoneTests
  chosen: ChosenTest
  mayTest: boolean
}

/** CustMapsList as rows in the order in which XMail asks them: the first that lists a client decides. */
export function ZoneList({ tests, chosen, mayTest, ...props }: ZoneListProps) {
  const { table, editable } = props
  const t = useTranslations('blockLists')
  const list = useZones(props)
  const { pair, change, pending, mend, undo } = list
  return (
    <Section title={t('zones')} id="zones">
      <p className="mb-2 text-sm text-ink-2">{t('zonesLead')}</p>
      {list.fault && <FaultNotice fault={list.fault} className="mb-3" />}
      {editable && mend && (
        <Notice look="broken" className="mb-3">
          <p>{t('mendLead')}</p>
          <Button size="sm" disabled={pending} onClick={mend}>
            {t('mend')}
          </Button>
        </Notice>
      )}
      {pair && undo && (
        <div className="mb-3 rounded-md border px-3 py-2">
          <VariableState
            pair={pair}
            table={table}
            drafted
            pending={pending}
            onUndo={editable ? undo : undefined}
          />
        </div>
      )}
      <ZoneRows list={list} tests={tests} chosen={chosen} mayTest={mayTest} editable={editable} />
      {editable && (
        <ZoneForm
          legend={t('add')}
          pending={pending}
          onSave={(rule, onDone) => change({ op: 'add', rule }, onDone)}
        />
      )}
    </Section>
  )
}

interface ZoneRowsProps extends Pick<ZoneListProps, 'tests' | 'chosen' | 'mayTest' | 'editable'> {
  list: ReturnType<typeof useZones>
}

function ZoneRows({ list, tests, chosen, mayTest, editable }: ZoneRowsProps) {
  const t = useTranslations('blockLists')
  const { zones, change, pending } = list
  const request = mayTest ? readTestRequest(chosen) : null
  if (zones.length === 0) {
    return <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">{t('empty')}</p>
  }
  const heads = [
    { key: 'place', name: t('columnPlace') },
    { key: 'zone', name: t('columnZone') },
    { key: 'action', name: t('columnAction') },
    { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
  ]
  return (
    <>
      <SortableRows
        label={t('zones')}
        heads={heads}
        columns={COLUMNS}
        rows={zones}
        keyOf={({ key }) => key}
        nameOf={({ row }) => row.zone}
        ordered={zones}
        disabled={!editable || pending}
        onDrop={({ at }, to) => change({ op: 'move', at, to: zones[to]?.at ?? list.count })}
      >
        {(zone, handle) => (
          <ZoneRow
            zone={zone}
            handle={editable ? handle : null}
            isFirst={zones[0] === zone}
            isLast={zones.at(-1) === zone}
            editable={editable}
            pending={pending}
            onChange={change}
            test={tests.states.get(zone.row.zone)}
            onTest={request ? () => tests.run({ ...request, zone: zone.row.zone }) : undefined}
          />
        )}
      </SortableRows>
      {request && zones.length > 1 && (
        <Button
          size="sm"
          className="mt-2"
          onClick={() => {
            for (const { row } of zones) void tests.run({ ...request, zone: row.zone })
          }}
        >
          {t('testAll')}
        </Button>
      )}
    </>
  )
}
