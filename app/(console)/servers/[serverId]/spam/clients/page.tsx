import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { VariableSection } from '@/components/settings/variable-section'
import { ClientsPage } from '@/components/spam/clients-page'
import { Section } from '@/components/ui/page'
import { readFilesPage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spam')
  return { title: t('clientsTitle') }
}

export default async function Clients({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('spam')
  const page = await readFilesPage(serverId, ['spammers.tab', 'server.tab'])
  if (!page.ok) return <Unreadable title={t('clientsTitle')} fault={page.error} />
  const { files, ...shared } = page.value
  const actions = { stage: stageEdit.bind(null, serverId), discard: discardFromDraft.bind(null, serverId) }
  const settings = files['server.tab']
  return (
    <ClientsPage {...shared} {...files['spammers.tab']} {...actions}>
      <Section title={t('messages')} className="mt-8 max-w-3xl">
        <VariableSection
          {...settings}
          {...actions}
          path="server.tab"
          edits={shared.edits}
          draftVersion={shared.draftVersion}
          names={['SmtpMsgIPBanSpammers']}
          editable={shared.mayEdit && !settings.notEditable}
        />
      </Section>
    </ClientsPage>
  )
}
