'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { CodeInput } from '@/components/ui/code-input'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import {
  EMPTY_QUESTION,
  MECHANISMS,
  type QuestionFaults,
  type QuestionField,
  type QuestionForm,
  SERVICES,
  TLS_WAYS,
} from '@/lib/xmail/simulator'
import { PtrFields } from './ptr-fields'

export interface QuestionFieldsProps {
  form: QuestionForm
  faults: QuestionFaults
  listeners: readonly string[]
  onChange: (form: QuestionForm) => void
}

/** The question as a form: only what the service has to do with is asked for. */
export function QuestionFields({ form, faults, listeners, onChange }: QuestionFieldsProps) {
  const t = useTranslations('simulator')
  const set = (field: QuestionField) => (value: string) => onChange({ ...form, [field]: value })
  const shared = { form, faults, set }
  // A service that an address got wrong is shown with its fault, and with the fields of the first.
  const isSmtp = form.service === 'smtp' || faults.service !== undefined
  return (
    <form className="space-y-3.5" aria-label={t('question')} onSubmit={(event) => event.preventDefault()}>
      <ChosenField {...shared} field="service" values={SERVICES} />
      <TypedField {...shared} field="client" placeholder="203.0.113.9" />
      {form.service === 'pop3-user' && <TypedField {...shared} field="user" placeholder="joe@example.com" />}
      {isSmtp && (
        <>
          <TypedField {...shared} field="from" placeholder="friend@elsewhere.example" />
          <TypedField {...shared} field="to" placeholder="joe@example.com" />
          <MoreFields {...shared} listeners={listeners} />
        </>
      )}
    </form>
  )
}

const MORE_FIELDS = ['as', 'auth', 'tls', 'ptr', 'listener'] as const

/** What most questions leave alone. In sight as soon as it is set, by an example or by the page's address. */
function MoreFields({ listeners, ...shared }: SharedFieldProps & { listeners: readonly string[] }) {
  const t = useTranslations('simulator')
  const { form, faults } = shared
  const [open, setOpen] = useState(false)
  const isUsed = MORE_FIELDS.some((field) => form[field] !== EMPTY_QUESTION[field] || faults[field])
  return (
    <details open={isUsed || open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-1 text-sm text-ink-2">{t('more')}</summary>
      <div className="mt-2 space-y-3.5">
        <TypedField {...shared} field="as" placeholder="joe@example.com" />
        {form.as.trim() !== '' && <ChosenField {...shared} field="auth" values={MECHANISMS} />}
        <ChosenField {...shared} field="tls" values={TLS_WAYS} />
        <PtrFields {...shared} />
        {(listeners.length > 0 || form.listener !== '') && (
          <TypedField {...shared} field="listener" placeholder="192.0.2.7,587" offered={listeners} />
        )}
      </div>
    </details>
  )
}

export interface SharedFieldProps {
  form: QuestionForm
  faults: QuestionFaults
  set: (field: QuestionField) => (value: string) => void
}

interface TypedFieldProps extends SharedFieldProps {
  field: 'client' | 'user' | 'from' | 'to' | 'as' | 'listener'
  placeholder: string
  offered?: readonly string[]
}

function TypedField({ form, faults, set, field, placeholder, offered }: TypedFieldProps) {
  const t = useTranslations('simulator')
  const help = useHelp()
  const words = useFaultText()
  const list = useId()
  const fault = faults[field]
  return (
    <Field
      label={t(`field_${field}`)}
      {...help(`simulator_${field}`, t(`field_${field}`))}
      hint={t(`hint_${field}`)}
      error={fault && words(fault)}
    >
      {(control) => (
        <>
          <CodeInput
            {...control}
            placeholder={placeholder}
            list={offered ? list : undefined}
            value={form[field]}
            onChange={(event) => set(field)(event.target.value)}
          />
          {offered && (
            <datalist id={list}>
              {offered.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  )
}

type ChosenFieldProps = SharedFieldProps &
  (
    | { field: 'service'; values: typeof SERVICES }
    | { field: 'tls'; values: typeof TLS_WAYS }
    | { field: 'auth'; values: typeof MECHANISMS }
  )

function ChosenField(props: ChosenFieldProps) {
  const { form, faults, set, field, values } = props
  const t = useTranslations('simulator')
  const help = useHelp()
  const words = useFaultText()
  const fault = faults[field]
  const isKnown = values.some((value) => value === form[field])
  return (
    <Field
      label={t(`field_${field}`)}
      {...help(`simulator_${field}`, t(`field_${field}`))}
      error={fault && words(fault)}
    >
      {(control) => (
        <Select {...control} value={form[field]} onChange={(event) => set(field)(event.target.value)}>
          {/* What an address has brought along stays in sight beside its fault. */}
          {!isKnown && <option value={form[field]}>{form[field].slice(0, 40)}</option>}
          {optionsOf(props).map(({ value, key }) => (
            <option key={value} value={value}>
              {key === null ? value : t(key)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function optionsOf(props: ChosenFieldProps) {
  switch (props.field) {
    case 'service':
      return props.values.map((value) => ({ value, key: `service_${value}` as const }))
    case 'tls':
      return props.values.map((value) => ({ value, key: `tls_${value}` as const }))
    case 'auth':
      return props.values.map((value) => ({ value, key: null }))
  }
}
