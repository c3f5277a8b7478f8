/** XMail's key: every byte of a password is XORed with it and written as two hex digits (semantics.md 7.1). */
const KEY = 0x65

const HEX_PAIR = /^[0-9a-f]{2}$/i

/**
 * A password (byte string) as ctrlaccounts.tab, mailusers.tab and pop3links.tab hold it: lower-case hex, twice as long.
 * It hides nothing from anybody who has the file. A NUL would cut the password in silence, so it throws, as text that
 * is no byte string does: both are checked where a person types.
 */
export function encodePassword(password: string): string {
  let hex = ''
  for (let i = 0; i < password.length; i++) {
    const byte = password.charCodeAt(i)
    if (byte === 0 || byte > 0xff) throw new RangeError('a password is a byte string without NUL')
    hex += (byte ^ KEY).toString(16).padStart(2, '0')
  }
  return hex
}

/**
 * What XMail makes of a password field. `intact` is false where it is not hex throughout: XMail then goes on with what it
 * had decoded so far, nothing at all if the length is odd. In ctrlaccounts.tab that is the password that logs in.
 */
export function decodePassword(hex: string): { readonly password: string; readonly intact: boolean } {
  if (hex.length % 2 !== 0) return { password: '', intact: false }
  let password = ''
  for (let i = 0; i < hex.length; i += 2) {
    const pair = hex.slice(i, i + 2)
    if (!HEX_PAIR.test(pair)) return { password: untilNul(password), intact: false }
    password += String.fromCharCode(Number.parseInt(pair, 16) ^ KEY)
  }
  return { password: untilNul(password), intact: !password.includes('\0') }
}

function untilNul(text: string): string {
  const nul = text.indexOf('\0')
  return nul < 0 ? text : text.slice(0, nul)
}
