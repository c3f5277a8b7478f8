'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { EditForm, type EditFormProps } from '@/components/table/edit-form'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult, Fault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { checkHosts, type Edit, GRANTABLE, type Grantable, type HnpropRow } from '@/lib/xmail/tables'
import { Grants } from './grants'

const PLACE = { table: 'hnprop', path: mailRootPath('smtp.hnprop.tab') } as const

interface FormsProps {
  /** With the draft. */
  rows: readonly HnpropRow[]
  stage: (edit: Edit) => Promise<ActionResult<null>>
}

/** Adds a host. `creates`: the file is not there, and its mere presence shuts out clients without a name. */
export function AddHosts({ rows, creates, stage }: FormsProps & { creates: boolean }) {
  const t = useTranslations('whitelist')
  const common = useTranslations('table')
  const help = useHelp()
  const [host, setHost] = useState('')
  const [note, setNote] = useState('')
  const [grants, setGrants] = useState<readonly Grantable[]>(['whiteList'])
  const [meant, setMeant] = useState(false)
  const { send, fault, pending } = useStaging()
  const [trouble = null] = host.trim() === '' ? [] : checkHosts(rows, [{ host: host.trim(), grants }])
  const ready = host.trim() !== '' && !trouble && grants.length > 0 && (!creates || meant)
  const submit = async () => {
    const rules = [{ host: host.trim(), grants: [...grants], note }]
    const edit: Edit = {
      ...PLACE,
      op: 'add',
      rules,
      before: null,
      confirmed: creates ? ['names-needed'] : [],
    }
    if (!ready || !(await send(() => stage(edit)))) return
    setHost('')
    setNote('')
    setMeant(false)
  }
  return (
    <HostFields
      host={host}
      onHost={setHost}
      trouble={trouble}
      form={{ changes: false, ready, pending, fault, submit }}
    >
      <Grants value={grants} onChange={setGrants} />
      <Field
        label={common('noteField')}
        {...help('rowNote', common('noteField'))}
        hint={common('noteFieldHint')}
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
      {creates && (
        <Notice look="opens">
          <p>{t('creates')}</p>
          <Choice
            type="checkbox"
            label={common('confirm')}
            checked={meant}
            onChange={(event) => setMeant(event.target.checked)}
          />
        </Notice>
      )}
    </HostFields>
  )
}

/** Changes one row in its place. */
export function HostForm({ row, rows, stage, close }: FormsProps & { row: HnpropRow; close: () => void }) {
  const [host, setHost] = useState(row.pattern)
  const [grants, setGrants] = useState<readonly Grantable[]>(GRANTABLE.filter((key) => row.properties[key]))
  const { send, fault, pending } = useStaging()
  const [trouble = null] = checkHosts(
    rows.filter((other) => other.line < row.line),
    [{ host: host.trim(), grants }],
  )
  const submit = async () => {
    const rule = { host: host.trim(), grants: [...grants] }
    const edit: Edit = { ...PLACE, op: 'replace', row: { line: row.line, was: row.was }, rule }
    if (!trouble && (await send(() => stage(edit)))) close()
  }
  return (
    <HostFields
      host={host}
      onHost={setHost}
      trouble={trouble}
      form={{ changes: true, ready: !trouble && grants.length > 0, pending, fault, submit, close }}
    >
      <Grants value={grants} onChange={setGrants} />
    </HostFields>
  )
}

function HostFields({
  host,
  onHost,
  trouble,
  form,
  children,
}: {
  host: string
  onHost: (host: string) => void
  trouble: Fault | null
  form: Omit<EditFormProps, 'children'>
  children: ReactNode
}) {
  const t = useTranslations('whitelist')
  const help = useHelp()
  const words = useFaultText()
  const meaning = trouble?.details?.meaning
  return (
    <EditForm {...form}>
      <Field
        label={t('addHost')}
        {...help('hostPattern', t('addHost'))}
        hint={t('addHostHint')}
        error={
          trouble && (
            <span data-code={trouble.code}>
              {words(trouble)}{' '}
              {meaning !== undefined && (
                <Button size="sm" onClick={() => onHost(String(meaning))}>
                  {t('useHost', { host: String(meaning) })}
                </Button>
              )}
            </span>
          )
        }
        className="max-w-lg"
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            placeholder="mail.partner.example"
            spellCheck={false}
            autoCapitalize="none"
            value={host}
            onChange={(event) => onHost(event.target.value)}
          />
        )}
      </Field>
      {children}
    </EditForm>
  )
}
