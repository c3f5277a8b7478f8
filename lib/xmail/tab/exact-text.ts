import { err, ok, type Result } from '@/lib/errors'
import type { Document } from './document'
import { decodeText, encodeText } from './text'

type Encoded = Pick<Document, 'encoding'>

/** Where bytes from 0x80 on go that are no text: U+F780 to U+F7FF, in the private use area. */
const BYTES = 0xf700
const STANDS_FOR_BYTE = /[\uf780-\uf7ff]/
/** What `decodeText` shows for what is broken; nobody types it. */
const BROKEN = '\ufffd'

/**
 * The bytes of a line as text that can be written back: every byte string has a text of its own, and `encodeExactly`
 * gives the same bytes. A line that the file's encoding cannot read, or not without loss, comes with a character of the
 * private use area for each byte that is not ASCII; `decodeText` would make one U+FFFD of very different ones.
 */
export function decodeExactly(doc: Encoded, bytes: string): string {
  if (!/[^\0-\x7f]/.test(bytes)) return bytes
  const text = decodeText(doc, bytes)
  if (STANDS_FOR_BYTE.test(text) || text.includes(BROKEN)) return standForBytes(bytes)
  const again = encodeText(doc, text)
  return again.ok && again.value === bytes ? text : standForBytes(bytes)
}

/** The bytes of a text in the file's encoding. Error: FIELD_NOT_ENCODABLE {character, encoding}, as `encodeText`. */
export function encodeExactly(doc: Encoded, text: string): Result<string> {
  if (text.includes(BROKEN)) return err('FIELD_NOT_ENCODABLE', { character: BROKEN })
  if (!STANDS_FOR_BYTE.test(text)) return encodeText(doc, text)
  const foreign = text.match(/[^\0-\x7f\uf780-\uf7ff]/u)
  if (foreign) return err('FIELD_NOT_ENCODABLE', { character: foreign[0] })
  return ok(text.replace(/[\uf780-\uf7ff]/g, (char) => String.fromCharCode(char.charCodeAt(0) - BYTES)))
}

function standForBytes(bytes: string): string {
  return bytes.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(BYTES + byte.charCodeAt(0)))
}
