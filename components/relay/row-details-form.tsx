'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'
import {
  checkRowDetails,
  detailFieldsSchema,
  detailsOfFields,
  type DetailFields as Fields,
  printRowDetails,
  type RowDetails,
} from '@/lib/xmail/tables'
import { DetailFields } from './detail-fields'
import { useDetailErrors } from './use-detail-errors'

export interface RowDetailsFormProps {
  /** Names the row. */
  network: string
  details: RowDetails
  /** What was typed before the row went out of sight; null: nothing yet. */
  typed: Fields | null
  onTyped: (fields: Fields) => void
  today: string
  timeZone: string
  /** The text of the row's note. */
  save: (text: string) => Promise<ActionResult<null>>
  close: () => void
}

/** Changes what is noted about a row, in its place. */
export function RowDetailsForm(props: RowDetailsFormProps) {
  const { network, details, typed, onTyped, today, timeZone, save, close } = props
  const t = useTranslations('relay')
  const router = useRouter()
  const { text: note, ...rest } = details
  const form = useForm({
    resolver: zodResolver(detailFieldsSchema),
    defaultValues: typed ?? { note, ...rest },
  })
  const text = (fields: Fields) => printRowDetails(detailsOfFields(fields))
  const { submit, pending, fault } = useActionForm(
    form,
    async (fields) =>
      text(fields) === printRowDetails(details) ? { ok: true as const, value: null } : save(text(fields)),
    () => {
      close()
      router.refresh()
    },
  )
  const values = form.watch()
  // The rows of a long table are taken off the page out of sight; what is being typed must not go with them.
  useEffect(() => onTyped(values), [values, onTyped])
  const found = checkRowDetails(detailsOfFields(values), today)
  // An end that is over already may stay while something else is changed.
  const trouble = found?.code === 'DAY_OVER' && values.until === details.until ? null : found
  const errors = useDetailErrors(trouble, form.formState.errors)
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={t('detailsOf', { network })}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <fieldset disabled={pending} className="space-y-2.5">
        <DetailFields register={form.register} errors={errors} timeZone={timeZone} autoFocus />
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" look="primary" disabled={trouble !== null}>
            {pending ? t('savingDetails') : t('saveDetails')}
          </Button>
          <Button size="sm" look="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}
