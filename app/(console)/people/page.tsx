import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AddPerson } from '@/components/people/add-person'
import { PeopleList } from '@/components/people/people-list'
import { PageHeading, Section } from '@/components/ui/page'
import { readPeople } from '@/lib/server/queries/people'
import { ConsoleFrame } from '../console-frame'
import { addPerson } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('title') }
}

export default async function PeoplePage() {
  const { people, roles, servers } = await readPeople()
  const t = await getTranslations('people')
  return (
    <ConsoleFrame server={null}>
      <div className="mx-auto max-w-3xl">
        <PageHeading title={t('title')} lead={t('lead')} />
        <PeopleList people={people} servers={servers} />
        <Section title={t('add')} className="mt-10 border-t pt-5">
          <p className="mb-4 text-sm text-ink-2">{t('addLead')}</p>
          <AddPerson roles={roles} servers={servers} add={addPerson} />
        </Section>
      </div>
    </ConsoleFrame>
  )
}
