/** The page that has a form for a file, below the address of the server's pages; null: none. */
export function formPageOf(path: string): string | null {
  const [, account] = /^domains\/([^/]+\/[^/]+)\/pop3\.ipmap\.tab$/.exec(path) ?? []
  if (account !== undefined) return `access/pop3/${account.split('/').map(encodeURIComponent).join('/')}`
  return FORM_PAGES[path] ?? null
}

export const FORM_PAGES: Readonly<Record<string, string>> = {
  'server.tab': 'settings',
  'smtprelay.tab': 'relay',
  'smtpauth.tab': 'accounts',
  'smtpextauth.tab': 'accounts/programs',
  'ctrlaccounts.tab': 'administrators',
  'smtp.ipmap.tab': 'access/smtp',
  'pop3.ipmap.tab': 'access/pop3',
  'ctrl.ipmap.tab': 'access/ctrl',
  'finger.ipmap.tab': 'access/finger',
  'smtp.ipprop.tab': 'whitelist',
  'smtp.hnprop.tab': 'whitelist',
  'spammers.tab': 'spam/clients',
  'spam-address.tab': 'spam/senders',
  'server.cert': 'tls',
  'server.key': 'tls',
}
