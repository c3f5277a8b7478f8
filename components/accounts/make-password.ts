/** Without letters that are mistaken for each other, and without what some table, shell or client cannot take. */
const CHARACTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LENGTH = 20

/** A password of 116 bits, from the browser's own source of randomness. */
export function makePassword(): string {
  let password = ''
  while (password.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      // Bytes behind the last whole round would make some characters likelier.
      const character = byte < 256 - (256 % CHARACTERS.length) ? CHARACTERS[byte % CHARACTERS.length] : ''
      if (password.length < LENGTH) password += character
    }
  }
  return password
}
