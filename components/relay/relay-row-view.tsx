'use client'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { AskLink } from '@/components/simulator/ask-link'
import { useAmount } from '@/components/table/reach'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { nameOfRow } from './find-last-edit'
import { RelayRowDetails } from './relay-row-details'
import { RelayRowStates } from './relay-row-states'
import type { ShownRelayRow } from './show-relay-rows'

export const COLUMNS =
  'grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[minmax(14rem,1.2fr)_7.5rem_minmax(0,1.4fr)_minmax(0,1.4fr)_2.5rem_10.5rem]'

export interface RelayRowActions {
  readonly remove: () => void
  readonly undo: () => void
  readonly switchOff: () => void
  readonly switchOn: () => void
  readonly edit: () => void
}

interface RelayRowViewProps {
  row: ShownRelayRow
  editable: boolean
  pending: boolean
  actions: RelayRowActions
  /** The form that is open below the row. */
  form: ReactNode
}

export function RelayRowView({ row: shown, editable, pending, actions, form }: RelayRowViewProps) {
  const t = useTranslations('relay')
  const { row, change } = shown
  const pencil = useFocusAfter(form !== null)
  const network = nameOfRow(row)
  const gone = change === 'removed'
  return (
    <div
      className={classNames(
        'border-b',
        change === 'added' && 'bg-opens-soft',
        (gone || (shown.switched && row.state === 'disabled')) && 'bg-closes-soft',
        shown.switched && row.state === 'live' && 'bg-opens-soft',
      )}
      data-state={row.state}
      data-change={change}
      data-network={network}
    >
      <div className={classNames(COLUMNS, 'min-h-11')}>
        <div
          role="cell"
          className={classNames(
            'min-w-0',
            (row.state !== 'live' || gone) && 'text-ink-2',
            gone && 'line-through',
          )}
        >
          <Network row={shown} />
        </div>
        <div role="cell" className="mono text-right text-sm max-sm:text-xs">
          {row.state !== 'dead' && <Size row={shown} />}
        </div>
        <div role="cell" className="flex min-w-0 items-center gap-0.5 text-xs max-sm:col-span-2">
          <RelayRowDetails row={shown} />
          {editable && !gone && (
            <Button
              ref={pencil}
              look="quiet"
              className="size-6 shrink-0 p-0 [&_svg]:size-3.5"
              disabled={pending}
              aria-expanded={form !== null}
              onClick={actions.edit}
              aria-label={t('changeOf', { network })}
              title={t('change')}
            >
              <Pencil aria-hidden />
            </Button>
          )}
        </div>
        <div role="cell" className="flex min-w-0 flex-wrap items-center gap-1 text-xs">
          <RelayRowStates row={shown} />
          {row.state === 'live' && !gone && <AskLink row={row} network={network} />}
        </div>
        <div role="cell" className="mono text-right text-xs text-ink-3 max-sm:hidden">
          {change === 'added' ? '' : row.line + 1}
        </div>
        <div role="cell" className="flex flex-wrap justify-end">
          {editable && <Buttons row={shown} network={network} pending={pending} actions={actions} />}
        </div>
      </div>
      {form && (
        <div role="cell" className="border-t px-3 py-3">
          {form}
        </div>
      )}
    </div>
  )
}

/** The focus that was in a form goes back to where it came from. */
function useFocusAfter(isOpen: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return button
}

function Network({ row: { row } }: { row: ShownRelayRow }) {
  const dead = row.state === 'dead'
  return (
    <>
      <span className={classNames('mono block break-all', dead ? 'text-xs' : 'text-base font-medium')}>
        {dead ? <RawLine text={row.was} /> : (row.cidr ?? row.address)}
      </span>
      {!dead && row.netmask && (
        <span className="mono block text-xs text-ink-2">
          {row.cidr ? `${row.address} ${row.netmask}` : row.netmask}
        </span>
      )}
    </>
  )
}

/** A line as it is in the file: TABs shown as arrows, for blanks in their place are the commonest mistake. */
function RawLine({ text }: { text: string }) {
  return <>{text.slice(0, 200).replaceAll('\t', ' → ')}</>
}

function Size({ row: { row } }: { row: ShownRelayRow }) {
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

interface ButtonsProps extends Pick<RelayRowViewProps, 'row' | 'pending' | 'actions'> {
  network: string
}

function Buttons({ row: shown, network, pending, actions }: ButtonsProps) {
  const t = useTranslations('relay')
  const { row, change, switched, noted } = shown
  const isDrafted = change !== 'none' || switched || noted
  const canSwitchOff = row.state === 'live' && !row.marks.includes('split-line')
  const canSwitch = change === 'none' && !switched && (canSwitchOff || row.state === 'disabled')
  return (
    <>
      {canSwitch && (
        <Button
          size="sm"
          look="quiet"
          disabled={pending}
          onClick={canSwitchOff ? actions.switchOff : actions.switchOn}
          aria-label={t(canSwitchOff ? 'switchOffRow' : 'switchOnRow', { network })}
        >
          {t(canSwitchOff ? 'switchOff' : 'switchOn')}
        </Button>
      )}
      <Button
        size="sm"
        look="quiet"
        disabled={pending}
        onClick={isDrafted ? actions.undo : actions.remove}
        aria-label={t(isDrafted ? 'undoRow' : 'removeRow', { network })}
      >
        {t(isDrafted ? 'undo' : 'remove')}
      </Button>
    </>
  )
}
