/** Files that decide together about clients of SMTP, and about who of them relays (semantics.md 6.1, 6.7). */
const SMTP = ['server.tab', 'smtp.ipprop.tab', 'smtp.ipmap.tab', 'spammers.tab', 'smtprelay.tab']

/**
 * The files beside these on which it depends what a change of them means, e.g. spammers.tab beside smtp.ipmap.tab: where
 * the one refuses everybody, the other lets nobody in. Files with passwords are never among them.
 */
export function filesBeside(paths: readonly string[]): string[] {
  const beside = paths.flatMap((path) => {
    if (SMTP.includes(path)) return SMTP
    if (path.endsWith('/user.tab')) return ['server.tab']
    return path.endsWith('/pop3.ipmap.tab') ? ['pop3.ipmap.tab'] : []
  })
  return [...new Set(beside)].filter((path) => !paths.includes(path))
}
