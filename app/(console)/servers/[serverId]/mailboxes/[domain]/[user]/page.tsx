import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { MailboxPage } from '@/components/mailboxes/mailbox-page'
import { readMailbox } from '@/lib/server/queries/mailboxes'
import { readNamePart } from '../../../../../read-name-part'
import { discardFromDraft, stageEdit } from '../../../actions'

interface MailboxProps {
  params: Promise<{ serverId: string; domain: string; user: string }>
}

export async function generateMetadata({ params }: MailboxProps): Promise<Metadata> {
  const { domain, user } = await params
  const t = await getTranslations('mailboxes')
  return { title: t('accountTitle', { account: `${readNamePart(user)}@${readNamePart(domain)}` }) }
}

export default async function Mailbox({ params }: MailboxProps) {
  const { serverId, ...names } = await params
  const [domain, user] = [readNamePart(names.domain), readNamePart(names.user)]
  // The folder is the one that mailusers.tab names, never one made of the address of this page.
  const page = await readMailbox(serverId, domain, user)
  if (!page.ok && page.error.code === 'NOT_FOUND') notFound()
  if (!page.ok) return <Unreadable title={`${user}@${domain}`} fault={page.error} />
  return (
    <MailboxPage
      {...page.value}
      base={`/servers/${serverId}`}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}
