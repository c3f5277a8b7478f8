import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AssertionsPage } from '@/components/assertions/assertions-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readAssertions, suggestForServer } from '@/lib/server/queries/assertions'
import { addAssertions, changeAssertion, removeAssertion } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assertions')
  return { title: t('title') }
}

export default async function Assertions({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const [t, page] = await Promise.all([getTranslations('assertions'), readAssertions(serverId)])
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  const { assertions, mayEdit, takenAt } = page.value
  return (
    <AssertionsPage
      assertions={assertions}
      suggested={mayEdit ? await suggestForServer(serverId) : []}
      mayEdit={mayEdit}
      takenAt={takenAt}
      base={`/servers/${serverId}`}
      actions={{
        add: addAssertions.bind(null, serverId),
        change: changeAssertion.bind(null, serverId),
        remove: removeAssertion.bind(null, serverId),
      }}
    />
  )
}
