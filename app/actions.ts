'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ActionResult } from '@/lib/errors'
import * as entrance from '@/lib/server/entrance-actions'
import { isLocale, LOCALE_COOKIE } from '@/lib/server/locales'

const ONE_YEAR_S = 365 * 24 * 60 * 60

export async function signIn(input: unknown): Promise<ActionResult<null>> {
  return entrance.signIn(input)
}

export async function setUp(input: unknown): Promise<ActionResult<null>> {
  return entrance.setUp(input)
}

export async function setPassword(input: unknown): Promise<ActionResult<null>> {
  return entrance.setPassword(input)
}

export async function signOut(): Promise<void> {
  await entrance.signOut()
  redirect('/sign-in')
}

/** Anybody's own choice of language; not worth an audit. */
export async function chooseLocale(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { maxAge: ONE_YEAR_S, sameSite: 'lax', httpOnly: true, path: '/' })
}
