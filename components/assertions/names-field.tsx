'use client'

import { useTranslations } from 'next-intl'
import { useHelp } from '@/components/form/use-help'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import type { AssertionFieldsProps } from './claim-fields'

const PLAIN = { className: 'mono', spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const

/** Of whom a sentence speaks: networks, a sender or an account. */
export function NamesField({ fields, set, wrong }: AssertionFieldsProps & { wrong: boolean }) {
  const t = useTranslations('assertions.form')
  const help = useHelp()
  const { kind } = fields
  if (kind === null) return null
  if (kind === 'relay' || kind === 'gate') return <Networks fields={fields} set={set} wrong={wrong} />
  return (
    <Field
      label={t(kind)}
      {...help(kind === 'sender' ? 'assertionSender' : 'assertionAccount', t(kind))}
      error={wrong && t(`${kind}Wrong`)}
      className="max-w-lg"
    >
      {(control) => (
        <Input
          {...control}
          {...PLAIN}
          placeholder={kind === 'sender' ? 'x@rude.example' : 'taro@example.com'}
          value={fields[kind]}
          onChange={(event) => set({ [kind]: event.target.value })}
        />
      )}
    </Field>
  )
}

function Networks({ fields, set, wrong }: AssertionFieldsProps & { wrong: boolean }) {
  const t = useTranslations('assertions.form')
  const help = useHelp()
  return (
    <>
      <Field
        label={t('networks')}
        {...help('assertionNetworks', t('networks'))}
        hint={t(fields.claim === 'only' ? 'networksHintOnly' : 'networksHint')}
        error={wrong && t('networksWrong')}
        className="max-w-lg"
      >
        {(control) => (
          <Textarea
            {...control}
            {...PLAIN}
            rows={2}
            placeholder="10.0.0.0/8"
            value={fields.networks}
            onChange={(event) => set({ networks: event.target.value })}
          />
        )}
      </Field>
      {fields.claim === 'only' && (
        <Choice
          type="checkbox"
          label={t('withIpv6')}
          hint={t('withIpv6Hint')}
          checked={fields.withIpv6}
          onChange={(event) => set({ withIpv6: event.target.checked })}
        />
      )}
    </>
  )
}
