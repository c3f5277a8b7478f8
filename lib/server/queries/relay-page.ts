import 'server-only'
import { ok, type Result } from '@/lib/errors'
import { consoleTimeZone, dayOf } from '../console-day'
import { getContainer } from '../container'
import { type AccountFile, findAccountFile } from './account-permissions'
import { ABSENT, type PageDraft, type PageFile, readFilesPage } from './table-page'

export interface RelayPageData extends PageFile, PageDraft {
  /** The console's day, by which rows end, and whose calendar that is. */
  readonly today: string
  readonly timeZone: string
  readonly serverTab: PageFile
  /** The account that was asked for with its own variables, or why there is none. Null: none was asked for. */
  readonly account: Result<AccountFile & { readonly file: PageFile }> | null
}

/**
 * Reads what decides who relays: smtprelay.tab, and beside it server.tab and the variables of one account
 * (`name@domain`; '' for none), all at one moment. Errors: those of reading.
 */
export async function readRelayPage(serverId: string, account: string): Promise<Result<RelayPageData>> {
  const found = account === '' ? null : await findAccountFile(serverId, account)
  const path = found?.ok ? found.value.path : null
  const page = await readFilesPage<string>(serverId, ['smtprelay.tab', 'server.tab', ...(path ? [path] : [])])
  if (!page.ok) return page
  const { files, ...draft } = page.value
  const { now } = await getContainer()
  return ok({
    ...draft,
    ...(files['smtprelay.tab'] ?? ABSENT),
    today: dayOf(now()),
    timeZone: consoleTimeZone(),
    serverTab: files['server.tab'] ?? ABSENT,
    account: found?.ok ? ok({ ...found.value, file: files[found.value.path] ?? ABSENT }) : found,
  })
}
