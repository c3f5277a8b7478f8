'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

export interface FileFieldProps {
  label: string
  accept: string
  help?: string
  helpLabel?: string
  error?: string | undefined
  /** Reads the file here, in the browser; null: it is too large. */
  read: (file: File) => Promise<string | null>
  onRead: (content: string) => void
}

/** Takes what a file holds into the form. The file itself is not kept. */
export function FileField({ label, accept, read, onRead, error, ...help }: FileFieldProps) {
  const t = useTranslations('tls')
  const [tooLarge, setTooLarge] = useState(false)
  const take = async (file: File | undefined) => {
    const content = file ? await read(file) : ''
    setTooLarge(content === null)
    onRead(content ?? '')
  }
  return (
    <Field label={label} {...help} error={tooLarge ? t('fileTooLarge') : error}>
      {(control) => (
        <Input
          {...control}
          type="file"
          accept={accept}
          className="h-auto py-1.5"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      )}
    </Field>
  )
}
