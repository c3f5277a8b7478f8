'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { EditForm } from '@/components/table/edit-form'
import { useStaging } from '@/components/table/use-staging'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import {
  type Assertion,
  keyOfAssertion,
  MAX_NOTE_CHARACTERS,
  type NotedAssertion,
} from '@/lib/xmail/assertions'
import { type AssertionFields, EMPTY_FIELDS, fieldsOf, isTyped, readFields } from './assertion-fields'
import { ClaimFields } from './claim-fields'
import { NamesField } from './names-field'
import { useSentence } from './use-sentence'

export interface AssertionFormProps {
  /** A sentence that is changed; left out: a new one. */
  changed?: NotedAssertion
  /** The other sentences of the server. */
  others: readonly Assertion[]
  save: (sentence: NotedAssertion) => Promise<ActionResult<null>>
  close?: () => void
}

/** Writes a sentence by choosing what it is about, and says it before it is kept. */
export function AssertionForm({ changed, others, save, close }: AssertionFormProps) {
  const t = useTranslations('assertions.form')
  const help = useHelp()
  const words = useFaultText()
  const sentence = useSentence()
  const { send, fault, pending } = useStaging()
  const [fields, setFields] = useState<AssertionFields>(changed ? fieldsOf(changed) : EMPTY_FIELDS)
  const read = readFields(fields)
  const keys = new Set(others.map(keyOfAssertion))
  const isKnown = read.ok && keys.has(keyOfAssertion(read.value.assertion))
  const set = (part: Partial<AssertionFields>) => setFields({ ...fields, ...part })
  const submit = async () => {
    if (!read.ok || isKnown || !(await send(() => save(read.value)))) return
    setFields({ ...fields, networks: '', sender: '', account: '', note: '' })
    close?.()
  }
  return (
    <EditForm
      changes={changed !== undefined}
      ready={read.ok && !isKnown}
      pending={pending}
      fault={fault}
      submit={submit}
      close={close}
      words={[t(changed ? 'save' : 'add'), t('saving')]}
    >
      <ClaimFields fields={fields} set={set} />
      <NamesField fields={fields} set={set} wrong={!read.ok && read.field !== 'note' && isTyped(fields)} />
      <Field
        label={t('note')}
        {...help('assertionNote', t('note'))}
        error={!read.ok && read.field === 'note' ? t('noteWrong') : undefined}
        className="max-w-lg"
      >
        {(control) => (
          <Input
            {...control}
            maxLength={MAX_NOTE_CHARACTERS}
            value={fields.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      <p className="text-sm [overflow-wrap:anywhere]" aria-live="polite" data-testid="typed-sentence">
        {read.ok && (
          <>
            <span className="text-ink-2">{t('says')}</span>{' '}
            <span className="font-medium">{sentence(read.value.assertion)}</span>
          </>
        )}
        {isKnown && <span className="block text-broken">{words({ code: 'ASSERTION_EXISTS' })}</span>}
      </p>
    </EditForm>
  )
}
