import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import type { NamedServer, ShownPerson } from './shown-person'

/** Everybody with an account: who, what, since when not seen. */
export function PeopleList({
  people,
  servers,
}: {
  people: readonly ShownPerson[]
  servers: readonly NamedServer[]
}) {
  return (
    <ul className="divide-y rounded-md border">
      {people.map((person) => (
        <li key={person.id}>
          <PersonRow person={person} servers={servers} />
        </li>
      ))}
    </ul>
  )
}

function PersonRow({ person, servers }: { person: ShownPerson; servers: readonly NamedServer[] }) {
  const t = useTranslations('people')
  return (
    <Link href={`/people/${person.id}`} className="flex items-center gap-3 px-4 py-3 hover:bg-sunken">
      <span className="min-w-0 flex-1 space-y-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium [overflow-wrap:anywhere]">{person.name}</span>
          {person.isSelf && <Tag>{t('self')}</Tag>}
          {person.state !== 'active' && <Tag look="closes">{t(`state_${person.state}`)}</Tag>}
        </span>
        <span className="block text-xs break-all text-ink-2">{person.email}</span>
        <span className="block text-xs text-ink-2">
          <RolesInWords person={person} servers={servers} />
        </span>
        <span className="block text-xs text-ink-2">
          {person.lastSignIn === null ? (
            t('never')
          ) : (
            <>
              {t('lastSignIn')} <When ms={person.lastSignIn} />
            </>
          )}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
    </Link>
  )
}

function RolesInWords({ person, servers }: { person: ShownPerson; servers: readonly NamedServer[] }) {
  const t = useTranslations('people')
  if (person.role !== 'by-server') return t(`role_${person.role}`)
  const words = servers.flatMap(({ id, name }) => {
    const role = person.servers[id]
    return role ? [`${name}: ${t(`role_${role}`)}`] : []
  })
  return words.length === 0 ? t('noServer') : words.join(' · ')
}
