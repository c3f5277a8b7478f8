'use client'

import { ArrowDown, ArrowUp, Ban, CircleCheck, CircleSlash, Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { DraftRow } from '@/components/table/draft-rows'
import { Marks } from '@/components/table/marks'
import { useAddresses } from '@/components/table/reach'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import type { IpmapRow } from '@/lib/xmail/tables'

export const COLUMNS =
  'grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[7rem_minmax(12rem,1.2fr)_7rem_minmax(0,2fr)_12rem]'

export interface AccessRowViewProps {
  row: DraftRow<IpmapRow>
  editable: boolean
  pending: boolean
  isFirst: boolean
  isLast: boolean
  onShift: (row: DraftRow<IpmapRow>, by: -1 | 1) => void
  onToggle: (row: DraftRow<IpmapRow>) => void
}

export function AccessRowView(props: AccessRowViewProps) {
  const { row: draftRow, editable, pending, isFirst, isLast, onShift, onToggle } = props
  const t = useTranslations('access')
  const { row, change } = draftRow
  const dead = row.state === 'dead'
  const network = row.cidr ?? (row.netmask ? `${row.address} ${row.netmask}` : row.was)
  const gone = change === 'removed'
  return (
    <div
      className={classNames(
        COLUMNS,
        'min-h-11 border-b',
        change === 'added' && 'bg-opens-soft',
        gone && 'bg-closes-soft',
      )}
      data-state={row.state}
      data-change={change}
      data-network={network}
    >
      <div role="cell">{!dead && <Verdict row={row} />}</div>
      <div
        role="cell"
        className={classNames('min-w-0', (dead || gone) && 'text-ink-2', gone && 'line-through')}
      >
        <span className={classNames('mono block break-all', dead ? 'text-xs' : 'text-base font-medium')}>
          {dead ? row.was.slice(0, 200).replaceAll('\t', ' → ') : (row.cidr ?? row.address)}
        </span>
        {!dead && <Lesser row={row} />}
      </div>
      <div role="cell" className="mono text-sm sm:text-right">
        {!dead && (
          <>
            <span className="font-sans text-xs text-ink-2 sm:hidden">{t('columnPrecedence')} </span>
            {row.precedence}
          </>
        )}
      </div>
      <div role="cell" className="flex min-w-0 flex-wrap items-center gap-1 text-xs">
        <States row={draftRow} />
      </div>
      <div role="cell" className="flex justify-end gap-1 max-sm:col-span-2">
        {editable && !dead && !gone && (
          <>
            <Button
              size="icon"
              look="quiet"
              disabled={pending || isFirst}
              onClick={() => onShift(draftRow, -1)}
              aria-label={t('moveUp', { network })}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              size="icon"
              look="quiet"
              disabled={pending || isLast}
              onClick={() => onShift(draftRow, 1)}
              aria-label={t('moveDown', { network })}
            >
              <ArrowDown aria-hidden />
            </Button>
          </>
        )}
        {editable && (
          <Button
            size="sm"
            look="quiet"
            disabled={pending}
            onClick={() => onToggle(draftRow)}
            aria-label={t(gone ? 'undoRow' : 'removeRow', { network })}
          >
            {t(gone ? 'undo' : 'remove')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The size, and the netmask form where there is one. */
function Lesser({ row }: { row: IpmapRow }) {
  const addresses = useAddresses()
  const size = row.size && (row.size.v4 > 0 ? { v4: row.size.v4, v6: 0n } : { v4: 0, v6: row.size.v6 })
  return (
    <span className="mono block text-xs text-ink-2">
      {row.netmask && (row.cidr ? `${row.address} ${row.netmask} ` : `${row.netmask} `)}
      {size && <span className="font-sans">({addresses(size)})</span>}
    </span>
  )
}

/** By word and sign, and by colour only where the rule opens or closes something. */
function Verdict({ row }: { row: IpmapRow }) {
  const t = useTranslations('access')
  const allow = row.permission === 'ALLOW'
  const Sign = allow ? CircleCheck : CircleSlash
  return (
    <span className="inline-flex items-center gap-1.5 text-sm font-medium">
      <Sign aria-hidden className="size-4 shrink-0 text-ink-2" />
      {t(allow ? 'allowed' : 'denied')}
    </span>
  )
}

function States({ row: { row, change } }: { row: DraftRow<IpmapRow> }) {
  const t = useTranslations('access')
  const relay = useTranslations('relay')
  return (
    <>
      {change === 'added' && (
        <Tag look="opens">
          <Plus aria-hidden />
          {t('stateChanged')}
        </Tag>
      )}
      {change === 'removed' && (
        <Tag look="closes">
          <Minus aria-hidden />
          {t('stateRemoved')}
        </Tag>
      )}
      {row.state === 'dead' && (
        <span className="inline-flex items-start gap-1 text-ink-2">
          <Ban aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {row.reason && relay(`dead_${row.reason}`)}
        </span>
      )}
      {row.state === 'live' && (
        <Marks
          marks={row.marks.filter((mark) => mark !== 'matches-everything' && mark !== 'wide')}
          meaning={row.cidr ?? row.address ?? ''}
        />
      )}
      {row.shadowedBy !== null && (
        <span className="text-ink-2">{t('shadowedBy', { line: row.shadowedBy + 1 })}</span>
      )}
    </>
  )
}
