'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult, Fault } from '@/lib/errors'
import { formatNetwork, type Network } from '@/lib/xmail/net'
import { type Edit, type MayConfirm, readRequestedLines } from '@/lib/xmail/tables'
import { askedBy, Confirmations, type NetworkConfirmation } from './confirmations'
import { NetworksField } from './networks-field'
import { Understood } from './understood'
import { useStaging } from './use-staging'

export interface NetworkRuleFormProps {
  label: string
  /** One answer for each network, as the table's own check gives it. */
  check: (
    networks: readonly Network[],
    confirmed: readonly NetworkConfirmation[],
  ) => readonly (Fault | null)[]
  makeEdit: (networks: readonly string[], note: string, confirmed: readonly NetworkConfirmation[]) => Edit
  /** Said before a very wide network is taken. */
  wideText: (networks: string) => string
  mayConfirm: MayConfirm
  stage: (edit: Edit) => Promise<ActionResult<null>>
  /** The fields that say what happens to the networks. */
  children: ReactNode
}

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
  const reading = useMemo(
    () => understand(wanted, check, confirmed, mayConfirm),
    [wanted, check, confirmed, mayConfirm],
  )
  const submit = async () => {
    if (!reading.ready) return
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
          <Button type="submit" look="primary" disabled={!reading.ready}>
            {pending ? t('adding') : t('add')}
          </Button>
          <Understood networks={reading.networks} />
        </div>
      </fieldset>
    </form>
  )
}

function understand(
  text: string,
  check: NetworkRuleFormProps['check'],
  confirmed: readonly NetworkConfirmation[],
  may: MayConfirm,
) {
  const lines = readRequestedLines(text, (networks) => check(networks, []))
  const asking = lines.flatMap((line) => {
    const name = askedBy(line.fault, may)
    return name ? [{ line, name }] : []
  })
  const needed = [...new Set(asking.map(({ name }) => name))]
  const problems = lines.filter((line) => line.fault && askedBy(line.fault, may) === null)
  const networks = lines.filter((line) => !problems.includes(line)).flatMap((line) => line.networks)
  const isConfirmed = needed.every((name) => confirmed.includes(name))
  return {
    lines,
    problems,
    networks,
    needed,
    askedFor: asking.map(({ line }) => line.networks.map(formatNetwork).join(', ')).join(', '),
    ready: networks.length > 0 && problems.length === 0 && isConfirmed,
  }
}
