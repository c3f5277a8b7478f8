import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AccessPage } from '@/components/access/access-page'
import { Unreadable } from '@/components/frame/unreadable'
import { findAccountList } from '@/lib/server/queries/accounts'
import { readTablePage } from '@/lib/server/queries/table-page'
import { readNamePart } from '../../../../../../read-name-part'
import { discardFromDraft, stageEdit } from '../../../../actions'
import { stageRules } from '../../../actions'

interface Params {
  params: Promise<{ serverId: string; domain: string; user: string }>
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { domain, user } = await params
  const t = await getTranslations('access')
  return { title: t('accountTitle', { account: `${readNamePart(user)}@${readNamePart(domain)}` }) }
}

export default async function AccountAccess({ params }: Params) {
  const { serverId, ...names } = await params
  const [domain, user] = [readNamePart(names.domain), readNamePart(names.user)]
  const t = await getTranslations('access')
  const account = `${user}@${domain}`
  const title = t('accountTitle', { account })
  // The folder is the one that mailusers.tab names, never one made of the address of this page.
  const found = await findAccountList(serverId, domain, user)
  if (!found.ok && found.error.code === 'NOT_FOUND') notFound()
  if (!found.ok) return <Unreadable title={title} fault={found.error} />
  const { path } = found.value
  const table = await readTablePage(serverId, path)
  if (!table.ok) return <Unreadable title={title} fault={table.error} />
  const base = `/servers/${serverId}`
  return (
    <AccessPage
      {...table.value}
      title={title}
      lead={t('accountLead')}
      service={account}
      path={path}
      takesEffect={t('accountTakesEffect')}
      reviewHref={`${base}/review`}
      notice={t('accountNotice')}
      add={stageRules.bind(null, serverId, path)}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    >
      <p className="flex flex-wrap gap-4 text-sm">
        <Link href={`${base}/access/pop3/accounts`} className="underline">
          {t('accountBack')}
        </Link>
        <Link href={`${base}/access/pop3`} className="underline">
          {t('title', { service: 'POP3' })}
        </Link>
      </p>
    </AccessPage>
  )
}
