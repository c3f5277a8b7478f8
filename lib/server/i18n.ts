import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { LOCALE_COOKIE, pickLocale } from './locales'
import { MESSAGES } from './messages'

/** next-intl's settings for one request: the language, its words, and one time zone for server and browser. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  const locale = pickLocale(chosen, (await headers()).get('accept-language'))
  return {
    locale,
    messages: MESSAGES[locale],
    // One moment for server and browser: times relative to now must not differ between the two.
    now: new Date(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
})
