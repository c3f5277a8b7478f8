'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CodeInput } from '@/components/ui/code-input'
import { Field } from '@/components/ui/field'

/** Answers what the client is called in DNS, beside the cases that hang on it. */
export function SupposeName({ onName }: { onName: (name: string) => void }) {
  const t = useTranslations('simulator')
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <form className="flex flex-wrap items-end gap-2 pt-1" onSubmit={submit}>
      <Field label={t('supposeName')} className="min-w-0 flex-1 basis-56">
        {(control) => (
          <CodeInput
            {...control}
            placeholder="mail.partner.example"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit">{t('suppose')}</Button>
    </form>
  )
}
