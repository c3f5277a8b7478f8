'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHelp } from '@/components/form/use-help'
import { EditForm } from '@/components/table/edit-form'
import { usePlacedFault } from '@/components/table/use-placed-fault'
import { useStaging } from '@/components/table/use-staging'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, SMTP_PERMISSION_KEYS, type SmtpauthRow, type SmtpPermission } from '@/lib/xmail/tables'
import { PasswordField } from './password-field'
import { PermissionSwitches } from './permission-switches'

const PLACE = { table: 'smtpauth', path: mailRootPath('smtpauth.tab') } as const
const FIELDS = ['user', 'password'] as const
/** What somebody needs who only sends. */
const USUAL: readonly SmtpPermission[] = ['mail', 'relay']

export interface AccountFormProps {
  /** Null: a new one. */
  row: SmtpauthRow | null
  stage: (edit: Edit) => Promise<ActionResult<null>>
  close?: () => void
}

/** A new account, or another name, password or permissions for one. */
export function AccountForm({ row, stage, close }: AccountFormProps) {
  const t = useTranslations('accounts')
  const table = useTranslations('table')
  const help = useHelp()
  const [user, setUser] = useState(row?.user ?? '')
  const [password, setPassword] = useState('')
  const [note, setNote] = useState('')
  const [permissions, setPermissions] = useState<readonly SmtpPermission[]>(
    row ? SMTP_PERMISSION_KEYS.filter((key) => row.permissions[key]) : USUAL,
  )
  const { send, fault, setFault, pending } = useStaging()
  const { errorOf, unplaced } = usePlacedFault(fault, FIELDS)
  const submit = async () => {
    if (!(await send(() => stage(makeEdit(row, { user, password, permissions, note }))))) return
    setUser('')
    setPassword('')
    setNote('')
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
        {...help('smtpauthUser', t('user'))}
        hint={t('userHint')}
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
            value={user}
            onChange={(event) => setUser(event.target.value)}
          />
        )}
      </Field>
      <PasswordField
        label={t('password')}
        hint={t(row ? 'passwordKept' : 'passwordHint')}
        error={errorOf('password')}
        value={password}
        onChange={setPassword}
      />
      <PermissionSwitches value={permissions} onChange={setPermissions} />
      {!row && (
        <Field
          label={table('noteField')}
          {...help('rowNote', table('noteField'))}
          hint={table('noteFieldHint')}
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
      )}
    </EditForm>
  )
}

interface Typed {
  readonly user: string
  readonly password: string
  readonly permissions: readonly SmtpPermission[]
  readonly note: string
}

function makeEdit(row: SmtpauthRow | null, { user, password, note, ...typed }: Typed): Edit {
  const permissions = [...typed.permissions]
  if (!row) return { ...PLACE, op: 'add', accounts: [{ user, password, permissions, note }] }
  return {
    ...PLACE,
    op: 'replace',
    row: { line: row.line, was: row.was },
    account: password === '' ? { user, permissions } : { user, password, permissions },
  }
}
