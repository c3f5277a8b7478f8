import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AccessPage } from '@/components/access/access-page'
import { WhenRefused } from '@/components/access/when-refused'
import { Unreadable } from '@/components/frame/unreadable'
import { findServerLink } from '@/lib/server/queries/servers'
import { readTablePage } from '@/lib/server/queries/table-page'
import { mailRootPath } from '@/lib/xmail/path'
import { discardFromDraft, stageEdit } from '../../actions'
import { stageRules } from '../actions'

interface Params {
  params: Promise<{ serverId: string; service: string }>
}

const FILES = {
  smtp: 'smtp.ipmap.tab',
  pop3: 'pop3.ipmap.tab',
  ctrl: 'ctrl.ipmap.tab',
  finger: 'finger.ipmap.tab',
} as const

/** What happens to a client that smtp.ipmap.tab denies stands there. */
const SETTINGS = 'server.tab'

function isService(text: string): text is keyof typeof FILES {
  return Object.hasOwn(FILES, text)
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { service } = await params
  const t = await getTranslations('access')
  return { title: t('title', { service: service.toUpperCase() }) }
}

export default async function Access({ params }: Params) {
  const { serverId, service } = await params
  if (!isService(service)) notFound()
  const t = await getTranslations('access')
  const name = service.toUpperCase()
  const title = t('title', { service: name })
  const path = mailRootPath(FILES[service])
  const [table, server, settings] = await Promise.all([
    readTablePage(serverId, path),
    findServerLink(serverId),
    service === 'smtp' ? readTablePage(serverId, SETTINGS) : null,
  ])
  if (!table.ok) return <Unreadable title={title} fault={table.error} />
  const base = `/servers/${serverId}`
  return (
    <AccessPage
      {...table.value}
      title={title}
      lead={t(`lead_${service}`)}
      service={name}
      path={path}
      takesEffect={t('takesEffect')}
      reviewHref={`${base}/review`}
      notice={service === 'ctrl' && server?.kind === 'ctrl' ? t('ownWayIn') : undefined}
      add={stageRules.bind(null, serverId, path)}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    >
      {settings && (
        <WhenRefused
          settings={settings}
          path={SETTINGS}
          stage={stageEdit.bind(null, serverId)}
          discard={discardFromDraft.bind(null, serverId)}
        />
      )}
      {service === 'pop3' && (
        <p className="text-sm">
          <Link href={`${base}/access/pop3/accounts`} className="underline">
            {t('accountsLink')}
          </Link>
        </p>
      )}
      {service === 'finger' && (
        <p className="text-sm">
          <Link href={`${base}/finger`} className="underline">
            {t('fingerLink')}
          </Link>
        </p>
      )}
    </AccessPage>
  )
}
