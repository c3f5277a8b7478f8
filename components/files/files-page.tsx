'use client'

import { Folder } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { FileName, PageHeading, Section } from '@/components/ui/page'
import { FileRow } from './file-row'
import { OpenByPath } from './open-by-path'

export interface FilesPageProps {
  /** Of the server's pages, without a slash at its end. */
  base: string
  /** '' is MAIL_ROOT itself. */
  folder: string
  files: readonly ListedFile[]
  folders: readonly string[]
  moreFolders: number
  mayCreate: boolean
}

export type ListedFile = Parameters<typeof FileRow>[0]['file']

/** What is in a folder of the MailRoot, what XMail would read there, and why some of it is not edited as text. */
export function FilesPage({ base, folder, files, folders, moreFolders, mayCreate }: FilesPageProps) {
  const t = useTranslations('files')
  const known = files.filter(({ known }) => known !== null)
  const others = files.filter(({ known }) => known === null)
  return (
    <>
      <PageHeading
        title={folder === '' ? t('title') : folder}
        aside={<HelpFor text={t('title')} helpKey="allFiles" />}
        lead={t('lead')}
        facts={folder !== '' && <UpLinks base={base} folder={folder} />}
      />
      <OpenByPath key={folder} base={base} folder={folder} mayCreate={mayCreate} />
      <Section title={t('known')}>
        {known.length === 0 ? (
          <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">{t('emptyFolder')}</p>
        ) : (
          <ul className="divide-y rounded-md border">
            {known.map((file) => (
              <FileRow key={file.path} base={base} file={file} />
            ))}
          </ul>
        )}
      </Section>
      {folders.length > 0 && (
        <Section title={t('folders')}>
          <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2 xl:grid-cols-3">
            {folders.map((path) => (
              <li key={path} className="min-w-0">
                <FolderLink base={base} path={path} />
              </li>
            ))}
          </ul>
          {moreFolders > 0 && (
            <p className="mt-2 text-sm text-ink-2">{t('moreFolders', { count: moreFolders })}</p>
          )}
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('others')}>
          <p className="mb-2 text-sm text-ink-2">{t('othersLead')}</p>
          <p className="flex flex-wrap gap-2">
            {others.map(({ path }) => (
              <FileName key={path}>{path}</FileName>
            ))}
          </p>
        </Section>
      )}
    </>
  )
}

function FolderLink({ base, path }: { base: string; path: string }) {
  return (
    <Link
      href={`${base}/files?in=${encodeURIComponent(path)}`}
      className="mono inline-flex max-w-full items-center gap-1.5 text-sm hover:underline"
    >
      <Folder aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="truncate">{path}</span>
    </Link>
  )
}

/** The way back: MAIL_ROOT, and the domain's folder above that of an account. */
function UpLinks({ base, folder }: { base: string; folder: string }) {
  const [, above] = /^(domains\/[^/]+)\/[^/]+$/.exec(folder) ?? []
  return (
    <>
      <Link href={`${base}/files`} className="underline">
        MAIL_ROOT
      </Link>
      {above && <FolderLink base={base} path={above} />}
    </>
  )
}
