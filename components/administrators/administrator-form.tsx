'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PasswordField } from '@/components/accounts/password-field'
import { useHelp } from '@/components/form/use-help'
import { EditForm } from '@/components/table/edit-form'
import { usePlacedFault } from '@/components/table/use-placed-fault'
import { useStaging } from '@/components/table/use-staging'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import type { CtrlaccountsRow, Edit } from '@/lib/xmail/tables'

const PLACE = { table: 'ctrlaccounts', path: mailRootPath('ctrlaccounts.tab') } as const
const FIELDS = ['user', 'password'] as const

export interface AdministratorFormProps {
  /** Null: a new one. */
  row: CtrlaccountsRow | null
  /** The account that this console signs in with: its name stays. */
  isOwn: boolean
  stage: (edit: Edit) => Promise<ActionResult<null>>
  close?: () => void
}

/** A new administrator, or another name or password for one. */
export function AdministratorForm({ row, isOwn, stage, close }: AdministratorFormProps) {
  const t = useTranslations('administrators')
  const accounts = useTranslations('accounts')
  const help = useHelp()
  const [user, setUser] = useState(row?.user ?? '')
  const [password, setPassword] = useState('')
  const { send, fault, setFault, pending } = useStaging()
  const { errorOf, unplaced } = usePlacedFault(fault, FIELDS)
  const submit = async () => {
    const edit: Edit = row
      ? {
          ...PLACE,
          op: 'replace',
          row: { line: row.line, was: row.was },
          user,
          ...(password !== '' && { password }),
        }
      : { ...PLACE, op: 'add', accounts: [{ user, password }] }
    if (!(await send(() => stage(edit)))) return
    setUser('')
    setPassword('')
    close?.()
  }
  return (
    <EditForm
      changes={row !== null}
      ready={user !== '' && (row !== null || password !== '')}
      pending={pending}
      fault={unplaced}
      submit={submit}
      onChange={() => fault && setFault(null)}
      close={close}
    >
      <Field
        label={t('user')}
        {...help('ctrlaccountsUser', t('user'))}
        hint={isOwn ? t('ownNameStays') : undefined}
        error={errorOf('user')}
        className="max-w-lg"
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            readOnly={isOwn}
            value={user}
            onChange={(event) => setUser(event.target.value)}
          />
        )}
      </Field>
      <PasswordField
        label={accounts('password')}
        hint={row ? accounts('passwordKept') : accounts('passwordHint')}
        error={errorOf('password')}
        value={password}
        onChange={setPassword}
      />
      {isOwn && <Notice look="opens">{t('ownPasswordFollows')}</Notice>}
    </EditForm>
  )
}
