'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { FaultNotice } from '@/components/form/fault-notice'
import { useActionForm } from '@/components/form/use-action-form'
import { useFaultText } from '@/components/form/use-fault-text'
import { ConfirmHoles } from '@/components/table/confirm-holes'
import { NetworksField } from '@/components/table/networks-field'
import { Understood } from '@/components/table/understood'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import {
  hasChangeableNetwork,
  type MayConfirm,
  type RelayChangeReading,
  type RelayRequest,
  type RelayRow,
  readRelayChange,
  relayRequestOf,
  relayRequestSchema,
} from '@/lib/xmail/tables'
import { ChangedReach } from './changed-reach'
import { ConfirmWide } from './confirm-wide'
import { DetailFields } from './detail-fields'
import { useDetailErrors } from './use-detail-errors'

export interface RowChangeFormProps {
  row: RelayRow
  name: string
  /** With the draft, this row among them. */
  rows: readonly RelayRow[]
  /** What was typed before the row went out of sight; null: nothing yet. */
  typed: RelayRequest | null
  onTyped: (request: RelayRequest) => void
  mayConfirm: MayConfirm
  today: string
  timeZone: string
  save: (edit: NonNullable<RelayChangeReading['edit']>) => Promise<ActionResult<null>>
  close: () => void
}

/** Changes a row in its place: its network, and what is noted about it. Both go into the draft as one edit. */
export function RowChangeForm(props: RowChangeFormProps) {
  const { row, name, rows, typed, onTyped, mayConfirm, today, timeZone, save, close } = props
  const t = useTranslations('relay')
  const router = useRouter()
  const form = useForm({
    resolver: zodResolver(relayRequestSchema),
    defaultValues: typed ?? relayRequestOf(row),
  })
  const read = (request: RelayRequest) => readRelayChange(rows, row, request, mayConfirm, today)
  const { submit, pending, fault } = useActionForm(
    form,
    async (request) => {
      const { edit } = read(request)
      return edit ? save(edit) : { ok: true as const, value: null }
    },
    () => {
      close()
      router.refresh()
    },
  )
  const { typed: again = '', holesMeant = false, ...rest } = form.watch()
  const values: RelayRequest = { ...rest, typed: again.trim(), holesMeant }
  // The rows of a long table are taken off the page out of sight; what is being typed must not go with them.
  useEffect(() => onTyped(values))
  const canChangeNetwork = hasChangeableNetwork(row)
  const { setFocus } = form
  useEffect(() => setFocus(canChangeNetwork ? 'text' : 'note'), [setFocus, canChangeNetwork])
  const reading = read(values)
  const errors = useDetailErrors(reading.detailFault, form.formState.errors)
  const isReady = reading.edit !== null || reading.isSame
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={t('changeOf', { network: name })}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <fieldset disabled={pending} className="max-w-3xl space-y-2.5">
        {canChangeNetwork ? (
          <NetworkPart
            row={row}
            form={form}
            values={values}
            reading={reading}
            onSubmit={() => isReady && submit()}
          />
        ) : (
          <p className="text-sm text-ink-2">
            {t(row.state === 'disabled' ? 'networkWhenOn' : 'networkNotChangeable')}
          </p>
        )}
        <DetailFields register={form.register} errors={errors} timeZone={timeZone} />
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" size="sm" look="primary" disabled={!isReady}>
            {pending ? t('savingChange') : t('saveChange')}
          </Button>
          <Button size="sm" look="quiet" onClick={close}>
            {t('cancel')}
          </Button>
          <span className="text-xs text-ink-2">{t('takesEffect')}</span>
        </div>
      </fieldset>
    </form>
  )
}

interface NetworkPartProps {
  row: RelayRow
  form: UseFormReturn<z.input<typeof relayRequestSchema>, unknown, RelayRequest>
  values: RelayRequest
  reading: RelayChangeReading
  onSubmit: () => void
}

function NetworkPart({ row, form, values, reading, onSubmit }: NetworkPartProps) {
  const t = useTranslations('relay')
  const words = useFaultText()
  const { errors } = form.formState
  const { network, networkFault, wide, holes } = reading
  return (
    <>
      <NetworksField
        label={t('network')}
        placeholder={t('addPlaceholder')}
        hint={t('networkHint')}
        text={values.text}
        problems={reading.problems}
        lineCount={1}
        serverError={networkFault ? words(networkFault) : errors.text?.message}
        register={form.register('text')}
        onText={(text) => form.setValue('text', text)}
        onSubmit={onSubmit}
      />
      {network && <Understood networks={[network]} />}
      {network && <ChangedReach row={row} network={network} />}
      {!networkFault && wide.length > 0 && (
        <ConfirmWide networks={wide} register={form.register('typed')} error={errors.typed?.message} />
      )}
      {!networkFault && holes[0] && (
        <ConfirmHoles
          network={holes[0]}
          register={form.register('holesMeant')}
          error={errors.holesMeant?.message}
        />
      )}
    </>
  )
}
