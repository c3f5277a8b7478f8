/** One line of a pasted text, without its line end. `line` is 1-based, as people count. */
export interface PastedLine {
  readonly line: number
  readonly text: string
}

/** The lines that say something: blank lines and lines starting with `#` are left out, but counted. */
export function splitPasted(text: string): PastedLine[] {
  const lines: PastedLine[] = []
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text
  const lf = withoutMark.includes('\r') ? withoutMark.replace(/\r\n?/g, '\n') : withoutMark
  for (const [index, raw] of lf.split('\n').entries()) {
    if (!raw.startsWith('#') && !isBlank(raw)) lines.push({ line: index + 1, text: raw })
  }
  return lines
}

function isBlank(text: string): boolean {
  return /^[ \t\u00A0\u3000]*$/.test(text)
}

/** Controls, and characters that change nothing that is seen: what a person can't see can't be what they mean. */
const UNSEEN = /[\0-\x08\x0B-\x1F\x7F-\x9F\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/

export function hasUnseenCharacters(text: string): boolean {
  return UNSEEN.test(text)
}

/** Full-width letters, digits and signs, and other blanks, as Japanese keyboards write them, in ASCII. */
export function toHalfWidth(text: string): string {
  if (!/[\u00A0\u3000\uFF01-\uFF5E\u2013\u2014\u301C\u3002]/.test(text)) return text
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u00A0\u3000]/g, ' ')
    .replace(/[\u2013\u2014\u301C]/g, '-')
    .replace(/\u3002/g, '.')
}

/**
 * The line without a comment at its end, as lists have it. XMail knows none there, so it can't be part of a field; a
 * `#` inside quotes is no comment.
 */
export function withoutComment(text: string): string {
  if (!text.includes('#')) return text
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quoted && char === '\\' && text[i + 1] === '"') i++
    else if (char === '"') quoted = !quoted
    else if (char === '#' && !quoted && /^\s?$/.test(text.charAt(i - 1))) return text.slice(0, i)
  }
  return text
}

/** A field of a pasted line. A quoted one is taken as it stands, blanks included; XMail would do the same. */
export interface PastedField {
  readonly text: string
  readonly quoted: boolean
}

/** Cuts at blanks, TABs, commas and semicolons outside of quotes; `10.0.0.0 / 8` is one field. */
export function splitFields(text: string): PastedField[] {
  const joined = text.includes('/') && !text.includes('"') ? text.split('/').map(trimBlanks).join('/') : text
  if (!joined.includes('"')) {
    return joined
      .split(/[\s,;]+/)
      .filter((part) => part !== '')
      .map((part) => ({ text: part, quoted: false }))
  }
  const fields: PastedField[] = []
  for (const match of joined.matchAll(/"((?:\\"|[^"])*)(?:"|$)|[^\s,;"]+/g)) {
    fields.push(match[1] === undefined ? { text: match[0], quoted: false } : { text: match[1], quoted: true })
  }
  return fields
}

function trimBlanks(text: string): string {
  return text.trim()
}
