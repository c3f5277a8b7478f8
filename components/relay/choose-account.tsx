'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useRef, useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult, Fault } from '@/lib/errors'

interface ChooseAccountProps {
  /** `name@domain`, or ''. */
  chosen: string
  fault: Fault | null
  /** Asked for when the field is used: a server may have many accounts. */
  accountNames: () => Promise<ActionResult<string[]>>
}

export function ChooseAccount({ chosen, fault, accountNames }: ChooseAccountProps) {
  const t = useTranslations('relay')
  const words = useFaultText()
  const router = useRouter()
  const path = usePathname()
  const listId = useId()
  const [names, setNames] = useState<readonly string[]>([])
  const asked = useRef(false)
  const [pending, start] = useTransition()
  const offer = async () => {
    if (asked.current) return
    asked.current = true
    const found = await callAction(accountNames)
    // Without the list a name can still be typed.
    if (found.ok) setNames(found.value)
  }
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const account = String(new FormData(event.currentTarget).get('account') ?? '').trim()
    const query = account === '' ? '' : `?account=${encodeURIComponent(account)}`
    start(() => router.replace(`${path}${query}#bypasses`, { scroll: false }))
  }
  const wrong = fault && (fault.code === 'NOT_FOUND' ? t('accountUnknown') : words(fault))
  return (
    <form onSubmit={choose} noValidate className="flex flex-wrap items-start gap-2">
      <Field label={t('account')} hint={t('accountHint')} error={wrong} className="w-80 max-w-full">
        {(control) => (
          <Input
            {...control}
            key={chosen}
            name="account"
            list={listId}
            className="mono"
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
            defaultValue={chosen}
            placeholder="hanako@example.test"
            onFocus={offer}
          />
        )}
      </Field>
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button type="submit" disabled={pending} className="mt-7">
        {t('accountShow')}
      </Button>
    </form>
  )
}
