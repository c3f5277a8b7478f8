'use client'

import { ArrowDown, ArrowUp, CircleOff, Ellipsis, FlaskConical, Pencil, Power, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ComponentProps, RefObject } from 'react'
import { useAccessQuestion } from '@/components/simulator/use-ask-address'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { AccessRowViewProps } from './access-row-view'

interface AccessRowActionsProps extends AccessRowViewProps {
  network: string
  /** The button that opens the menu. */
  menu: RefObject<HTMLButtonElement | null>
  onEdit: () => void
}

/** Moving a rule and removing it in sight, the rest in a menu. */
export function AccessRowActions(props: AccessRowActionsProps) {
  const { row, network, pending, isFirst, isLast, act, shift, undo } = props
  const t = useTranslations('access')
  const { line, was, state } = row.row
  const isThere = row.change === 'none'
  return (
    <>
      {state === 'live' && row.change !== 'removed' && (
        <>
          <RowButton
            size="icon"
            isOff={pending || isFirst}
            onClick={() => shift(row, -1)}
            aria-label={t('moveUp', { network })}
          >
            <ArrowUp aria-hidden />
          </RowButton>
          <RowButton
            size="icon"
            isOff={pending || isLast}
            onClick={() => shift(row, 1)}
            aria-label={t('moveDown', { network })}
          >
            <ArrowDown aria-hidden />
          </RowButton>
        </>
      )}
      {row.change !== 'removed' && <RowMenu {...props} />}
      <RowButton
        size="sm"
        isOff={pending}
        onClick={() => (isThere ? act({ op: 'remove', rows: [{ line, was }] }) : undo(row))}
        aria-label={t(isThere ? 'removeRow' : 'undoRow', { network })}
      >
        {t(isThere ? 'remove' : 'undo')}
      </RowButton>
    </>
  )
}

function RowMenu({ row, network, menu, pending, act, onEdit }: AccessRowActionsProps) {
  const t = useTranslations('table')
  const simulator = useTranslations('simulator')
  const question = useAccessQuestion()(row.row)
  const { line, was, state } = row.row
  const rows = [{ line, was }]
  return (
    <Menu
      trigger={
        <Button
          ref={menu}
          size="icon"
          look="quiet"
          aria-disabled={pending}
          aria-label={t('more', { name: network })}
        >
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {state !== 'disabled' && (
        <MenuItem onSelect={onEdit}>
          <Pencil aria-hidden />
          {t('edit')}
        </MenuItem>
      )}
      {state === 'live' && (
        <MenuItem onSelect={() => act({ op: 'disable', rows })}>
          <CircleOff aria-hidden />
          {t('switchOff')}
        </MenuItem>
      )}
      {state === 'disabled' && (
        <MenuItem onSelect={() => act({ op: 'enable', rows, confirmed: [] })}>
          <Power aria-hidden />
          {t('switchOn')}
        </MenuItem>
      )}
      {state === 'live' && question && (
        <MenuItem asChild>
          <Link href={question}>
            <FlaskConical aria-hidden />
            {simulator('ask')}
          </Link>
        </MenuItem>
      )}
      {row.change !== 'none' && (
        <MenuItem onSelect={() => act({ op: 'remove', rows })}>
          <Trash2 aria-hidden />
          {t('remove')}
        </MenuItem>
      )}
    </Menu>
  )
}

/** Keeps the focus while it cannot be pressed, so that a row is moved on by pressing again. */
function RowButton({ isOff, onClick, ...props }: ComponentProps<typeof Button> & { isOff: boolean }) {
  return (
    <Button look="quiet" aria-disabled={isOff} onClick={(event) => !isOff && onClick?.(event)} {...props} />
  )
}
