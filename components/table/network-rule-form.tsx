'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useDeferredValue, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { formatNetwork, MAX_CHARACTERS } from '@/lib/xmail/net'
import type { Edit, MayConfirm } from '@/lib/xmail/tables'
import { Checking } from './checking'
import { Confirmations, type NetworkConfirmation } from './confirmations'
import { NetworksField } from './networks-field'
import { type CheckNetworks, NO_RULES, understandRules } from './understand-rules'
import { Understood } from './understood'
import { useStaging } from './use-staging'
import { useUnderstanding } from './use-understanding'

export interface NetworkRuleFormProps {
  label: string
  check: CheckNetworks
  makeEdit: (networks: readonly string[], note: string, confirmed: readonly NetworkConfirmation[]) => Edit
  /** Said before a very wide network is taken. */
  wideText: (networks: string) => string
  mayConfirm: MayConfirm
  stage: (edit: Edit) => Promise<ActionResult<null>>
  /** The fields that say what happens to the networks. */
  children: ReactNode
}

/** Each line is counted when it is understood and when it is checked. */
const PASSES = 2

/** Rules about networks: any form of them, one or many, what happens to them, and a note. */
export function NetworkRuleForm(props: NetworkRuleFormProps) {
  const { label, check, makeEdit, wideText, mayConfirm, stage, children } = props
  const t = useTranslations('table')
  const help = useHelp()
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [confirmed, setConfirmed] = useState<readonly NetworkConfirmation[]>([])
  const { send, fault, pending } = useStaging()
  const wanted = useDeferredValue(text)
  const begin = useCallback(() => understandRules(wanted, check, mayConfirm), [wanted, check, mayConfirm])
  const { answer, progress } = useUnderstanding(wanted, begin, PASSES, MAX_CHARACTERS)
  const reading = answer ?? NO_RULES
  const isConfirmed = reading.needed.every((name) => confirmed.includes(name))
  const ready = reading.networks.length > 0 && reading.problems.length === 0 && isConfirmed
  const submit = async () => {
    if (!ready) return
    const edit = makeEdit(reading.networks.map(formatNetwork), note, reading.needed)
    if (!(await send(() => stage(edit)))) return
    setText('')
    setNote('')
    setConfirmed([])
  }
  return (
    <form
      noValidate
      className="mb-6 max-w-3xl"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={pending} className="space-y-2.5">
        <NetworksField
          label={label}
          placeholder="192.0.2.0/24"
          text={text}
          problems={reading.problems}
          lineCount={reading.lines.length}
          serverError={undefined}
          register={{ value: text, onChange: (event) => setText(event.target.value) }}
          onText={setText}
          onSubmit={submit}
        />
        <Checking progress={progress} />
        {children}
        <Field
          label={t('noteField')}
          {...help('rowNote', t('noteField'))}
          hint={t('noteFieldHint')}
          className="max-w-lg"
        >
          {(control) => (
            <Input
              {...control}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <Confirmations
          needed={reading.needed}
          networks={reading.askedFor}
          wideText={wideText}
          confirmed={confirmed}
          onChange={setConfirmed}
        />
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" disabled={!ready}>
            {pending ? t('adding') : t('add')}
          </Button>
          <Understood networks={reading.networks} />
        </div>
      </fieldset>
    </form>
  )
}
