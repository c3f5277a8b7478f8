'use client'

import { CircleCheck, CircleSlash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAddresses } from '@/components/table/reach'
import { classNames } from '@/components/ui/class-names'
import type { ActionResult } from '@/lib/errors'
import { type IpmapEdit, type IpmapRow, nameNetwork } from '@/lib/xmail/tables'
import { AccessRowActions } from './access-row-actions'
import { AccessRowState } from './access-row-state'
import type { AccessRow } from './arrange-rows'

export const COLUMNS =
  'grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[7.5rem_minmax(9rem,1.2fr)_6rem_minmax(0,2fr)_11.5rem]'

export interface AccessRowViewProps {
  row: AccessRow
  /** What it is dragged by. */
  handle: ReactNode
  editable: boolean
  pending: boolean
  isFirst: boolean
  isLast: boolean
  /** Bytes of the file as text. */
  decode: (bytes: string) => string
  act: (edit: IpmapEdit) => void
  stage: (edit: IpmapEdit) => Promise<ActionResult<null>>
  shift: (row: AccessRow, by: -1 | 1) => void
  undo: (row: AccessRow) => void
  editForm: (row: IpmapRow, close: () => void) => ReactNode
}

export function AccessRowView(props: AccessRowViewProps) {
  const { row: accessRow, handle, editable, decode, editForm } = props
  const [open, setOpen] = useState(false)
  const menu = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    // The form is gone with the focus; it goes back to where it came from.
    if (wasOpen.current && !open) menu.current?.focus()
    wasOpen.current = open
  }, [open])
  const { row, change } = accessRow
  const network = nameNetwork(row) || decode(row.was)
  const gone = change === 'removed'
  const quiet = row.state !== 'live' || gone
  return (
    <div
      className={classNames('border-b', change === 'added' && 'bg-opens-soft', gone && 'bg-closes-soft')}
      data-state={row.state}
      data-change={accessRow.before ? 'changed' : change}
      data-network={network}
    >
      <div className={classNames(COLUMNS, 'min-h-11')}>
        <div role="cell" className={classNames('flex items-center gap-1', !handle && 'sm:pl-7')}>
          {editable && handle}
          {row.state !== 'dead' && <Verdict row={row} quiet={quiet} />}
        </div>
        <div role="cell" className={classNames('min-w-0', quiet && 'text-ink-2', gone && 'line-through')}>
          <NetworkName row={row} decode={decode} />
        </div>
        <div role="cell" className={classNames('mono text-sm sm:text-right', quiet && 'text-ink-2')}>
          {row.state !== 'dead' && <Precedence row={row} />}
        </div>
        <div role="cell" className="flex min-w-0 flex-wrap items-center gap-1 text-xs max-sm:col-span-2">
          <AccessRowState row={accessRow} name={network} editable={editable && !gone} stage={props.stage} />
        </div>
        <div role="cell" className="flex justify-end gap-1 max-sm:col-span-2">
          {editable && (
            <AccessRowActions {...props} network={network} menu={menu} onEdit={() => setOpen(true)} />
          )}
        </div>
      </div>
      {open && <div role="cell">{editForm(row, () => setOpen(false))}</div>}
    </div>
  )
}

/** A line as it is in the file shows TABs as arrows, for blanks in their place are the commonest mistake. */
function NetworkName({ row, decode }: { row: IpmapRow; decode: (bytes: string) => string }) {
  const addresses = useAddresses()
  if (row.state === 'dead')
    return (
      <span className="mono block text-xs break-all">
        {decode(row.was).slice(0, 200).replaceAll('\t', ' → ')}
      </span>
    )
  const size = row.size && (row.size.v4 > 0 ? { v4: row.size.v4, v6: 0n } : { v4: 0, v6: row.size.v6 })
  return (
    <>
      <span className="mono block text-base font-medium break-all">{row.cidr ?? row.address}</span>
      <span className="mono block text-xs text-ink-2">
        {row.netmask && (row.cidr ? `${row.address} ${row.netmask} ` : `${row.netmask} `)}
        {size && <span className="font-sans">({addresses(size)})</span>}
      </span>
    </>
  )
}

function Precedence({ row }: { row: IpmapRow }) {
  const t = useTranslations('access')
  return (
    <>
      <span className="font-sans text-xs text-ink-2 sm:hidden">{t('columnPrecedence')} </span>
      {row.precedence}
    </>
  )
}

/** By word and sign; the colour is left to what the draft opens or closes. */
function Verdict({ row, quiet }: { row: IpmapRow; quiet: boolean }) {
  const t = useTranslations('access')
  const allow = row.permission === 'ALLOW'
  const Sign = allow ? CircleCheck : CircleSlash
  return (
    <span
      className={classNames('inline-flex items-center gap-1.5 text-sm font-medium', quiet && 'text-ink-2')}
    >
      <Sign aria-hidden className="size-4 shrink-0 text-ink-2" />
      {t(allow ? 'allowed' : 'denied')}
    </span>
  )
}
