/** The page that has a form for a file, below the address of the server's pages; null: none. */
export function formPageOf(path: string): string | null {
  const [, account, file = ''] = /^domains\/([^/]+\/[^/]+)\/(pop3\.ipmap|user)\.tab$/.exec(path) ?? []
  if (account !== undefined)
    return `${ACCOUNT_PAGES[file]}/${account.split('/').map(encodeURIComponent).join('/')}`
  return FORM_PAGES[path] ?? null
}

/** Of the files of one account, by their names. */
const ACCOUNT_PAGES: Readonly<Record<string, string>> = { 'pop3.ipmap': 'access/pop3', user: 'mailboxes' }

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
