'use client'

import type { RefObject } from 'react'
import { mailRootPath } from '@/lib/xmail/path'
import type { DetailFields } from '@/lib/xmail/tables'
import { ConfirmSwitchOn } from './confirm-switch-on'
import { nameOfRow } from './find-last-edit'
import type { RelayPageProps } from './relay-page'
import { RowDetailsForm } from './row-details-form'
import type { ShownRelayRow } from './show-relay-rows'

/** Which form is open below which row. */
export interface OpenForm {
  readonly key: string
  readonly kind: 'details' | 'switch-on'
}

interface RowFormProps extends Pick<RelayPageProps, 'stage' | 'mayConfirm' | 'today' | 'timeZone'> {
  row: ShownRelayRow
  kind: OpenForm['kind']
  /** What is being typed, as long as the form is open. */
  typed: RefObject<DetailFields | null>
  close: () => void
}

export const RELAY = { table: 'smtprelay', path: mailRootPath('smtprelay.tab') } as const

export function RowForm({
  row: shown,
  kind,
  typed,
  close,
  stage,
  mayConfirm,
  today,
  timeZone,
}: RowFormProps) {
  const { line, was } = shown.row
  if (kind === 'switch-on') {
    return (
      <ConfirmSwitchOn
        row={shown.row}
        may={mayConfirm}
        enable={(confirmed) => stage({ ...RELAY, op: 'enable', rows: [{ line, was }], confirmed })}
        close={close}
      />
    )
  }
  return (
    <RowDetailsForm
      network={nameOfRow(shown.row)}
      details={shown.details}
      typed={typed.current}
      onTyped={(fields) => {
        typed.current = fields
      }}
      today={today}
      timeZone={timeZone}
      save={(text) => stage({ ...RELAY, op: 'note', row: { line, was }, text })}
      close={close}
    />
  )
}
