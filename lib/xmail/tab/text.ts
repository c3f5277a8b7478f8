import { err, ok, type Result } from '@/lib/errors'
import { fromByteString, toByteString } from './byte-string'
import { codeTable } from './code-table'
import type { Document } from './document'
import { decodeWindows1252, encodeWindows1252 } from './windows-1252'

type Encoded = Pick<Document, 'encoding'>

/** Bytes of a file as people read them. What is broken shows as U+FFFD: never write back what this gives. */
export function decodeText(doc: Encoded, bytes: string): string {
  if (isAscii(bytes)) return bytes
  if (doc.encoding === 'latin1') return decodeWindows1252(bytes)
  const encoding = doc.encoding === 'ascii' ? 'utf-8' : doc.encoding
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(fromByteString(bytes))
}

/**
 * Text as bytes in the file's own encoding; a file that is ASCII so far takes UTF-8. The error FIELD_NOT_ENCODABLE names
 * the first `character` that the `encoding` has not: writing a substitute would be a guess.
 */
export function encodeText(doc: Encoded, text: string): Result<string> {
  if (isAscii(text)) return ok(text)
  const encoding = doc.encoding === 'ascii' ? 'utf-8' : doc.encoding
  const lone = text.match(/\p{Surrogate}/u)
  if (lone) return err('FIELD_NOT_ENCODABLE', { character: '\ufffd', encoding })
  if (encoding === 'utf-8') return ok(toByteString(new TextEncoder().encode(text)))
  let bytes = ''
  for (const character of text) {
    const code = character < '\x80' ? character : codeOf(encoding, character)
    if (code === undefined) return err('FIELD_NOT_ENCODABLE', { character, encoding })
    bytes += code
  }
  return ok(bytes)
}

function codeOf(encoding: 'shift_jis' | 'euc-jp' | 'latin1', character: string): string | undefined {
  return encoding === 'latin1' ? encodeWindows1252(character) : codeTable(encoding).get(character)
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}
