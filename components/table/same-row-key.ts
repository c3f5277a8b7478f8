import { readTokens } from '@/lib/xmail/tab'

/** The same for a row that is in force and for one that is switched off. */
export function sameRowKey(content: string): string {
  return readTokens(content.replace(/^#[ \t]*/, '')).join('\t')
}
