'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Fault } from '@/lib/errors'
import { parseMailRootPath } from '@/lib/xmail/path'
import { fileAddress } from './file-address'

export interface OpenByPathProps {
  base: string
  folder: string
  /** Whether a file that is named here may be made. */
  mayCreate: boolean
}

/** Opens a file by its name: one that is in no list, or that is to be made. */
export function OpenByPath({ base, folder, mayCreate }: OpenByPathProps) {
  const t = useTranslations('files')
  const help = useHelp()
  const words = useFaultText()
  const router = useRouter()
  const [text, setText] = useState(folder === '' ? '' : `${folder}/`)
  const [fault, setFault] = useState<Fault | null>(null)
  const open = (event: FormEvent) => {
    event.preventDefault()
    const path = parseMailRootPath(text.trim())
    setFault(path.ok ? null : path.error)
    if (path.ok) router.push(fileAddress(base, path.value))
  }
  return (
    <form onSubmit={open} className="mb-6 max-w-xl" noValidate>
      <Field
        label={t('path')}
        hint={mayCreate ? t('pathHintCreate') : t('pathHint')}
        error={fault && words(fault)}
        {...help('filePath', t('path'))}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              className="mono"
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
            <Button type="submit">{t('open')}</Button>
          </div>
        )}
      </Field>
    </form>
  )
}
