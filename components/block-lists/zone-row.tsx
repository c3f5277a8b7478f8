'use client'

import { ArrowDown, ArrowUp, Plus, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import type { MapsAction } from '@/lib/xmail/variables'
import type { ZoneTestState } from './use-zone-tests'
import type { ChangeZones, PlacedZone } from './use-zones'
import { ZoneForm } from './zone-form'

import { ZoneTestView } from './zone-test-view'

export const COLUMNS =
  'grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[4.5rem_minmax(10rem,1.4fr)_minmax(0,1fr)_17rem]'

export interface ZoneRowProps {
  zone: PlacedZone
  handle: ReactNode
  isFirst: boolean
  isLast: boolean
  editable: boolean
  pending: boolean
  onChange: ChangeZones
  test: ZoneTestState | undefined
  /** Undefined where it may not be tested. */
  onTest: (() => Promise<void>) | undefined
}

/** A block list: its place, its zone, what it does, and how its test went. */
export function ZoneRow(props: ZoneRowProps) {
  const { zone, handle, pending, onChange, test } = props
  const { row, at, isNew } = zone
  const t = useTranslations('blockLists')
  const actionWords = useActionWords()
  const [open, setOpen] = useState(false)
  return (
    <div
      className={classNames('border-b', isNew && 'bg-sunken')}
      data-zone={row.zone}
      data-change={isNew ? 'added' : 'none'}
    >
      <div className={classNames(COLUMNS, 'min-h-11')}>
        <div role="cell" className="mono flex items-center gap-1 text-sm text-ink-2">
          {handle}
          {at + 1}
        </div>
        <div role="cell" className="min-w-0">
          <span className="mono text-base font-medium break-all">{row.zone.replaceAll(' ', '·')}</span>
          <ZoneMarks zone={zone} />
        </div>
        <div role="cell" className="text-sm max-sm:col-span-2">
          {row.action ? actionWords(row.action) : t('notRead')}
        </div>
        <div role="cell" className="flex flex-wrap justify-end gap-1 max-sm:col-span-2">
          <ZoneActions {...props} onOpen={() => setOpen(!open)} />
        </div>
      </div>
      {open && row.action && (
        <div role="cell" className="px-3 pb-3">
          <ZoneForm
            legend={t('zone')}
            rule={{ zone: row.zone, action: row.action }}
            pending={pending}
            onSave={(rule, onDone) => onChange({ op: 'replace', at, rule }, onDone)}
            onCancel={() => setOpen(false)}
          />
        </div>
      )}
      {test && (
        <div role="cell" className="px-3 pb-3">
          <ZoneTestView state={test} />
        </div>
      )}
    </div>
  )
}

function ZoneMarks({ zone: { row, isNew } }: Pick<ZoneRowProps, 'zone'>) {
  const t = useTranslations('blockLists')
  return (
    <span className="flex flex-wrap gap-1">
      {row.marks.map((mark) => (
        <Tag key={mark} look={mark === 'code-above-one' ? 'opens' : 'broken'} data-mark={mark}>
          <TriangleAlert aria-hidden />
          {t(`mark_${mark}`)}
        </Tag>
      ))}
      {isNew && (
        <Tag>
          <Plus aria-hidden />
          {t('stateNew')}
        </Tag>
      )}
    </span>
  )
}

function ZoneActions(props: ZoneRowProps & { onOpen: () => void }) {
  const { zone, isFirst, isLast, editable, pending, onChange, test, onTest, onOpen } = props
  const { row, at } = zone
  const t = useTranslations('blockLists')
  const button = (text: string, name: string, onClick: () => void, disabled = pending) => (
    <Button size="sm" look="quiet" disabled={disabled} aria-label={name} onClick={onClick}>
      {text}
    </Button>
  )
  const arrow = (icon: ReactNode, name: string, to: number, isEnd: boolean) => (
    <Button
      size="icon"
      look="quiet"
      disabled={pending || isEnd}
      aria-label={name}
      onClick={() => onChange({ op: 'move', at, to })}
    >
      {icon}
    </Button>
  )
  const named = { zone: row.zone }
  return (
    <>
      {onTest && button(t('test'), t('testZone', named), () => void onTest(), test?.state === 'running')}
      {editable && (
        <>
          {row.action && button(t('change'), t('changeZone', named), onOpen)}
          {button(t('remove'), t('removeZone', named), () => onChange({ op: 'remove', at }))}
          {arrow(<ArrowUp aria-hidden />, t('moveUp', named), at - 1, isFirst)}
          {arrow(<ArrowDown aria-hidden />, t('moveDown', named), at + 2, isLast)}
        </>
      )}
    </>
  )
}

function useActionWords(): (action: MapsAction) => string {
  const t = useTranslations('blockLists')
  return (action) =>
    action.kind === 'delay' ? t('delayed', { seconds: action.seconds }) : t(`action_${action.kind}`)
}
