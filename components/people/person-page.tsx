'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { ActionFault, ActionResult } from '@/lib/errors'
import type { DraftChoices, RolesInput } from '@/lib/people/people-schema'
import type { Role } from '@/lib/people/roles'
import { LinkShown } from './link-shown'
import { type OpenDraft, RemovePerson } from './remove-person'
import { RoleFields } from './role-fields'
import type { NamedServer, ShownLink, ShownPerson } from './shown-person'

export interface PersonPageProps {
  person: ShownPerson
  roles: readonly Role[]
  servers: readonly NamedServer[]
  drafts: readonly OpenDraft[]
  changeRoles: (roles: RolesInput) => Promise<ActionResult<null>>
  suspend: (isSuspended: boolean) => Promise<ActionResult<null>>
  endSessions: () => Promise<ActionResult<null>>
  reset: () => Promise<ActionResult<ShownLink>>
  remove: (drafts: DraftChoices) => Promise<ActionResult<null>>
}

/** What can be done about one person's account. */
export function PersonPage({ person, roles, servers, drafts, ...actions }: PersonPageProps) {
  const t = useTranslations('people')
  if (!person.mayChange) return <Notice>{t('notYours')}</Notice>
  return (
    <>
      <Section title={t('roles')}>
        <ChangeRoles person={person} roles={roles} servers={servers} changeRoles={actions.changeRoles} />
      </Section>
      <Section title={t('signIn')} className="mt-10 border-t pt-5">
        <SignInOfPerson person={person} {...actions} />
      </Section>
      <Section title={t('removeTitle')} className="mt-10 border-t pt-5">
        <RemovePerson name={person.name} drafts={drafts} remove={actions.remove} />
      </Section>
    </>
  )
}

function ChangeRoles({
  person,
  roles,
  servers,
  changeRoles,
}: Pick<PersonPageProps, 'person' | 'roles' | 'servers' | 'changeRoles'>) {
  const t = useTranslations('people')
  const [value, setValue] = useState<RolesInput>({ role: person.role, servers: { ...person.servers } })
  const { send, pending, fault, done } = useStep()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send('saved', () => changeRoles(value))
      }}
    >
      <fieldset disabled={pending} className="space-y-4">
        <RoleFields name="role" value={value} onChange={setValue} roles={roles} servers={servers} />
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit">{t('save')}</Button>
          <span role="status" className="text-sm text-ink-2">
            {done && t('saved')}
          </span>
        </div>
      </fieldset>
    </form>
  )
}

function SignInOfPerson({
  person,
  suspend,
  endSessions,
  reset,
}: Pick<PersonPageProps, 'person' | 'suspend' | 'endSessions' | 'reset'>) {
  const t = useTranslations('people')
  const [link, setLink] = useState<ShownLink | null>(null)
  const { send, pending, fault, done } = useStep()
  const makeLink = async (): Promise<ActionResult<null>> => {
    const made = await reset()
    if (!made.ok) return made
    setLink(made.value)
    return { ok: true, value: null }
  }
  const isSuspended = person.state === 'suspended'
  return (
    <fieldset disabled={pending} className="space-y-5">
      {link && !isSuspended && <LinkShown link={link} name={person.name} />}
      {fault && <FaultNotice fault={fault} />}
      {!isSuspended && (
        <>
          <Step lead={t('resetLead')}>
            <Button onClick={() => send('link', makeLink)}>{t('reset')}</Button>
          </Step>
          <Step lead={t('endSessionsLead')}>
            <Button onClick={() => send('ended', endSessions)}>{t('endSessions')}</Button>
            <span role="status" className="text-sm text-ink-2">
              {done === 'ended' && t('ended')}
            </span>
          </Step>
        </>
      )}
      <Step lead={isSuspended ? t('takeBackLead') : t('suspendLead')}>
        <Button
          look={isSuspended ? 'plain' : 'broken'}
          onClick={() => send('state', () => suspend(!isSuspended))}
        >
          {isSuspended ? t('takeBack') : t('suspend')}
        </Button>
      </Step>
    </fieldset>
  )
}

function Step({ lead, children }: { lead: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="mb-2 max-w-xl text-sm text-ink-2">{lead}</p>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </div>
  )
}

/** One of several buttons at a time; `done`: which was the last to succeed. */
function useStep() {
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const send = (name: string, action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      setDone(null)
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      setDone(result.ok ? name : null)
      router.refresh()
    })
  return { send, pending, fault, done }
}
