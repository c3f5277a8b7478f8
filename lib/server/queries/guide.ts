import 'server-only'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { pickLocale } from '../locales'
import { type GuideFile, readGuideFile } from '../read-guide-file'
import { requirePermission } from '../require-permission'

/** A page of the guide in the person's language; null where there is none of this name. Whoever is signed in may read it. */
export const readGuidePage = cache(async (name: string): Promise<GuideFile | null> => {
  await requirePermission('account.own')
  return readGuideFile(pickLocale(await getLocale(), null), name)
})
