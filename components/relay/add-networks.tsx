'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { useActionForm } from '@/components/form/use-action-form'
import { Checking } from '@/components/table/checking'
import { ConfirmHoles } from '@/components/table/confirm-holes'
import { NetworksField } from '@/components/table/networks-field'
import { Understood } from '@/components/table/understood'
import { useUnderstanding } from '@/components/table/use-understanding'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import { MAX_CHARACTERS } from '@/lib/xmail/net'
import {
  type MayConfirm,
  type RelayRequest,
  type RelayRequestReading,
  type RelayRow,
  readRelayRequestInSteps,
  relayRequestSchema,
} from '@/lib/xmail/tables'
import { ConfirmWide } from './confirm-wide'
import { DetailFields } from './detail-fields'
import { useDetailErrors } from './use-detail-errors'

export interface AddNetworksProps {
  rows: readonly RelayRow[]
  mayConfirm: MayConfirm
  add: (request: RelayRequest) => Promise<ActionResult<null>>
  /** What another part of the page puts into the field. */
  text: string
  onText: (text: string) => void
  /** The console's day, and by whose calendar. */
  today: string
  timeZone: string
}

/** Each line is counted when it is understood and when it is checked. */
const PASSES = 2

const NONE: RelayRequestReading['networks'] = []
const EMPTY = { text: '', typed: '', holesMeant: false, note: '', ticket: '', owner: '', until: '' }

/** One field that takes anything, shows at once what it understood, and puts it into the draft on Enter. */
export function AddNetworks(props: AddNetworksProps) {
  const { rows, mayConfirm, add, text, onText, today, timeZone } = props
  const t = useTranslations('relay')
  const router = useRouter()
  const form = useForm({ resolver: zodResolver(relayRequestSchema), defaultValues: EMPTY })
  const { submit, pending, fault } = useActionForm(form, add, () => {
    form.reset(EMPTY)
    onText('')
    router.refresh()
  })
  useEffect(() => {
    if (text) form.setValue('text', text)
  }, [text, form])
  const values = form.watch()
  const { errors } = form.formState
  const request = useDeferredValue(JSON.stringify(values))
  // The schema would throw at what is too long, and the page with it; the reading says it in words.
  const wish: RelayRequest = useMemo(() => JSON.parse(request), [request])
  const begin = useCallback(
    () => readRelayRequestInSteps(rows, { ...wish, typed: wish.typed.trim() }, mayConfirm, today),
    [wish, rows, mayConfirm, today],
  )
  const { answer: reading, progress } = useUnderstanding(wish.text, begin, PASSES, MAX_CHARACTERS)
  const detailErrors = useDetailErrors(reading?.detailFault ?? null, errors)
  return (
    <form onSubmit={submit} noValidate className="mb-6 max-w-3xl">
      <fieldset disabled={pending} className="space-y-2.5">
        <NetworksField
          label={t('addLabel')}
          placeholder={t('addPlaceholder')}
          text={values.text}
          problems={reading?.problems ?? []}
          lineCount={reading?.lines.length ?? 0}
          serverError={errors.text?.message}
          register={form.register('text')}
          onText={(text) => form.setValue('text', text)}
          onSubmit={() => reading?.edit && submit()}
        />
        <Checking progress={progress} />
        {reading && reading.wide.length > 0 && (
          <ConfirmWide
            networks={reading.wide}
            register={form.register('typed')}
            error={errors.typed?.message}
          />
        )}
        {reading?.holes[0] && (
          <ConfirmHoles
            network={reading.holes[0]}
            register={form.register('holesMeant')}
            error={errors.holesMeant?.message}
          />
        )}
        <details>
          <summary className="w-fit text-sm text-ink-2">{t('addDetails')}</summary>
          <div className="mt-2">
            <DetailFields register={form.register} errors={detailErrors} timeZone={timeZone} />
          </div>
        </details>
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" disabled={!reading?.edit}>
            {pending ? t('adding') : t('add')}
          </Button>
          <Understood networks={reading?.networks ?? NONE} />
        </div>
      </fieldset>
    </form>
  )
}
