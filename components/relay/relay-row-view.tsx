'use client'

import { Ban, Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { DraftRow as AnyDraftRow } from '@/components/table/draft-rows'
import { Marks } from '@/components/table/marks'
import { useAmount } from '@/components/table/reach'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import type { RelayRow } from '@/lib/xmail/tables'

type DraftRow = AnyDraftRow<RelayRow>

export const COLUMNS =
  'grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[minmax(13rem,1.4fr)_8rem_minmax(0,2fr)_3.5rem_6.5rem]'

interface RelayRowViewProps {
  row: DraftRow
  editable: boolean
  pending: boolean
  onToggle: (row: DraftRow) => void
}

export function RelayRowView({ row: draftRow, editable, pending, onToggle }: RelayRowViewProps) {
  const t = useTranslations('relay')
  const { row, change } = draftRow
  const dead = row.state === 'dead'
  const network = row.cidr ?? (row.netmask ? `${row.address} ${row.netmask}` : row.was)
  return (
    <div
      className={classNames(
        COLUMNS,
        'min-h-11 border-b',
        change === 'added' && 'bg-opens-soft',
        change === 'removed' && 'bg-closes-soft',
      )}
      data-state={row.state}
      data-change={change}
      data-network={network}
    >
      <div
        role="cell"
        className={classNames(
          'min-w-0',
          (dead || change === 'removed') && 'text-ink-2',
          change === 'removed' && 'line-through',
        )}
      >
        <span className={classNames('mono block break-all', dead ? 'text-xs' : 'text-base font-medium')}>
          {dead ? <RawLine text={row.was} /> : (row.cidr ?? row.address)}
        </span>
        {!dead && row.netmask && (
          <span className="mono block text-xs text-ink-2">
            {row.cidr ? `${row.address} ${row.netmask}` : row.netmask}
          </span>
        )}
      </div>
      <div role="cell" className="mono text-right text-sm max-sm:text-xs">
        {!dead && <Size row={draftRow} />}
      </div>
      <div role="cell" className="flex min-w-0 flex-wrap items-center gap-1 text-xs">
        <States row={draftRow} />
      </div>
      <div role="cell" className="mono text-right text-xs text-ink-3 max-sm:hidden">
        {change === 'added' ? '' : row.line + 1}
      </div>
      <div role="cell" className="flex justify-end">
        {editable && (
          <Button
            size="sm"
            look="quiet"
            disabled={pending}
            onClick={() => onToggle(draftRow)}
            aria-label={t(change === 'none' ? 'removeRow' : 'undoRow', { network })}
          >
            {t(change === 'none' ? 'remove' : 'undo')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** A line as it is in the file: TABs shown as arrows, for blanks in their place are the commonest mistake. */
function RawLine({ text }: { text: string }) {
  return <>{text.slice(0, 200).replaceAll('\t', ' → ')}</>
}

function Size({ row: { row } }: { row: DraftRow }) {
  const amount = useAmount()
  if (!row.size) return null
  // The places in IPv6 where XMail sees these very IPv4 addresses are not others: IPv6 counts only where there is none.
  return (
    <>
      {amount(row.size)}
      {row.size.v4 === 0 && ' IPv6'}
    </>
  )
}

function States({ row: { row, change } }: { row: DraftRow }) {
  const t = useTranslations('relay')
  return (
    <>
      {change === 'added' && (
        <Tag look="opens">
          <Plus aria-hidden />
          {t('stateAdded')}
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
          {row.reason ? t(`dead_${row.reason}`) : t('stateDead')}
        </span>
      )}
      {row.state === 'live' && change === 'none' && row.marks.length === 0 && row.coveredBy === null && (
        <span className="text-ink-3">{t('stateLive')}</span>
      )}
      {row.state === 'live' && <Marks marks={row.marks} meaning={row.cidr ?? row.address ?? ''} />}
      {row.coveredBy !== null && (
        <span className="text-ink-2">{t('coveredBy', { line: row.coveredBy + 1 })}</span>
      )}
    </>
  )
}
