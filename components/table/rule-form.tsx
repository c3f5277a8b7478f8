'use client'

import { type ReactNode, useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult, Fault } from '@/lib/errors'
import { formatNetwork, type Network, networksOf, understandNetworks } from '@/lib/xmail/net'
import type { Edit, MayConfirm } from '@/lib/xmail/tables'
import { askedBy, Confirmations, type NetworkConfirmation } from './confirmations'
import { EditForm } from './edit-form'
import { useStaging } from './use-staging'

export interface RuleFormProps {
  label: string
  /** As it is now. */
  network: string
  check: (network: Network) => Fault | null
  makeEdit: (network: string, confirmed: readonly NetworkConfirmation[]) => Edit
  wideText: (networks: string) => string
  mayConfirm: MayConfirm
  stage: (edit: Edit) => Promise<ActionResult<null>>
  close: () => void
  children: ReactNode
}

/** Changes the rule of one row: its network, and by `children` what happens to it. */
export function RuleForm(props: RuleFormProps) {
  const { label, check, makeEdit, wideText, mayConfirm, stage, close, children } = props
  const words = useFaultText()
  const help = useHelp()
  const [text, setText] = useState(props.network)
  const [confirmed, setConfirmed] = useState<readonly NetworkConfirmation[]>([])
  const { send, fault, pending } = useStaging()
  const { network, trouble } = understandOne(text, check)
  const asked = askedBy(trouble, mayConfirm)
  const needed = asked ? [asked] : []
  const blocked = !network || (trouble !== null && !asked) || needed.some((name) => !confirmed.includes(name))
  const submit = async () => {
    if (network && !blocked && (await send(() => stage(makeEdit(formatNetwork(network), needed))))) close()
  }
  return (
    <EditForm changes ready={!blocked} pending={pending} fault={fault} submit={submit} close={close}>
      <Field
        label={label}
        {...help('relayNetworkField', label)}
        error={trouble && !asked ? words(trouble) : undefined}
        className="max-w-lg"
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {children}
      <Confirmations
        needed={needed}
        networks={network ? formatNetwork(network) : ''}
        wideText={wideText}
        confirmed={confirmed}
        onChange={setConfirmed}
      />
    </EditForm>
  )
}

function understandOne(text: string, check: RuleFormProps['check']) {
  const [entry, ...others] = understandNetworks(text)
  if (!entry) return { network: null, trouble: { code: 'ADDRESS_EMPTY' } satisfies Fault }
  if (!entry.result.ok) return { network: null, trouble: entry.result.error }
  const [network, ...more] = networksOf(entry.result.value)
  if (!network || more.length + others.length > 0) {
    return { network: null, trouble: { code: 'ADDRESS_INVALID', details: { address: text } } satisfies Fault }
  }
  return { network, trouble: check(network) }
}
