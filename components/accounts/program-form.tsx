'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHelp } from '@/components/form/use-help'
import { EditForm } from '@/components/table/edit-form'
import { usePlacedFault } from '@/components/table/use-placed-fault'
import { useStaging } from '@/components/table/use-staging'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, MECHANISMS, type Mechanism, type SmtpextauthRow } from '@/lib/xmail/tables'

const PLACE = { table: 'smtpextauth', path: mailRootPath('smtpextauth.tab') } as const
const FIELDS = ['mechanism', 'program', 'args'] as const

export interface ProgramFormProps {
  /** Null: a new one. */
  row: SmtpextauthRow | null
  decode: (bytes: string) => string
  stage: (edit: Edit) => Promise<ActionResult<null>>
  close?: () => void
}

/** The program for a mechanism, with its arguments, one a line. */
export function ProgramForm({ row, decode, stage, close }: ProgramFormProps) {
  const t = useTranslations('accounts')
  const help = useHelp()
  const [mechanism, setMechanism] = useState<Mechanism>(
    MECHANISMS.find((known) => known === row?.mechanism.toUpperCase()) ?? 'PLAIN',
  )
  const [program, setProgram] = useState(row ? decode(row.program) : '')
  const [args, setArgs] = useState(row ? row.args.map(decode).join('\n') : '')
  const { send, fault, setFault, pending } = useStaging()
  const { errorOf, unplaced } = usePlacedFault(fault, FIELDS)
  const submit = async () => {
    const lines = args.split(/\r\n|\r|\n/).filter((line) => line !== '')
    const rule = { mechanism, program, args: lines }
    const edit: Edit = row
      ? { ...PLACE, op: 'replace', row: { line: row.line, was: row.was }, rule }
      : { ...PLACE, op: 'add', rules: [{ ...rule, note: '' }] }
    if (!(await send(() => stage(edit)))) return
    setProgram('')
    setArgs('')
    close?.()
  }
  return (
    <EditForm
      changes={row !== null}
      ready={program.trim() !== ''}
      pending={pending}
      fault={unplaced}
      submit={submit}
      onChange={() => fault && setFault(null)}
      close={close}
    >
      <Field
        label={t('mechanism')}
        {...help('authMechanism', t('mechanism'))}
        error={errorOf('mechanism')}
        className="max-w-48"
      >
        {(control) => (
          <Select
            {...control}
            value={mechanism}
            onChange={(event) => setMechanism(event.target.value as Mechanism)}
          >
            {MECHANISMS.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t('program')}
        {...help('authProgram', t('program'))}
        hint={t('programHint')}
        error={errorOf('program')}
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            spellCheck={false}
            placeholder="/usr/local/bin/check-login"
            value={program}
            onChange={(event) => setProgram(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('args')}
        {...help('authArguments', t('args'))}
        hint={t('argsHint')}
        error={errorOf('args')}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            className="mono"
            spellCheck={false}
            placeholder={'@@USER\n@@PASS'}
            value={args}
            onChange={(event) => setArgs(event.target.value)}
          />
        )}
      </Field>
    </EditForm>
  )
}
