import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { HelpFor } from '@/components/form/legend'
import { AfterApplyForm } from '@/components/servers/after-apply-form'
import { RemoveServer } from '@/components/servers/remove-server'
import { ServerForm } from '@/components/servers/server-form'
import { ServicesForm } from '@/components/servers/services-form'
import { PageHeading, Section } from '@/components/ui/page'
import { localFoldersAllowed, readServerForm, readSurroundings } from '@/lib/server/queries/servers'
import {
  changeAfterApply,
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
  const surroundings = await readSurroundings(serverId)
  if (!surroundings) notFound()
  const server = surroundings.mayConnect ? await readServerForm(serverId) : null
  const t = await getTranslations('servers')
  return (
    <div className="max-w-3xl">
      <PageHeading title={t('editTitle')} lead={t('editLead')} />
      {server && (
        <>
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
        </>
      )}
      <Section title={t('keepOrPutBack')} className="mt-10 border-t pt-5">
        <AfterApplyForm
          seconds={surroundings.confirmSeconds}
          probes={surroundings.probes}
          save={changeAfterApply.bind(null, serverId)}
        />
      </Section>
      {server && (
        <Section title={t('removeServer')} className="mt-10 border-t pt-5">
          <RemoveServer name={server.name} remove={removeServer.bind(null, serverId)} />
        </Section>
      )}
    </div>
  )
}
