import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { SignedIn } from '@/lib/people/person'
import { getContainer } from './container'
import { findPerson } from './find-person'

/** Who is signed in with this request, or null. Asked once a request, however many components want to know. */
export const currentPerson = cache(async (): Promise<SignedIn | null> => {
  return findPerson(await getContainer(), await headers())
})

/** For pages: who is signed in; anybody else is sent to the sign-in page. An action has its own check. */
export async function requirePerson(): Promise<SignedIn> {
  return (await currentPerson()) ?? redirect('/sign-in')
}
