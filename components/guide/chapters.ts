/** The pages of docs/guide in the order of its index. `test/guide.test.ts` holds them to the files. */
export const CHAPTERS = [
  'getting-started',
  'connect-a-server',
  'review-and-apply',
  'history',
  'from-xmailcfg',
  'relay-networks',
  'accounts',
  'sign-in',
  'access',
  'finger',
  'spam',
  'tls',
  'server-settings',
  'mailboxes',
  'any-file',
  'findings',
  'simulator',
  'address-map',
  'who-can-relay',
  'assertions',
  'open-relay-test',
  'people',
] as const

/** `index`: the list of all chapters. */
export type Chapter = (typeof CHAPTERS)[number] | 'index'

/** Below a server's address: the first part of a page's own → the chapter that is about it. '': the overview. */
const CHAPTER_OF_PLACE: Readonly<Record<string, Chapter>> = {
  '': 'index',
  relay: 'relay-networks',
  accounts: 'accounts',
  'sign-in-settings': 'sign-in',
  access: 'access',
  finger: 'finger',
  whitelist: 'spam',
  spam: 'spam',
  tls: 'tls',
  settings: 'server-settings',
  mailboxes: 'mailboxes',
  files: 'any-file',
  findings: 'findings',
  simulator: 'simulator',
  map: 'address-map',
  'who-can-relay': 'who-can-relay',
  assertions: 'assertions',
  'open-relay': 'open-relay-test',
  review: 'review-and-apply',
  history: 'history',
  administrators: 'accounts',
  connection: 'connect-a-server',
}

/** The chapter about the page at this address; null where there is none, as on the guide's own pages. */
export function chapterOf(pathname: string): Chapter | null {
  const [place, serverId, page = ''] = pathname.split('/').slice(1)
  if (place === 'people' || place === 'account') return 'people'
  if (place !== 'servers') return null
  if (serverId === undefined || serverId === 'new') return 'connect-a-server'
  return Object.hasOwn(CHAPTER_OF_PLACE, page) ? (CHAPTER_OF_PLACE[page] ?? null) : null
}

/** `base`: the guide's own address. */
export function hrefOfChapter(base: string, chapter: string): string {
  return chapter === 'index' ? base : `${base}/${chapter}`
}

/** The chapters before and behind one, where there are. */
export function neighboursOf(chapter: string): { before: Chapter | undefined; behind: Chapter | undefined } {
  const names: readonly string[] = CHAPTERS
  const place = names.indexOf(chapter)
  return { before: CHAPTERS[place - 1], behind: place < 0 ? undefined : CHAPTERS[place + 1] }
}
