import { useTranslations } from 'next-intl'
import type { ShownEdit } from '../shown-review'
import { accessWords } from './access-words'
import { relayWords } from './relay-words'
import { isRowEdit, rowWords } from './row-words'

/** An edit in words. `count`: of a list in it that was cut to be shown. */
export function useEditWords(): (shown: Pick<ShownEdit, 'edit' | 'count'>) => string {
  const t = useTranslations('edits')
  return ({ edit, count }) => {
    switch (edit.table) {
      case 'smtprelay':
        return relayWords(t, edit, count)
      case 'ipmap':
        return accessWords(t, edit, count)
      case 'text':
        return t('text', { file: edit.path, count })
      default:
        return isRowEdit(edit) ? rowWords(t, edit) : t('other', { file: edit.path })
    }
  }
}
