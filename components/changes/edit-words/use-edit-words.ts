import { useFormatter, useTranslations } from 'next-intl'
import type { ShownEdit } from '../shown-review'
import { accessWords } from './access-words'
import { accountWords } from './account-words'
import { certificateWords } from './certificate-words'
import { listWords } from './list-words'
import { relayWords } from './relay-words'
import { undoWords } from './undo-words'
import { variableWords } from './variable-words'

/** An edit in words. `count`: of a list in it that was cut to be shown. */
export function useEditWords(): (shown: Pick<ShownEdit, 'edit' | 'count'>) => string {
  const t = useTranslations('edits')
  const format = useFormatter()
  return ({ edit, count }) => {
    switch (edit.table) {
      case 'smtprelay':
        return relayWords(t, edit, count)
      case 'ipmap':
        return accessWords(t, edit, count)
      case 'certificate':
        return certificateWords(t, edit, (ms) => format.dateTime(ms, { dateStyle: 'medium' }))
      case 'text':
        return t('text', { file: edit.path, count })
      case 'start-file':
        return t(edit.to === 'off' ? 'startFileOff' : 'startFileOn', { file: edit.path })
      case 'undo':
        return undoWords(t, edit, count, (ms) =>
          format.dateTime(ms, { dateStyle: 'medium', timeStyle: 'short' }),
        )
      case 'variables':
        return variableWords(t, edit)
      case 'spammers':
      case 'spam-address':
      case 'ipprop':
      case 'hnprop':
        return listWords(t, edit, count)
      case 'smtpauth':
      case 'ctrlaccounts':
      case 'smtpextauth':
        return accountWords(t, edit, count)
    }
  }
}
