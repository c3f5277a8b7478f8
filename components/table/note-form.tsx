'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** A row's note, to be written, changed or (emptied) removed. Enter saves, Escape leaves it as it was. */
export function NoteForm({
  name,
  text,
  pending,
  close,
  save,
}: {
  /** Of the row. */
  name: string
  text: string
  pending: boolean
  close: () => void
  save: (text: string) => Promise<boolean>
}) {
  const t = useTranslations('table')
  const help = useHelp()
  const [value, setValue] = useState(text)
  const label = t('noteLabel', { name })
  return (
    <form
      className="flex flex-wrap items-end gap-2 border-t px-3 py-3"
      onSubmit={async (event) => {
        event.preventDefault()
        if (value.trim() === text.trim() || (await save(value))) close()
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Field label={label} {...help('rowNote', label)} hint={t('noteHint')} className="min-w-60 flex-1">
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={300}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={pending} className="mb-5">
        {t('noteSave')}
      </Button>
      <Button look="quiet" onClick={close} className="mb-5">
        {t('cancel')}
      </Button>
    </form>
  )
}
