import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AccessPage, type Service } from '@/components/access/access-page'
import { Unreadable } from '@/components/frame/unreadable'
import { findServerLink } from '@/lib/server/queries/servers'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft } from '../../relay/actions'
import { stageMove, stagePreset, stageRemoval, stageRules } from './actions'

interface Params {
  params: Promise<{ serverId: string; service: string }>
}

const FILES = {
  smtp: 'smtp.ipmap.tab',
  pop3: 'pop3.ipmap.tab',
  ctrl: 'ctrl.ipmap.tab',
  finger: 'finger.ipmap.tab',
} as const satisfies Record<Service, string>

function isService(text: string): text is Service {
  return text in FILES
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
  const table = await readTablePage(serverId, FILES[service])
  if (!table.ok)
    return <Unreadable title={t('title', { service: service.toUpperCase() })} fault={table.error} />
  const server = await findServerLink(serverId)
  return (
    <AccessPage
      {...table.value}
      service={service}
      path={FILES[service]}
      isOwnWayIn={service === 'ctrl' && server?.kind === 'ctrl'}
      add={stageRules.bind(null, serverId, service)}
      remove={stageRemoval.bind(null, serverId, service)}
      move={stageMove.bind(null, serverId, service)}
      preset={stagePreset.bind(null, serverId, service)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}
