'use client'

import type { RefObject } from 'react'
import { mailRootPath } from '@/lib/xmail/path'
import type { RelayRequest, RelayRow } from '@/lib/xmail/tables'
import { ConfirmSwitchOn } from './confirm-switch-on'
import { nameOfRow } from './find-last-edit'
import type { RelayPageProps } from './relay-page'
import { RowChangeForm } from './row-change-form'
import type { ShownRelayRow } from './show-relay-rows'

/** Which form is open below which row. */
export interface OpenForm {
  readonly key: string
  readonly kind: 'change' | 'switch-on'
}

interface RowFormProps extends Pick<RelayPageProps, 'stage' | 'mayConfirm' | 'today' | 'timeZone'> {
  row: ShownRelayRow
  /** With the draft: what a changed network is checked against. */
  rows: readonly RelayRow[]
  kind: OpenForm['kind']
  /** What is being typed, as long as the form is open. */
  typed: RefObject<RelayRequest | null>
  close: () => void
}

export const RELAY = { table: 'smtprelay', path: mailRootPath('smtprelay.tab') } as const

export function RowForm({ row: shown, rows, kind, typed, close, stage, ...props }: RowFormProps) {
  const { line, was } = shown.row
  if (kind === 'switch-on') {
    return (
      <ConfirmSwitchOn
        row={shown.row}
        may={props.mayConfirm}
        enable={(confirmed) => stage({ ...RELAY, op: 'enable', rows: [{ line, was }], confirmed })}
        close={close}
      />
    )
  }
  return (
    <RowChangeForm
      {...props}
      name={nameOfRow(shown.row)}
      row={shown.row}
      rows={rows}
      typed={typed.current}
      onTyped={(request) => {
        typed.current = request
      }}
      save={(edit) => stage({ ...RELAY, ...edit })}
      close={close}
    />
  )
}
