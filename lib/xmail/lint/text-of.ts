import { type Document, decodeText } from '@/lib/xmail/tab'

const MAX_CHARACTERS = 100

/** Bytes of a file as a finding may show them: readable, on one line, bounded. */
export function textOf(doc: Pick<Document, 'encoding'> | null | undefined, bytes: string): string {
  const text = doc ? decodeText(doc, bytes.slice(0, 4 * MAX_CHARACTERS)) : bytes
  const characters = [...text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd')]
  return characters.length > MAX_CHARACTERS
    ? `${characters.slice(0, MAX_CHARACTERS).join('')}…`
    : characters.join('')
}
