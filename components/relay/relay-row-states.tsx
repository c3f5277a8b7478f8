'use client'

import { Ban, CircleOff, Clock, Minus, OctagonX, Plus, Power, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Marks } from '@/components/table/marks'
import { Tag } from '@/components/ui/tag'
import type { ShownRelayRow } from './show-relay-rows'

/** What XMail makes of a row, what the draft does to it, and when it ends. */
export function RelayRowStates({ row: shown }: { row: ShownRelayRow }) {
  const t = useTranslations('relay')
  const { row, change, end } = shown
  const hasEnding = end.kind !== 'none' && end.kind !== 'later'
  const isQuiet = change === 'none' && !shown.switched && !shown.noted && !hasEnding
  const isPlain = isQuiet && row.marks.length === 0 && row.coveredBy === null
  return (
    <>
      <DraftState row={shown} />
      {row.state === 'dead' && (
        <span className="inline-flex items-start gap-1 text-ink-2">
          <Ban aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {row.reason ? t(`dead_${row.reason}`) : t('stateDead')}
        </span>
      )}
      {row.state === 'disabled' && !shown.switched && (
        <Tag>
          <CircleOff aria-hidden />
          {t('stateDisabled')}
        </Tag>
      )}
      {change !== 'removed' && <EndState row={shown} />}
      {row.state === 'live' && isPlain && <span className="text-ink-3">{t('stateLive')}</span>}
      {row.state === 'live' && <Marks marks={row.marks} meaning={row.cidr ?? row.address ?? ''} />}
      {row.coveredBy !== null && (
        <span className="text-ink-2">{t('coveredBy', { line: row.coveredBy + 1 })}</span>
      )}
    </>
  )
}

function DraftState({ row: { row, change, switched, noted } }: { row: ShownRelayRow }) {
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
      {switched && row.state === 'disabled' && (
        <Tag look="closes">
          <CircleOff aria-hidden />
          {t('stateSwitchedOff')}
        </Tag>
      )}
      {switched && row.state !== 'disabled' && (
        <Tag look="opens">
          <Power aria-hidden />
          {t('stateSwitchedOn')}
        </Tag>
      )}
      {noted && <Tag>{t('stateNoted')}</Tag>}
    </>
  )
}

/** A row that is over and still there did not go as it should: the console was off, or the server out of reach. */
function EndState({ row: { end } }: { row: ShownRelayRow }) {
  const t = useTranslations('relay')
  if (end.kind === 'soon') {
    return (
      <Tag look="opens" data-end="soon">
        <Clock aria-hidden />
        {t('endsSoon', { days: end.daysLeft })}
      </Tag>
    )
  }
  if (end.kind === 'over') {
    return (
      <Tag look="broken" data-end="over">
        <OctagonX aria-hidden />
        {t('endOver', { until: end.until })}
      </Tag>
    )
  }
  if (end.kind === 'unclear') {
    return (
      <Tag look="opens" data-end="unclear">
        <TriangleAlert aria-hidden />
        {t('endUnclear')}
      </Tag>
    )
  }
  return null
}
