/** Text as a terminal may have it: control characters of a stranger’s file could move the cursor or hide a line. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === '\n' ? char : '\ufffd'))
}
