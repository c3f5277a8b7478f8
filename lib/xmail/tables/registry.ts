import { z } from 'zod'
import type { Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { scopeOfPath } from '@/lib/xmail/variables/definitions'
import { readVariables } from '@/lib/xmail/variables/read-variables'
import { applyVariableEdit, variableTableEditSchema } from '@/lib/xmail/variables/variables-edit'
import { isCertificatePath, readCertificateFile } from './certificate'
import { applyCertificateEdit, certificateTableEditSchema } from './certificate-edit'
import { readCtrlaccounts } from './ctrlaccounts'
import { applyCtrlaccountsEdit, ctrlaccountsTableEditSchema } from './ctrlaccounts-edit'
import { readHnprop } from './hnprop'
import { applyHnpropEdit, hnpropTableEditSchema } from './hnprop-edit'
import { isIpmapPath, readIpmap } from './ipmap'
import { applyIpmapEdit, ipmapTableEditSchema } from './ipmap-edit'
import { readIpprop } from './ipprop'
import { applyIppropEdit, ippropTableEditSchema } from './ipprop-edit'
import { readSmtpauth } from './smtpauth'
import { applySmtpauthEdit, smtpauthTableEditSchema } from './smtpauth-edit'
import { readSmtpextauth } from './smtpextauth'
import { applySmtpextauthEdit, smtpextauthTableEditSchema } from './smtpextauth-edit'
import { readRelay } from './smtprelay'
import { applyRelayEdit, relayTableEditSchema } from './smtprelay-edit'
import { readSpamAddress } from './spam-address'
import { applySpamAddressEdit, spamAddressTableEditSchema } from './spam-address-edit'
import { readSpammers } from './spammers'
import { applySpammersEdit, spammersTableEditSchema } from './spammers-edit'
import { applyStartFileEdit, startFileEditSchema } from './start-file-edit'
import { applyTextEdit, textTableEditSchema } from './text-edit'
import { applyUndoEdit, undoTableEditSchema } from './undo-edit'

const isPath = (file: string) => (path: string) => path === file

/** Every table that can be edited row by row: which files are of it, how they are read and changed. */
export const TABLES = {
  smtprelay: { owns: (path: string) => path === 'smtprelay.tab', read: readRelay, apply: applyRelayEdit },
  ipmap: { owns: isIpmapPath, read: readIpmap, apply: applyIpmapEdit },
  spammers: { owns: isPath('spammers.tab'), read: readSpammers, apply: applySpammersEdit },
  'spam-address': { owns: isPath('spam-address.tab'), read: readSpamAddress, apply: applySpamAddressEdit },
  ipprop: { owns: isPath('smtp.ipprop.tab'), read: readIpprop, apply: applyIppropEdit },
  hnprop: { owns: isPath('smtp.hnprop.tab'), read: readHnprop, apply: applyHnpropEdit },
  smtpauth: { owns: isPath('smtpauth.tab'), read: readSmtpauth, apply: applySmtpauthEdit },
  smtpextauth: { owns: isPath('smtpextauth.tab'), read: readSmtpextauth, apply: applySmtpextauthEdit },
  ctrlaccounts: { owns: isPath('ctrlaccounts.tab'), read: readCtrlaccounts, apply: applyCtrlaccountsEdit },
  certificate: { owns: isCertificatePath, read: readCertificateFile, apply: applyCertificateEdit },
  variables: {
    owns: (path: string) => scopeOfPath(path) !== undefined,
    read: readVariables,
    apply: applyVariableEdit,
  },
} as const

export type TableName = keyof typeof TABLES

/** What a person wants, as plain data: forms, the API, a paste and a fix button all make these. */
export const editSchema = z.discriminatedUnion('table', [
  relayTableEditSchema,
  ipmapTableEditSchema,
  spammersTableEditSchema,
  spamAddressTableEditSchema,
  ippropTableEditSchema,
  hnpropTableEditSchema,
  smtpauthTableEditSchema,
  smtpextauthTableEditSchema,
  ctrlaccountsTableEditSchema,
  certificateTableEditSchema,
  variableTableEditSchema,
  // Of no table: it changes the text of any file, those of the tables too.
  textTableEditSchema,
  // Of no table either, and of no file of the MailRoot.
  startFileEditSchema,
  // Of any file, a start file too.
  undoTableEditSchema,
])
export type Edit = z.infer<typeof editSchema>

/** The table that a file is read as, or undefined where there is none yet. */
export function tableFor(path: MailRootPath): TableName | undefined {
  return (Object.keys(TABLES) as TableName[]).find((name) => TABLES[name].owns(path))
}

/** Does an edit to the Document of its file. An absent file is an empty Document. Errors: those of the table. */
export function applyEdit(doc: Document, edit: Edit): Result<Document> {
  switch (edit.table) {
    case 'smtprelay':
      return TABLES.smtprelay.apply(doc, edit)
    case 'ipmap':
      return TABLES.ipmap.apply(doc, edit)
    case 'spammers':
      return TABLES.spammers.apply(doc, edit)
    case 'spam-address':
      return TABLES['spam-address'].apply(doc, edit)
    case 'ipprop':
      return TABLES.ipprop.apply(doc, edit)
    case 'hnprop':
      return TABLES.hnprop.apply(doc, edit)
    case 'smtpauth':
      return TABLES.smtpauth.apply(doc, edit)
    case 'smtpextauth':
      return TABLES.smtpextauth.apply(doc, edit)
    case 'ctrlaccounts':
      return TABLES.ctrlaccounts.apply(doc, edit)
    case 'certificate':
      return TABLES.certificate.apply(doc, edit)
    case 'variables':
      return TABLES.variables.apply(doc, edit, scopeOfPath(edit.path))
    case 'text':
      return applyTextEdit(doc, edit)
    case 'start-file':
      return applyStartFileEdit(doc, edit)
    case 'undo':
      return applyUndoEdit(doc, edit)
  }
}

/** Whether an edit leaves no file behind, not even an empty one. */
export function removesFile(edit: Edit): boolean {
  if (edit.table === 'undo') return edit.op === 'remove-file'
  return (edit.table === 'hnprop' || edit.table === 'certificate') && edit.op === 'remove-file'
}
