import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { HelpFor } from '@/components/form/legend'
import { ConfirmForm } from '@/components/servers/confirm-form'
import { RemoveServer } from '@/components/servers/remove-server'
import { ServerForm } from '@/components/servers/server-form'
import { ServicesForm } from '@/components/servers/services-form'
import { PageHeading, Section } from '@/components/ui/page'
import { localFoldersAllowed, readServerForm, readSurroundings } from '@/lib/server/queries/servers'
import {
  changeConfirmSeconds,
  changeServer,
  changeSurroundings,
  removeServer,
  showCertificate,
  showHostKey,
  tryChangedConnection,
} from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('servers')
  return { title: t('editTitle') }
}

export default async function ConnectionPage({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const [server, surroundings] = await Promise.all([readServerForm(serverId), readSurroundings(serverId)])
  if (!server || !surroundings) notFound()
  const t = await getTranslations('servers')
  return (
    <div className="max-w-3xl">
      <PageHeading title={t('editTitle')} lead={t('editLead')} />
      <ServerForm
        server={server}
        allowLocal={await localFoldersAllowed()}
        showCertificate={showCertificate}
        showHostKey={showHostKey}
        tryConnection={tryChangedConnection.bind(null, serverId)}
        save={changeServer.bind(null, serverId)}
      />
      <Section
        title={t('services')}
        aside={<HelpFor text={t('services')} helpKey="services" />}
        className="mt-10 border-t pt-5"
      >
        <ServicesForm {...surroundings.services} save={changeSurroundings.bind(null, serverId)} />
      </Section>
      <Section title={t('keepOrPutBack')} className="mt-10 border-t pt-5">
        <ConfirmForm seconds={surroundings.confirmSeconds} save={changeConfirmSeconds.bind(null, serverId)} />
      </Section>
      <Section title={t('removeServer')} className="mt-10 border-t pt-5">
        <RemoveServer name={server.name} remove={removeServer.bind(null, serverId)} />
      </Section>
    </div>
  )
}
