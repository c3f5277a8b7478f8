/** The languages of the console. The first is the one for everybody else. */
export const LOCALES = ['en', 'ja'] as const

export type Locale = (typeof LOCALES)[number]

/** Holds the language that a person chose in the console. */
export const LOCALE_COOKIE = 'locale'

export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text)
}

/** What the person chose, else the best of what the browser asks for (RFC 9110, 12.5.4), else English. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return { language: range.split('-')[0] ?? '', quality: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    // A stable sort: of equal wishes the first one counts.
    .sort((a, b) => b.quality - a.quality)
  return wishes.map(({ language }) => language).find(isLocale) ?? LOCALES[0]
}
