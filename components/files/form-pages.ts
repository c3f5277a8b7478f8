/** The page that has a form for a file, below the server's address; null: none. */
export function formPageOf(path: string): string | null {
  const own = PAGES[path]
  if (own) return own
  return null
}

const PAGES: Readonly<Record<string, string>> = {
  'smtprelay.tab': 'relay',
  'smtp.ipmap.tab': 'access/smtp',
  'pop3.ipmap.tab': 'access/pop3',
  'ctrl.ipmap.tab': 'access/ctrl',
  'finger.ipmap.tab': 'access/finger',
}
