'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import { AddTrusted } from './add-trusted'
import type { ShownFolderFile } from './shown-tls'
import { AuthorityFacts, StateTag } from './trusted-row'
import type { TrustedSectionProps } from './trusted-section'
import { useChange } from './use-change'

/** The folder certs: its files, and whether OpenSSL would find them. */
export function TrustedFolder(props: TrustedSectionProps) {
  const t = useTranslations('tls')
  const { folder } = props.trusted
  if (folder.state === 'missing') return <p className="text-sm text-ink-2">{t('folderMissing')}</p>
  if (folder.state === 'not-listed') return <FaultNotice fault={folder.fault} />
  return (
    <div className="space-y-3">
      {folder.files.length > 0 ? (
        <ul className="divide-y rounded-md border" data-testid="trusted-folder">
          {folder.files.map((file) => (
            <FolderRow key={file.name} file={file} {...props} />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink-2">{t('folderEmpty')}</p>
      )}
      {folder.more > 0 && <p className="text-sm text-ink-2">{t('folderMore', { count: folder.more })}</p>}
      {props.mayControl && <AddTrusted add={props.addToFolder} label="trustAddToFolder" />}
    </div>
  )
}

function FolderRow({ file, ...props }: TrustedSectionProps & { file: ShownFolderFile }) {
  const t = useTranslations('tls')
  const { name, facts, rightName, state, edit } = file
  const { run, pending, fault } = useChange()
  const isMisnamed = rightName !== null && rightName !== name
  return (
    <li className="space-y-1.5 px-3 py-2.5" data-state={state} data-file={name}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <span className={classNames('mono font-semibold', state === 'removed' && 'text-closes line-through')}>
          {name}
        </span>
        <span className="flex flex-wrap items-center gap-2">
          <StateTag state={state} />
          {props.mayControl && edit !== null && (
            <Button
              size="sm"
              disabled={pending}
              aria-label={t('trustUndo', { name })}
              onClick={() => run(() => props.discard({ version: props.draftVersion, edit }))}
            >
              {t('trustUndoShort')}
            </Button>
          )}
          {props.mayControl && state === 'there' && (
            <>
              {isMisnamed && (
                <Button size="sm" disabled={pending} onClick={() => run(() => props.renameInFolder(name))}>
                  {t('folderRename', { name: rightName })}
                </Button>
              )}
              <Button
                size="sm"
                disabled={pending}
                aria-label={t('trustRemove', { name })}
                onClick={() => run(() => props.removeFromFolder(name))}
              >
                {t('trustRemoveShort')}
              </Button>
            </>
          )}
        </span>
      </div>
      {facts && <p className="mono text-xs [overflow-wrap:anywhere]">{facts.subject}</p>}
      {facts && <AuthorityFacts facts={facts} />}
      {state !== 'removed' && (isMisnamed || !facts) && (
        <p className="text-sm" data-finding={facts ? 'misnamed' : 'unreadable'}>
          <Tag look="opens" className="mr-2">
            {t('weight_warns')}
          </Tag>
          {facts ? t('folderMisnamed', { name: rightName ?? '' }) : t('folderUnreadable')}
        </p>
      )}
      {fault && <FaultNotice fault={fault} />}
    </li>
  )
}
