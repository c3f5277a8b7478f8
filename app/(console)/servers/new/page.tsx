import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ServerForm } from '@/components/servers/server-form'
import { PageHeading } from '@/components/ui/page'
import { localFoldersAllowed } from '@/lib/server/queries/servers'
import { requirePermission } from '@/lib/server/require-permission'
import { ConsoleFrame } from '../../console-frame'
import { addServer, showCertificate, showHostKey, tryNewConnection } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('servers')
  return { title: t('add') }
}

export default async function NewServerPage() {
  await requirePermission('server.connect')
  const t = await getTranslations('servers')
  return (
    <ConsoleFrame server={null}>
      <div className="mx-auto max-w-3xl">
        <PageHeading title={t('add')} lead={t('addLead')} />
        <ServerForm
          server={null}
          allowLocal={await localFoldersAllowed()}
          showCertificate={showCertificate}
          showHostKey={showHostKey}
          tryConnection={tryNewConnection}
          save={addServer}
        />
      </div>
    </ConsoleFrame>
  )
}
