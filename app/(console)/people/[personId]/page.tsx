import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PersonPage } from '@/components/people/person-page'
import { PageHeading } from '@/components/ui/page'
import { Tag } from '@/components/ui/tag'
import { readPersonPage } from '@/lib/server/queries/people'
import { ConsoleFrame } from '../../console-frame'
import { changePersonRoles, endPersonSessions, removePerson, resetPerson, suspendPerson } from '../actions'

interface PersonParams {
  params: Promise<{ personId: string }>
}

export async function generateMetadata({ params }: PersonParams): Promise<Metadata> {
  const page = await readPersonPage((await params).personId)
  return page ? { title: page.person.name } : {}
}

export default async function OnePersonPage({ params }: PersonParams) {
  const { personId } = await params
  const page = await readPersonPage(personId)
  if (!page) notFound()
  const t = await getTranslations('people')
  const { person } = page
  return (
    <ConsoleFrame server={null}>
      <div className="mx-auto max-w-3xl">
        <PageHeading
          title={person.name}
          lead={person.email}
          facts={
            <>
              <Link href="/people" className="underline">
                {t('back')}
              </Link>
              <Tag look={person.state === 'active' ? 'quiet' : 'closes'}>{t(`state_${person.state}`)}</Tag>
            </>
          }
        />
        <PersonPage
          {...page}
          changeRoles={changePersonRoles.bind(null, personId)}
          suspend={suspendPerson.bind(null, personId)}
          endSessions={endPersonSessions.bind(null, personId)}
          reset={resetPerson.bind(null, personId)}
          remove={removePerson.bind(null, personId)}
        />
      </div>
    </ConsoleFrame>
  )
}
