/**
 * How XMail turns a line into tokens (semantics.md 1.2). All text here is a byte string: one character a byte,
 * U+0000 to U+00FF, so that any charset passes through unharmed.
 */

const TAB = '\t'
const QUOTE = '"'

/** The tokens of one line (its end stripped): runs of TABs collapse, each token is unquoted on its own. */
export function readTokens(content: string): string[] {
  const tokens: string[] = []
  for (const raw of content.split(TAB)) {
    // strtok: no empty fields come from adjacent, leading or trailing TABs.
    if (raw !== '') tokens.push(unquote(raw))
  }
  return tokens
}

/**
 * One raw token as XMail unquotes it: only where its first byte is a quote; `\"` is the only escape; whatever follows
 * the closing quote is dropped; a missing closing quote is accepted.
 */
export function unquote(raw: string): string {
  if (raw.charCodeAt(0) !== 0x22) return raw
  if (!raw.includes('\\"')) {
    const close = raw.indexOf(QUOTE, 1)
    return close < 0 ? raw.slice(1) : raw.slice(1, close)
  }
  let value = ''
  for (let i = 1; i < raw.length; i++) {
    const char = raw.charAt(i)
    if (char === QUOTE) break
    if (char === '\\' && raw.charAt(i + 1) === QUOTE) {
      value += QUOTE
      i++
    } else {
      value += char
    }
  }
  return value
}

/** A value in XMail's own quoting. The caller has checked that it can be written at all (`checkField`). */
export function quote(value: string): string {
  return QUOTE + value.replaceAll(QUOTE, '\\"') + QUOTE
}
