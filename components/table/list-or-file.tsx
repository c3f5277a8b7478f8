'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { ListTextarea } from './list-textarea'

export interface ListOrFileProps {
  /** Of the field for the text. */
  label: string
  hint?: string
  /** Lines that the field shows. */
  rows: number
  /** Kinds of files, as `accept` of an input has them. */
  accept: string
  text: string
  onText: (text: string) => void
}

/** A list, written or pasted into a field or taken from a file, which then stands in the field. */
export function ListOrFile({ label, hint, rows, accept, text, onText }: ListOrFileProps) {
  const t = useTranslations('table')
  const [isUnreadable, setIsUnreadable] = useState(false)
  const write = (typed: string) => {
    setIsUnreadable(false)
    onText(typed)
  }
  const open = async (file: File | undefined) => {
    if (!file) return
    try {
      write(await file.text())
    } catch {
      // A file that was moved, or that may not be read, since it was chosen.
      setIsUnreadable(true)
    }
  }
  return (
    <>
      <Field label={label} hint={hint}>
        {(control) => (
          <ListTextarea {...control} rows={rows} className="mono text-xs" text={text} onText={write} />
        )}
      </Field>
      <Field label={t('file')} error={isUnreadable && t('fileWrong')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept={accept}
            className="max-w-full text-sm"
            onChange={(event) => open(event.target.files?.[0])}
          />
        )}
      </Field>
    </>
  )
}
