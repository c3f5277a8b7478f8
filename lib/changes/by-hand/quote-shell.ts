/** Any text without NUL as one word of a POSIX shell: nothing in it is expanded. */
export function quoteShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** The end of a here-document that none of these lines can be taken for. Quoted, it keeps the shell from expanding anything. */
export function endOfDocument(text: string): string {
  const lines = new Set(text.split('\n'))
  let end = 'END_OF_FILE'
  while (lines.has(end)) end += '_'
  return end
}
