import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { MailboxesPage } from '@/components/mailboxes/mailboxes-page'
import { readMailboxes } from '@/lib/server/queries/mailboxes'

interface MailboxesProps {
  params: Promise<{ serverId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('mailboxes')
  return { title: t('title') }
}

export default async function Mailboxes({ params, searchParams }: MailboxesProps) {
  const { serverId } = await params
  const { q, domain, kind } = await searchParams
  const t = await getTranslations('mailboxes')
  const page = await readMailboxes(serverId)
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  return (
    <MailboxesPage
      {...page.value}
      base={`/servers/${serverId}/mailboxes`}
      search={{ q: [q].flat()[0], domain: [domain].flat()[0], kind: [kind].flat()[0] }}
    />
  )
}
