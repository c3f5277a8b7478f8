import 'server-only'
import { ok, type Result } from '@/lib/errors'
import { consoleTimeZone, dayOf } from '../console-day'
import { getContainer } from '../container'
import { readTablePage, type TablePage } from './table-page'

export interface RelayPageData extends TablePage {
  /** The console's day, by which rows end, and whose calendar that is. */
  readonly today: string
  readonly timeZone: string
}

/** Reads smtprelay.tab for its page. Errors: those of reading. */
export async function readRelayPage(serverId: string): Promise<Result<RelayPageData>> {
  const page = await readTablePage(serverId, 'smtprelay.tab')
  if (!page.ok) return page
  const { now } = await getContainer()
  return ok({ ...page.value, today: dayOf(now()), timeZone: consoleTimeZone() })
}
