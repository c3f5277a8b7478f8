import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { TlsPage } from '@/components/tls/tls-page'
import { readTlsPage } from '@/lib/server/queries/tls-page'
import { discardFromDraft, stageEdit } from '../actions'
import * as actions from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tls')
  return { title: t('title') }
}

export default async function TlsRoute({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('tls')
  const page = await readTlsPage(serverId)
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  return (
    <TlsPage
      {...page.value}
      proofAddress={`/servers/${serverId}/tls/proof`}
      check={actions.checkPair.bind(null, serverId)}
      install={actions.installPair.bind(null, serverId)}
      selfSign={actions.makeSelfSigned.bind(null, serverId)}
      request={actions.makeRequest.bind(null, serverId)}
      discardRequest={actions.discardWaitingRequest.bind(null, serverId)}
      addTrusted={actions.addTrusted.bind(null, serverId)}
      removeTrusted={actions.removeTrusted.bind(null, serverId)}
      removeTrustedFile={actions.removeTrustedFile.bind(null, serverId)}
      addToFolder={actions.addToFolder.bind(null, serverId)}
      removeFromFolder={actions.removeFromFolder.bind(null, serverId)}
      renameInFolder={actions.renameInFolder.bind(null, serverId)}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}
