import { BookOpen, Server, Users } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ChangeTray } from '@/components/frame/change-tray'
import { Frame } from '@/components/frame/frame'
import { PlaceGroup, PlaceLink } from '@/components/frame/place-link'
import { PreferencesMenu } from '@/components/frame/preferences-menu'
import { GuidedPages } from '@/components/guide/guided-pages'
import { WeakTag } from '@/components/servers/weak-tag'
import { roleOn } from '@/lib/people/role-on'
import { can, type Role } from '@/lib/people/roles'
import type { ServerLink } from '@/lib/server/queries/servers'
import { requirePerson } from '@/lib/server/session'
import { chooseLocale, signOut } from '../actions'

export interface ConsoleFrameProps {
  /** Null on the pages that belong to no server. */
  server: ServerLink | null
  draftCount?: number
  /** How many files of the draft have changed on the server since. */
  movedFiles?: number
  children: ReactNode
}

const TOOL =
  'inline-flex items-center gap-1.5 rounded-md px-2 py-1 text-xs text-ink-2 hover:bg-sunken hover:text-ink'

export async function ConsoleFrame({ server, draftCount = 0, movedFiles = 0, children }: ConsoleFrameProps) {
  const person = await requirePerson()
  const t = await getTranslations('frame')
  return (
    <Frame
      places={server && <Places server={server} draftCount={draftCount} role={roleOn(person, server.id)} />}
      where={
        server ? (
          <div className="flex min-w-0 items-center gap-2 text-sm">
            <Link href={`/servers/${server.id}`} className="truncate font-medium">
              {server.name}
            </Link>
            <span className="mono truncate text-xs text-ink-2 max-md:hidden">{server.where}</span>
            <WeakTag weak={server.weak} />
          </div>
        ) : (
          <Link href="/servers" className="font-semibold tracking-tight lg:hidden">
            Mailroot Console
          </Link>
        )
      }
      tools={
        <>
          {!server && (
            <Link href="/guide" className={TOOL}>
              <BookOpen aria-hidden className="size-4" />
              <span className="max-sm:sr-only">{t('guide')}</span>
            </Link>
          )}
          <Link href="/servers" className={TOOL}>
            <Server aria-hidden className="size-4" />
            <span className="max-sm:sr-only">{t('allServers')}</span>
          </Link>
          {can(person.role, 'people.manage') && (
            <Link href="/people" className={TOOL}>
              <Users aria-hidden className="size-4" />
              <span className="max-sm:sr-only">{t('people')}</span>
            </Link>
          )}
          <PreferencesMenu personName={person.name} chooseLocale={chooseLocale} signOut={signOut} />
        </>
      }
      tray={
        server && <ChangeTray count={draftCount} moved={movedFiles} href={`/servers/${server.id}/review`} />
      }
    >
      <GuidedPages base={server ? `/servers/${server.id}/guide` : '/guide'}>{children}</GuidedPages>
    </Frame>
  )
}

interface PlacesProps {
  server: ServerLink
  draftCount: number
  role: Role | null
}

async function Places({ server, draftCount, role }: PlacesProps) {
  const t = await getTranslations('frame')
  const base = `/servers/${server.id}`
  return (
    <>
      <PlaceLink href={base} exact>
        {t('overview')}
      </PlaceLink>
      <PlaceGroup title={t('groupSend')}>
        <PlaceLink href={`${base}/relay`} file="smtprelay.tab">
          {t('relay')}
        </PlaceLink>
        <PlaceLink href={`${base}/accounts`} file="smtpauth.tab" exact>
          {t('accounts')}
        </PlaceLink>
        <PlaceLink href={`${base}/accounts/programs`} file="smtpextauth.tab">
          {t('programs')}
        </PlaceLink>
        <PlaceLink href={`${base}/sign-in-settings`} file="server.tab">
          {t('signInSettings')}
        </PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('groupConnect')}>
        <PlaceLink href={`${base}/access/smtp`} file="smtp.ipmap.tab">
          {t('accessSmtp')}
        </PlaceLink>
        <PlaceLink href={`${base}/access/pop3`} file="pop3.ipmap.tab">
          {t('accessPop3')}
        </PlaceLink>
        <PlaceLink href={`${base}/access/ctrl`} file="ctrl.ipmap.tab">
          {t('accessCtrl')}
        </PlaceLink>
        <PlaceLink href={`${base}/finger`} also={`${base}/access/finger`} file="finger.ipmap.tab">
          {t('finger')}
        </PlaceLink>
        <PlaceLink href={`${base}/whitelist`} file="smtp.ipprop.tab">
          {t('whitelist')}
        </PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('groupSpam')}>
        <PlaceLink href={`${base}/spam/clients`} file="spammers.tab">
          {t('spamClients')}
        </PlaceLink>
        <PlaceLink href={`${base}/spam/senders`} file="spam-address.tab">
          {t('spamSenders')}
        </PlaceLink>
        <PlaceLink href={`${base}/spam/block-lists`} file="server.tab">
          {t('blockLists')}
        </PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('groupEncryption')}>
        <PlaceLink href={`${base}/tls`} file="server.cert">
          {t('tls')}
        </PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('groupSettings')}>
        <PlaceLink href={`${base}/settings`} file="server.tab">
          {t('settings')}
        </PlaceLink>
        <PlaceLink href={`${base}/mailboxes`} file="user.tab">
          {t('mailboxes')}
        </PlaceLink>
        <PlaceLink href={`${base}/files`}>{t('files')}</PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('groupCheck')}>
        <PlaceLink href={`${base}/findings`}>{t('findings')}</PlaceLink>
        <PlaceLink href={`${base}/simulator`}>{t('simulator')}</PlaceLink>
        <PlaceLink href={`${base}/map`}>{t('addressMap')}</PlaceLink>
        <PlaceLink href={`${base}/who-can-relay`}>{t('whoCanRelay')}</PlaceLink>
        <PlaceLink href={`${base}/assertions`}>{t('assertions')}</PlaceLink>
        <PlaceLink href={`${base}/open-relay`}>{t('openRelay')}</PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('groupChanges')}>
        <PlaceLink href={`${base}/review`}>
          {t('review')}
          {draftCount > 0 && <span className="ml-1.5 tabular-nums">({draftCount})</span>}
        </PlaceLink>
        <PlaceLink href={`${base}/history`}>{t('history')}</PlaceLink>
      </PlaceGroup>
      <PlaceGroup title={t('servers')}>
        <PlaceLink href={`${base}/administrators`} file="ctrlaccounts.tab">
          {t('administrators')}
        </PlaceLink>
        {role && can(role, 'server.configure') && (
          <PlaceLink href={`${base}/connection`}>{t('connection')}</PlaceLink>
        )}
      </PlaceGroup>
      <PlaceGroup title={t('groupHelp')}>
        <PlaceLink href={`${base}/guide`}>{t('guide')}</PlaceLink>
      </PlaceGroup>
    </>
  )
}
