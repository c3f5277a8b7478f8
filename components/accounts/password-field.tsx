'use client'

import { Check, Copy, Dices, Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { makePassword } from './make-password'

/** A new password, typed or made. It can be seen and copied here and never again. */
export function PasswordField({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: string
  hint?: ReactNode
  error?: ReactNode
  value: string
  onChange: (password: string) => void
}) {
  const t = useTranslations('accounts')
  const help = useHelp()
  const [shown, setShown] = useState(false)
  const [copied, setCopied] = useState(false)
  const change = (password: string) => {
    setCopied(false)
    onChange(password)
  }
  return (
    <Field label={label} {...help('newPassword', label)} hint={hint} error={error} className="max-w-lg">
      {(control) => (
        <div className="flex flex-wrap gap-1.5">
          <Input
            {...control}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            className="mono min-w-40 flex-1"
            value={value}
            onChange={(event) => change(event.target.value)}
          />
          <Button
            size="icon"
            look="quiet"
            onClick={() => setShown(!shown)}
            aria-label={t(shown ? 'hidePassword' : 'showPassword')}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </Button>
          <Button
            onClick={() => {
              change(makePassword())
              setShown(true)
            }}
          >
            <Dices aria-hidden />
            {t('makePassword')}
          </Button>
          {value !== '' && (
            <Button
              look="quiet"
              onClick={async () => {
                await navigator.clipboard?.writeText(value)
                setCopied(true)
              }}
            >
              {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
              <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}
