import 'server-only'
import { z } from 'zod'
import { describeCertificate, readAuthorities } from '@/lib/certificates'
import { err, ok } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { type CertificateRow, type Edit, MAX_PEM_CHARACTERS, readCertificateFile } from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { readTlsFiles, TRUSTED } from './read-tls-files'
import { markOf } from './show-trusted'

const serverId = z.string().min(1).max(100)
/** A whole list of authorities may be given at once. */
const pem = z.string().max(MAX_PEM_CHARACTERS)
const place = { table: 'certificate', path: TRUSTED } as const

/** Adds the certificates of a text to certs.pem, those that are there already left out. Errors: those of `readAuthorities`, CERTIFICATE_DUPLICATE where all are. */
export const addTrusted = action({
  input: z.object({ serverId, certificate: pem }),
  can: 'server.control',
  name: 'draft.tls.trust',
  run: async ({ input, actor: person }) => {
    const given = readAuthorities(input.certificate)
    if (!given.ok) return given
    const certificates = given.value.map((each) => ({
      text: each.toString(),
      subject: describeCertificate(each).subject,
    }))
    return stageEdit(await getContainer(), {
      ...{ serverId: input.serverId, person, path: TRUSTED },
      makeEdit: (drafted) => {
        const there = new Set(readCertificateFile(drafted).map(markOf))
        const added = certificates.filter((each) => !there.has(markOf(each)))
        const [first] = certificates
        if (added.length === 0)
          return err('CERTIFICATE_DUPLICATE', { subject: first?.subject ?? '' }, 'certificate')
        return ok<Edit>({ ...place, op: 'trust', certificates: added })
      },
    })
  },
})

/** Takes one block out of certs.pem. Errors: ROW_NOT_FOUND {line}, those of `applyDistrust`. */
export const removeTrusted = action({
  input: z.object({ serverId, line: z.number().int().min(0), mark: z.string().length(64) }),
  can: 'server.control',
  name: 'draft.tls.distrust',
  run: async ({ input, actor: person }) =>
    stageEdit(await getContainer(), {
      ...{ serverId: input.serverId, person, path: TRUSTED },
      makeEdit: (drafted) => {
        const row = findBlock(readCertificateFile(drafted), input)
        if (!row) return err('ROW_NOT_FOUND', { line: input.line + 1 })
        return ok<Edit>({ ...place, op: 'distrust', line: row.line, text: row.text, subject: subjectOf(row) })
      },
    }),
})

function findBlock(rows: readonly CertificateRow[], sought: { line: number; mark: string }) {
  const same = rows.filter((row) => markOf(row) === sought.mark)
  return same.find(({ line }) => line === sought.line) ?? (same.length === 1 ? same[0] : undefined)
}

function subjectOf({ text, label }: CertificateRow): string {
  const read = readAuthorities(text)
  const [certificate] = read.ok ? read.value : []
  return certificate ? describeCertificate(certificate).subject : label
}

/**
 * Removes certs.pem. Error: TRUSTED_FILE_MISSING while the draft leaves SSLUseCertsFile on: XMail would trust every
 * authority of its computer.
 */
export const removeTrustedFile = action({
  input: z.object({ serverId }),
  can: 'server.control',
  name: 'draft.tls.remove-trusted',
  run: async ({ input, actor: person }) => {
    const world = await getContainer()
    const files = await readDrafted(input.serverId, person)
    if (!files.ok) return files
    if (files.value.drafted.check.usesFile) return err('TRUSTED_FILE_MISSING')
    return stageEdit(world, {
      ...{ serverId: input.serverId, person, path: TRUSTED },
      makeEdit: () => ok<Edit>({ ...place, op: 'remove-file' }),
    })
  },
})

async function readDrafted(server: string, person: Person) {
  const world = await getContainer()
  const draft = await openDraft(world.records, server, person.id)
  return draft.ok ? readTlsFiles(world, server, draft.value.edits) : draft
}
